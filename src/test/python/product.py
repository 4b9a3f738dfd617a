"""The product as a program: jobs/plumbline on what `mvn package` built, and its records."""

import json
import os
import subprocess
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[3]

Record = dict[str, Any]


def plumbline(*arguments: str | Path, cwd: Path) -> list[Record]:
    """Runs a command with Spark embedded; the results that it prints, one a line.

    The message of a run that fails is its standard error.
    """
    environment = {name: value for name, value in os.environ.items() if name != "SPARK_HOME"}
    environment["SPARK_LOCAL_IP"] = "127.0.0.1"
    run = subprocess.run(
        [ROOT / "jobs" / "plumbline", *map(str, arguments)],
        cwd=cwd,
        env=environment,
        capture_output=True,
        text=True,
    )
    if run.returncode != 0:
        raise AssertionError(f"plumbline {arguments} ended with {run.returncode}:\n{run.stderr}")
    return [json.loads(line) for line in run.stdout.splitlines()]


def record(path: Path | str) -> Record:
    """A JSON record."""
    loaded: Record = json.loads(Path(path).read_text())
    return loaded


def model_of(result: Record) -> Record:
    """The model that a run trained."""
    return record(result["model"]["path"])


def training_of(result: Record) -> Record:
    """What a run says of the training of its model, beside the reports of its cycle."""
    return record(Path(result["reports"]["json"]).parent / "train.json")
