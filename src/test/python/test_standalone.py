"""Whole cycles on a standalone cluster: the driver here, and in the cluster."""

import os
import re
import signal
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

import spark
from product import ROOT, Record, plumbline, record
from standalone import Cluster, eventually

MANUAL = ROOT / "docs" / "spark-submit.md"
TRAIN = ["train", "--conf", "sample/house-prices.conf", "--as-of"]
RETRAIN = ["retrain", *TRAIN[1:]]
BLOCKS = re.compile(r"```sh\n(.*?)```", re.DOTALL)


@dataclass(frozen=True)
class Ended:
    exit_code: int
    out: str
    err: str

    @property
    def last_line(self) -> str:
        return self.err.splitlines()[-1]


@dataclass(frozen=True)
class Place:
    """A folder with the sample and two days of its model's life, made as the manual says."""

    folder: Path
    cluster: Cluster
    manual: Ended

    def run(self, *arguments: str) -> Ended:
        return self._ended([ROOT / "jobs" / "plumbline", *arguments])

    def start(self, *arguments: str) -> "subprocess.Popen[str]":
        return subprocess.Popen(
            [ROOT / "jobs" / "plumbline", *arguments],
            cwd=self.folder,
            env=spark.environment(),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def _ended(self, command: list[str | Path]) -> Ended:
        run = subprocess.run(
            command, cwd=self.folder, env=spark.environment(), capture_output=True, text=True
        )
        return Ended(run.returncode, run.stdout, run.stderr)

    @property
    def here(self) -> list[str]:
        return ["--master", self.cluster.master]

    @property
    def there(self) -> list[str]:
        return [*self.here, "--deploy-mode", "cluster"]

    def latest(self, command: str, day: str) -> Record:
        return record(self.folder / f"sample/home/house-prices/latest/{command}-{day}.json")


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    folder = tmp_path_factory.mktemp("standalone")
    (folder / "jobs").symlink_to(ROOT / "jobs")
    with Cluster(folder) as cluster:
        cluster.worker()
        cluster.worker()
        blocks = BLOCKS.findall(MANUAL.read_text())
        commands = "\n".join(blocks).replace("spark://host:7077", cluster.master)
        made = Place(folder, cluster, Ended(0, "", ""))
        yield Place(folder, cluster, made._ended(["bash", "-ec", commands]))


def test_the_manual_runs_a_cycle_in_each_mode(place: Place) -> None:
    assert place.manual.exit_code == 0, place.manual.err
    here, there = place.manual.out.splitlines()
    assert '"status":"promoted"' in here
    assert '"as-of":"2026-01-31"' in there
    assert place.cluster.last_driver() == "FINISHED"
    published = record(place.folder / "runs" / "prices.json")
    assert published == place.latest("retrain", "2026-01-31")
    assert published["scores"]["rows"] == place.latest("retrain", "2026-01-30")["scores"]["rows"]


def test_models_are_those_of_one_process_to_the_last_bit(place: Place) -> None:
    assert place.manual.exit_code == 0, place.manual.err
    embedded = plumbline(
        *RETRAIN[:3],
        *("--as-of", "2026-01-30..2026-01-31", "--set", f"home={place.folder}/embedded"),
        *("--set", f"scoring.output.path={place.folder}/embedded-scores"),
        cwd=place.folder,
    )
    for result in embedded:
        on_cluster = place.latest("retrain", result["as-of"])
        assert on_cluster["model"]["id"] == result["model"]["id"]
        assert on_cluster["metrics"] == result["metrics"]


def test_a_failed_job_has_its_exit_code_in_each_mode(place: Place) -> None:
    wrong = ["--set", "data.label=nope", "--result", "runs/wrong.json"]
    here = place.run(*TRAIN, "2026-01-30", *wrong, *place.here)
    assert (here.exit_code, record(place.folder / "runs/wrong.json")["exit-code"]) == (65, 65)
    assert here.last_line.startswith("plumbline: label column `nope` is not in the table")

    # An older result lies there, of another day; it is not taken for the one awaited.
    submitted = place.run(*TRAIN, "2026-01-31", *wrong, *place.there)
    assert (submitted.exit_code, submitted.out) == (0, ""), submitted.err
    waited = place.run("wait", "--result", "runs/wrong.json", "--timeout", "5m")
    assert waited.exit_code == 65
    assert waited.last_line == here.last_line
    assert '"as-of":"2026-01-31"' in waited.out
    assert place.cluster.last_driver() == "FAILED"


@pytest.mark.parametrize("mode", ["client", "cluster"])
def test_a_master_that_is_not_there_is_one_line(place: Place, mode: str) -> None:
    nowhere = ["--master", "spark://127.0.0.1:1", "--deploy-mode", mode]
    ended = place.run(*TRAIN, "2026-01-29", "--result", f"runs/{mode}.json", *nowhere)
    assert ended.exit_code == 69, ended.err
    assert ended.last_line == (
        "plumbline: spark://127.0.0.1:1: no master answers there (Connection refused);"
        " start it, or correct --master"
    )
    assert "\tat " not in ended.err
    submitted = mode == "client"
    assert (place.folder / f"runs/{mode}.json").exists() == submitted


def test_what_cannot_run_in_the_cluster_is_refused_before_it_is_submitted(place: Place) -> None:
    drivers = len(place.cluster.state()["completeddrivers"])
    (place.folder / "no-folder").write_text("")
    for exit_code, arguments, message in [
        (73, ["--result", "no-folder/result.json"], "result.json: cannot be written: "),
        (78, ["--set", "home=here"], "home = here: a driver in the cluster has another working"),
        (78, ["--set", "data.labl=price"], "data.labl (--set data.labl): no such key"),
        (64, ["--cross-chek"], "--cross-chek: no such option; did you mean --cross-check?"),
    ]:
        ended = place.run(*TRAIN, "2026-01-29", *arguments, *place.there)
        assert (ended.exit_code, message in ended.last_line) == (exit_code, True), ended.err
    answer = place.run("models", "--conf", "sample/house-prices.conf", *place.there)
    assert (answer.exit_code, "answers on standard output" in answer.last_line) == (64, True)
    assert not place.cluster.state()["activedrivers"]
    assert len(place.cluster.state()["completeddrivers"]) == drivers


def test_a_driver_that_is_lost_is_waited_for_until_the_limit(place: Place) -> None:
    result = place.folder / "runs" / "lost.json"
    arguments = ["2026-01-25..2026-01-29", "--result", str(result)]
    submitted = place.run(*TRAIN, *arguments, *place.there)
    assert submitted.exit_code == 0, submitted.err
    submission = f"--submission={record(result)['submission']}"
    driver = eventually(lambda: _process_with(submission), "the driver's process")
    os.kill(driver, signal.SIGKILL)
    assert place.cluster.last_driver() == "FAILED"
    waited = place.run("wait", "--result", str(result), "--timeout", "1s")
    assert (waited.exit_code, waited.out) == (75, "")
    assert waited.last_line == (
        f"plumbline: {result}: no result after 1s;"
        " see whether the driver is still there, and wait again"
    )


def test_a_worker_that_is_lost_in_mid_run_changes_nothing(place: Place) -> None:
    lost = place.cluster.worker()
    first, second = "2026-01-28", "2026-01-29"
    home = f"home={place.folder}/lost"
    run = place.start(*TRAIN, f"{first}..{second}", "--set", home, *place.here)
    assert run.stderr
    assert any(" pin: " in line for line in run.stderr)
    lost.kill()
    out, err = run.communicate()
    assert run.returncode == 0, err
    assert len(out.splitlines()) == 2
    whole = plumbline(
        *(*TRAIN, second, "--set", f"home={place.folder}/whole"),
        cwd=place.folder,
    )
    kept = record(place.folder / f"lost/house-prices/latest/train-{second}.json")
    assert kept["model"]["id"] == whole[0]["model"]["id"]


def _process_with(argument: str) -> int:
    """A driver's process in the cluster by one of its arguments; 0 while there is none."""
    for process in Path("/proc").glob("[0-9]*"):
        try:
            words = (process / "cmdline").read_bytes().decode().split("\0")
        except OSError:
            continue
        if argument in words and "org.apache.spark.deploy.worker.DriverWrapper" in words:
            return int(process.name)
    return 0
