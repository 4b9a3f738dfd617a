"""The pages of docs/examples with tables made from a seed: what they show is what a run gives."""

import importlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import ask
import kidneys
import listings
import loans
import pytest
import sensors
from deltalake import write_deltalake

from product import ROOT, Record, plumbline, record


@dataclass(frozen=True)
class Example:
    """An example that was run: the results of its commands, and where its tables are."""

    name: str
    folder: Path
    results: list[Record]

    @property
    def model(self) -> Record:
        return record(self.folder / self.results[0]["model"]["path"])

    def report(self) -> str:
        return (self.folder / self.results[0]["reports"]["text"]).read_text()

    def answers(self) -> list[str]:
        return ask.answers(self.name, self.folder / "target" / self.name)


Run = Callable[..., Example]


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """Makes the tables of an example and runs commands on them, each with its days and options."""

    def run(name: str, *commands: tuple[str, ...]) -> Example:
        folder = tmp_path_factory.mktemp(name)
        for table, rows in importlib.import_module(name).tables().items():
            # In one commit, not one a day: a model does not depend on how its rows lie in files.
            write_deltalake(folder / "target" / name / table, rows)
        conf = ROOT / "jobs" / "examples" / f"{name}.conf"
        results: list[Record] = []
        for command, days, *options in commands:
            results += plumbline(
                command, "--conf", conf, "--as-of", days, *options, cwd=folder
            )
        return Example(name, folder, results)

    return run


def assert_true_coefficients_within(errors: float, example: Example, truth: dict[str, Any]) -> None:
    """Every coefficient is within so many of its standard errors of the true one."""
    for coefficient in example.model["coefficients"]:
        true = truth.get(coefficient["term"], 0)
        off = abs(coefficient["value"] - true) / coefficient["standard-error"]
        assert off < errors, f"{coefficient['term']}: {coefficient['value']}, truly {true}"


def monitored(result: Record, what: str) -> Any:
    """What monitoring says in a result; nothing where it did not run."""
    return result.get("monitoring", {}).get(what, [])


def assert_shown(example: Example) -> None:
    """The page's blocks are lines of the first report, reasons, or what its queries answer."""
    reasons = [reason for result in example.results for reason in monitored(result, "reasons")]
    given = set("\n".join([example.report(), *reasons, *example.answers()]).splitlines())
    shown = [line for block in ask.fences(example.name, "") for line in block.splitlines()]
    assert shown
    assert [line for line in shown if line not in given] == []


def test_listings(run: Run) -> None:
    example = run("listings", ("retrain", "2026-04-01"))
    assert_true_coefficients_within(3, example, listings.TRUTH)
    assert_shown(example)
    error = example.model["fit"]["residual-standard-error"]
    assert error == pytest.approx(listings.NOISE, rel=0.05)


def test_sensors(run: Run) -> None:
    example = run(
        "sensors",
        ("retrain", "2026-01-30"),
        ("score", "2026-02-01..2026-02-05"),
        ("monitor", "2026-02-02..2026-02-05"),
    )
    assert_true_coefficients_within(3, example, sensors.truth())
    assert_shown(example)
    watched = [result for result in example.results if result["command"] == "monitor"]
    says = {result["as-of"]: monitored(result, "status") for result in watched}
    assert says == {
        "2026-02-02": "stable",
        "2026-02-03": "watch",
        "2026-02-04": "retrain",
        "2026-02-05": "retrain",
    }


def test_loans(run: Run) -> None:
    day = "2026-03-30"
    example = run(
        "loans",
        ("retrain", day),
        ("promote", day, "--approve", "--by", "the example", "--reason", "a test"),
        ("score", day),
    )
    assert [result["status"] for result in example.results] == ["held", "promoted", "scored"]
    assert_true_coefficients_within(3, example, loans.TRUTH)
    assert_shown(example)


def test_kidneys(run: Run) -> None:
    example = run("kidneys", ("retrain", "2026-04-01"))
    assert_true_coefficients_within(3, example, kidneys.TRUTH)
    assert_shown(example)
