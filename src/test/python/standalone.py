"""A standalone cluster of real processes on loopback, on ports that the system chooses."""

import json
import os
import re
import subprocess
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import spark

T = TypeVar("T")
DEADLINE = 60.0


def eventually(look: Callable[[], T], what: str, seconds: float = DEADLINE) -> T:
    """What a look at other processes gives as soon as it gives something."""
    deadline = time.monotonic() + seconds
    while not (seen := look()):
        if time.monotonic() > deadline:
            raise AssertionError(f"after {seconds:.0f} seconds still not: {what}")
        time.sleep(0.1)
    return seen


class Cluster:
    """A master and its workers, each with one core; all are ended with the context."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._processes: list[subprocess.Popen[bytes]] = []
        self.master = ""
        self._page = ""

    def __enter__(self) -> "Cluster":
        _, log = self._start("master", "master.Master", "--port", "0", "--webui-port", "0")
        found = eventually(
            lambda: re.search(r"Starting Spark master at (spark://\S+)", log.read_text()),
            "a master",
        )
        self.master = found.group(1)
        page = eventually(
            lambda: re.search(r"MasterWebUI.* started at http://[^:]+:(\d+)", log.read_text()),
            "the master's page",
        )
        self._page = f"http://127.0.0.1:{page.group(1)}/json/"
        return self

    def __exit__(self, *_: object) -> None:
        for process in reversed(self._processes):
            process.kill()
            process.wait()

    def worker(self) -> subprocess.Popen[bytes]:
        """Adds a worker and waits until the master knows it."""
        before = self.state()["aliveworkers"]
        name = f"worker-{len(self._processes)}"
        process, _ = self._start(
            *(name, "worker.Worker", "--cores", "1", "--memory", "2g"),
            *("--webui-port", "0", "--work-dir", str(self._folder / name), self.master),
        )
        eventually(lambda: self.state()["aliveworkers"] > before, f"{name} at the master")
        return process

    def state(self) -> dict[str, Any]:
        """What the master says of itself, its workers, applications and drivers."""
        with urllib.request.urlopen(self._page, timeout=DEADLINE) as answer:
            state: dict[str, Any] = json.load(answer)
        return state

    def last_driver(self) -> str:
        """The state in which the driver that was submitted last has ended."""

        def ended() -> str:
            drivers = self.state()["completeddrivers"]
            return str(max(drivers, key=lambda driver: driver["id"])["state"]) if drivers else ""

        eventually(lambda: not self.state()["activedrivers"], "the end of every driver")
        return eventually(ended, "a driver that has ended")

    def _start(
        self, name: str, program: str, *arguments: str
    ) -> tuple[subprocess.Popen[bytes], Path]:
        log = self._folder / f"{name}.log"
        command = [spark.home() / "bin" / "spark-class", f"org.apache.spark.deploy.{program}"]
        with log.open("wb") as out:
            process = subprocess.Popen(
                [*command, "--host", "127.0.0.1", *arguments],
                env=spark.environment() | {"SPARK_WORKER_OPTS": "", "SPARK_NO_DAEMONIZE": "1"},
                stdout=out,
                stderr=subprocess.STDOUT,
                cwd=self._folder,
            )
        self._processes.append(process)
        return process, log
