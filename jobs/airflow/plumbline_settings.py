"""What the environment and the files beside a configuration say of its schedule."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import jsonschema

SCHEMA: dict[str, Any] = {
    "type": "object",
    "additionalProperties": False,
    "properties": {
        "schedule": {"type": ["null", "string", "array"], "items": {"type": "string"}},
        "time-zone": {"type": "string"},
        "start-date": {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$"},
        "end-date": {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$"},
        "tasks": {"enum": ["stages", "retrain"]},
        "connection": {"type": "string"},
        "spark": {"type": "object", "additionalProperties": {"type": "string"}},
        "retries": {"type": "integer", "minimum": 0},
        "retry-minutes": {"type": "number", "minimum": 0},
        "timeout-hours": {"type": "number", "exclusiveMinimum": 0},
        "approval-hours": {"type": "number", "exclusiveMinimum": 0},
    },
}


@dataclass(frozen=True)
class Settings:
    """How a configuration is scheduled: ``NAME.airflow.json`` beside ``NAME.conf``, all optional.

    :param schedule: a cron expression, None (by hand alone), or URIs of assets that start it
    :param time_zone: of the schedule and of the as-of date; the same as ``data.time-zone``
    :param end_date: after which the schedule starts no run
    :param tasks: ``stages``, or ``retrain`` for the whole cycle as one task
    :param connection: the Spark connection's id
    :param spark: Spark's properties
    :param retries: of each task, ``retry_minutes`` apart at first and longer each time
    :param approval_hours: how long a person is waited for before the champion is kept
    """

    schedule: str | list[str] | None = "0 5 * * *"
    time_zone: str = "UTC"
    start_date: str = "2026-01-01"
    end_date: str | None = None
    tasks: str = "stages"
    connection: str = "spark_default"
    spark: dict[str, str] = field(default_factory=dict)
    retries: int = 4
    retry_minutes: float = 5
    timeout_hours: float = 6
    approval_hours: float = 12

    @classmethod
    def beside(cls, configuration: Path) -> Settings:
        """The settings of a configuration; the defaults where it has no file of settings."""
        file = configuration.with_suffix(".airflow.json")
        if not file.exists():
            return cls()
        try:
            given = json.loads(file.read_text())
            jsonschema.validate(given, SCHEMA)
        except json.JSONDecodeError as wrong:
            raise ValueError(f"{file} is no JSON: {wrong}") from None
        except jsonschema.ValidationError as wrong:
            raise ValueError(f"{file}: {'.'.join(map(str, wrong.path))} {wrong.message}") from None
        return cls(**{key.replace("-", "_"): value for key, value in given.items()})


@dataclass(frozen=True)
class Installation:
    """Where Plumbline, its configurations and the results of its runs are."""

    home: Path
    configurations: Path
    results: str

    @classmethod
    def of_environment(cls) -> Installation:
        """As the environment says; this file's own repository where it says nothing."""
        home = Path(os.environ.get("PLUMBLINE_HOME") or Path(__file__).resolve().parents[2])
        folder = Path(os.environ.get("PLUMBLINE_CONF_DIR") or home / "conf")
        if not folder.is_dir():
            raise ValueError(f"{folder} is no folder; set PLUMBLINE_CONF_DIR to that of the *.conf")
        airflow = os.environ.get("AIRFLOW_HOME") or "~/airflow"
        results = os.environ.get("PLUMBLINE_RESULTS") or f"{airflow}/plumbline-results"
        return cls(home, folder, os.path.expanduser(results).rstrip("/"))

    @property
    def bundle(self) -> str:
        """The jar for spark-submit, the newest that is built."""
        jars = sorted((self.home / "target").glob("plumbline-*-bundle.jar"), key=os.path.getmtime)
        if not jars:
            raise ValueError(
                f"{self.home} holds no target/plumbline-*-bundle.jar; set PLUMBLINE_HOME to an "
                "installation, or build it there: mvn -q -DskipTests package"
            )
        return str(jars[-1])

    def jobs(self) -> Iterator[tuple[str, Path]]:
        """Name and file of each configuration that is a job: one that sets ``name`` in a line."""
        named = re.compile(r'^name\s*[=:]\s*"?([a-z0-9][a-z0-9-]{0,62})"?\s*(?:(?:#|//).*)?$', re.M)
        files: dict[str, Path] = {}
        for file in sorted(self.configurations.glob("*.conf")):
            if found := named.search(file.read_text()):
                name = found.group(1)
                if name in files:
                    raise ValueError(f"{files[name]} and {file} have the same name, {name}")
                files[name] = file
        yield from files.items()
