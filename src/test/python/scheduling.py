"""Airflow in an environment and a home of its own, with and without its scheduler.

Every configuration lies in one folder beside the sample tables, and each is a DAG.
"""

import contextlib
import json
import os
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import spark
from product import ROOT, Record

CONNECTION = {"conn_type": "spark", "host": "local[2]", "extra": {"deploy-mode": "client"}}
PATIENCE = 600.0
"""Seconds for what a scheduler on a busy machine does."""


@dataclass(frozen=True)
class Airflow:
    """A home of Airflow whose DAGs are made from the configurations in ``configurations``."""

    python: Path
    home: Path
    configurations: Path
    port: int

    @property
    def results(self) -> Path:
        return self.home / "results"

    def environment(self) -> dict[str, str]:
        """As a scheduler's unit file would set it."""
        url = f"http://127.0.0.1:{self.port}"
        inherited = spark.environment()
        path = [str(self.home / "bin"), str(self.python.parent), inherited["PATH"]]
        own = {
            "PATH": os.pathsep.join(path),
            "SPARK_SUBMIT_OPTS": "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC",
            "PYTHONWARNINGS": "ignore",
            "AIRFLOW_HOME": str(self.home),
            "AIRFLOW_CONN_SPARK_DEFAULT": json.dumps(CONNECTION),
            "AIRFLOW__CORE__DAGS_FOLDER": str(ROOT / "jobs" / "airflow"),
            "AIRFLOW__CORE__LOAD_EXAMPLES": "False",
            "AIRFLOW__CORE__PARALLELISM": "2",
            "AIRFLOW__CORE__SIMPLE_AUTH_MANAGER_ALL_ADMINS": "True",
            "AIRFLOW__CORE__EXECUTION_API_SERVER_URL": f"{url}/execution/",
            "AIRFLOW__API__BASE_URL": url,
            "AIRFLOW__API__PORT": str(self.port),
            "AIRFLOW__API__WORKERS": "1",
            "AIRFLOW__TRIGGERER__DEFAULT_CAPACITY": "2",
            "AIRFLOW__LOGGING__WORKER_LOG_SERVER_PORT": str(free_port()),
            "AIRFLOW__LOGGING__TRIGGER_LOG_SERVER_PORT": str(free_port()),
            "PLUMBLINE_CONF_DIR": str(self.configurations),
            "PLUMBLINE_RESULTS": str(self.results),
        }
        return inherited | own

    def airflow(self, *arguments: str) -> str:
        """A command of Airflow; its standard output."""
        return self._called(self.python, "-m", "airflow", *arguments)

    def shell(self, commands: str, folder: Path) -> str:
        """Runs commands in a folder as a person would who has set nothing yet but PATH."""
        own = self.environment()
        set_by_them = {name for name in own if name.startswith(("AIRFLOW", "PLUMBLINE"))}
        called = subprocess.run(
            ["bash", "-euo", "pipefail", "-c", commands],
            cwd=folder,
            env={name: value for name, value in own.items() if name not in set_by_them}
            | {"PLUMBLINE_HOME": str(ROOT)},
            capture_output=True,
            text=True,
        )
        assert called.returncode == 0, called.stdout[-5000:] + called.stderr[-5000:]
        return called.stdout

    def structure(self, *changed: dict[str, str]) -> list[Record]:
        """What the DAG folder holds where variables are changed, as :mod:`dag_runs` tells it."""
        return self._dag_runs("structure", changed)

    def run(self, *orders: Record) -> list[Record]:
        """Runs DAGs one after the other, without a scheduler."""
        return self._dag_runs("run", orders)

    def result(self, dag: str, run: str, stage: str) -> Record:
        """The result that a stage of a run has left."""
        folder = run.replace(":", "_").replace("+", "_")
        told: Record = json.loads((self.results / dag / folder / f"{stage}.json").read_text())
        return told

    def _dag_runs(self, action: str, orders: Sequence[Record]) -> list[Record]:
        script = Path(__file__).with_name("dag_runs.py")
        lines = self._called(self.python, script, action, json.dumps(orders)).splitlines()
        told: list[Record] = json.loads(lines[-1])
        return told

    def _called(self, *command: str | Path) -> str:
        called = subprocess.run(
            command, cwd=self.home, env=self.environment(), capture_output=True, text=True
        )
        if called.returncode != 0:
            raise AssertionError(
                f"{command} ended with {called.returncode}:\n{called.stderr[-5000:]}"
            )
        return called.stdout

    @contextlib.contextmanager
    def standalone(self) -> Iterator["Scheduler"]:
        """A scheduler with all that belongs to it, in a process group that is ended with it."""
        with (self.home / "standalone.log").open("w") as log:
            group = subprocess.Popen(
                [self.python, "-m", "airflow", "standalone"],
                cwd=self.home,
                env=self.environment(),
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
            try:
                scheduler = Scheduler(self)
                until(scheduler.is_up, "the scheduler is up")
                yield scheduler
            finally:
                os.killpg(group.pid, signal.SIGTERM)
                with contextlib.suppress(subprocess.TimeoutExpired):
                    group.wait(20)
                with contextlib.suppress(ProcessLookupError):
                    os.killpg(group.pid, signal.SIGKILL)
                group.wait()


@dataclass(frozen=True)
class Scheduler:
    """A running scheduler, asked through its REST interface."""

    airflow: Airflow

    def is_up(self) -> bool:
        try:
            health = self._asked("GET", "/api/v2/monitor/health")
            dags = {dag["dag_id"] for dag in self._asked("GET", "/api/v2/dags")["dags"]}
        except (urllib.error.URLError, ConnectionError):
            return False
        return health["scheduler"]["status"] == "healthy" and len(dags) > 0

    def unpause(self, dag: str) -> None:
        self._asked("PATCH", f"/api/v2/dags/{dag}", {"is_paused": False})

    def trigger(self, dag: str, **params: Any) -> str:
        """Starts a run by hand, without a data interval; its id."""
        self.unpause(dag)
        order = {"logical_date": None, "conf": params}
        return str(self._asked("POST", f"/api/v2/dags/{dag}/dagRuns", order)["dag_run_id"])

    def runs(self, dag: str) -> list[Record]:
        told: list[Record] = self._asked("GET", f"/api/v2/dags/{dag}/dagRuns")["dag_runs"]
        return told

    def tasks(self, dag: str, run: str) -> dict[str, Record]:
        told = self._asked("GET", f"/api/v2/dags/{dag}/dagRuns/{run}/taskInstances")
        return {each["task_id"]: each for each in told["task_instances"]}

    def finished(self, dag: str, run: str) -> dict[str, list[Any]]:
        """Waits for the end of a run; state and number of tries of each task."""

        def is_over() -> bool:
            states = {each["dag_run_id"]: each["state"] for each in self.runs(dag)}
            return states[run] in ("success", "failed")

        until(is_over, f"{dag} {run} is over")
        tasks = self.tasks(dag, run)
        return {task: [each["state"], each["try_number"]] for task, each in tasks.items()}

    def question(self, dag: str, run: str) -> Record:
        """Waits until a task asks a person; what it asks."""

        def is_asked() -> bool:
            return self.tasks(dag, run)["ask"]["state"] in ("awaiting_input", "deferred")

        until(is_asked, f"{dag} {run} asks")
        return self._asked("GET", self._details(dag, run))

    def answer(self, dag: str, run: str, option: str, reason: str) -> None:
        """Answers until the run goes on.

        An answer that comes before the worker has told that it let go of the task finds it running:
        Airflow takes that for a failure, and the next try asks anew.
        """
        given = {"chosen_options": [option], "params_input": {"reason": reason}}

        def goes_on() -> bool:
            if self._asked("GET", self._details(dag, run))["responded_at"] is None:
                self._asked("PATCH", self._details(dag, run), given)
            return self.tasks(dag, run)["answered"]["state"] == "success"

        until(goes_on, f"{dag} {run} takes the answer")

    @staticmethod
    def _details(dag: str, run: str) -> str:
        return f"/api/v2/dags/{dag}/dagRuns/{run}/taskInstances/ask/-1/hitlDetails"

    def _asked(self, method: str, path: str, body: Any = None) -> Record:
        token = self._answered("GET", "/auth/token", None, {})["access_token"]
        return self._answered(method, path, body, {"Authorization": f"Bearer {token}"})

    def _answered(self, method: str, path: str, body: Any, headers: dict[str, str]) -> Record:
        request = urllib.request.Request(
            f"http://127.0.0.1:{self.airflow.port}{path}",
            method=method,
            data=None if body is None else json.dumps(body).encode(),
            headers={"Content-Type": "application/json"} | headers,
        )
        with urllib.request.urlopen(request, timeout=30) as answer:
            told: Record = json.load(answer)
        return told


def until(holds: Callable[[], bool], what: str) -> None:
    """Waits for another process; fails where that takes too long."""
    deadline = time.monotonic() + PATIENCE
    while not holds():
        if time.monotonic() > deadline:
            raise AssertionError(f"waited {PATIENCE:.0f} s, but never: {what}")
        time.sleep(0.05)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port
