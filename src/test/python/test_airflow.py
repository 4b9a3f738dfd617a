"""Retraining by Airflow with the real spark-submit: branches, retries, a person, a backfill."""

import json
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

import scheduling
from product import ROOT, Record, plumbline, record
from scheduling import Airflow, Scheduler

DAYS = 40
NEWEST = "2026-02-10"

CONFIGURATION = """
include "house-prices.conf"
name = NAME
data.features = [area, rooms, distance]
training.penalty { lambda = 0, l1-ratio = 0 }
scoring.output.path = "SCORES"
"""

DAGS: dict[str, tuple[str, Record]] = {
    "stages": ("promotion.margin = 0.5\nmonitoring.of = inputs", {"time-zone": "Pacific/Auckland"}),
    "strict": ("promotion.min-r2 = 0.9999", {}),
    "conflict": ("", {"tasks": "retrain", "schedule": ["file:///sales"]}),
    "asking": ("promotion.require-approval = true", {"schedule": None}),
    "killed": ("", {"schedule": None, "tasks": "retrain"}),
    "backfilled": ("", {"tasks": "retrain", "end-date": "2026-02-09"}),
}
"""By name: what differs in the configuration, and how it is scheduled."""

WRONG_SETTINGS = {
    '{"retrys": 1}': "'retrys' was unexpected",
    '{"tasks": "all"}': "tasks 'all' is not one of ['stages', 'retrain']",
    "{": "is no JSON",
}
"""And what is said of them."""

RETRIES: Record = {"retries": 2, "retry-minutes": 0.02}

# Stands before Spark's own on PATH. The first retrain of "conflict" loses one; that of "killed" is
# killed, as with the loss of its machine, once its cycle is claimed.
SPARK_SUBMIT = """#!/usr/bin/env bash
set -euo pipefail
real=$SPARK_HOME/bin/spark-submit
first() {
  [[ "$*" == *"retrain --conf "*"/$name.conf "* ]] && mkdir "$AIRFLOW_HOME/$name" 2>/dev/null
}
if name=conflict first "$@"; then
  while [[ $1 != --result ]]; do shift; done
  mkdir -p "$(dirname "$2")"
  echo '{"status": "failed", "exit-code": 75, "error": {"message": "lost", "remedy": ""}}' > "$2"
  exit 75
elif name=killed first "$@"; then
  "$real" "$@" &
  claimed=$PLUMBLINE_CONF_DIR/home/killed/cycles/2026-02-06/1/snapshot.json
  until [[ -e $claimed ]] || ! kill -0 $!; do sleep 0.05; done
  kill -KILL $!
  wait $!
fi
exec "$real" "$@"
"""


@pytest.fixture(scope="module")
def airflow(tmp_path_factory: pytest.TempPathFactory) -> Airflow:
    made = subprocess.run(
        [Path(__file__).with_name("environment"), "airflow"], stdout=subprocess.PIPE, text=True
    )
    if not made.stdout.strip():
        pytest.skip("Python for Airflow's environment is missing")
    home = tmp_path_factory.mktemp("airflow")
    plumbline(
        *("sample", "--out", "sample", "--seed", "7"),
        *("--days", str(DAYS), "--rows-per-day", "100"),
        cwd=home,
    )
    sample = home / "sample"
    for name, (differs, settings) in DAGS.items():
        text = CONFIGURATION.replace("NAME", name).replace("SCORES", f"{sample}/scores-{name}")
        (sample / f"{name}.conf").write_text(f"{text}{differs}\n")
        (sample / f"{name}.airflow.json").write_text(json.dumps(RETRIES | settings))
    (sample / "shared.conf").write_text("training.window = 28 days\n")
    program = home / "bin" / "spark-submit"
    program.parent.mkdir()
    program.write_text(SPARK_SUBMIT)
    program.chmod(0o755)
    made_here = Airflow(Path(made.stdout.strip()), home, sample, scheduling.free_port())
    made_here.airflow("db", "migrate")
    return made_here


@pytest.fixture(scope="module")
def environments(airflow: Airflow, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Record]:
    """What each environment makes of the DAG folder, all asked for in one process."""
    changed = {"right": {}, "own conf": {"PLUMBLINE_CONF_DIR": ""}}
    for variable in ("PLUMBLINE_CONF_DIR", "PLUMBLINE_HOME"):
        changed[variable] = {variable: "/nowhere"}
    for settings in WRONG_SETTINGS:
        folder = tmp_path_factory.mktemp("settings")
        (folder / "a.conf").write_text("name = a\n")
        (folder / "a.airflow.json").write_text(settings)
        changed[settings] = {"PLUMBLINE_CONF_DIR": str(folder)}
    return dict(zip(changed, airflow.structure(*changed.values()), strict=True))


@pytest.fixture(scope="module")
def dags(environments: dict[str, Record]) -> dict[str, Record]:
    assert environments["right"]["errors"] == []
    found: dict[str, Record] = environments["right"]["dags"]
    return found


@pytest.fixture(scope="module")
def scheduler(airflow: Airflow) -> Iterator[Scheduler]:
    with airflow.standalone() as running:
        yield running


def test_every_job_is_a_dag_and_nothing_else(dags: dict[str, Record]) -> None:
    assert set(dags) == {f"plumbline_{name}" for name in [*DAGS, "house-prices"]}


def test_stages_stand_in_order_and_meet_in_the_score(dags: dict[str, Record]) -> None:
    assert dags["plumbline_stages"]["tasks"] == {
        "train": ["evaluate"],
        "evaluate": ["promote"],
        "promote": ["decided"],
        "decided": ["ask", "held", "promoted", "rejected"],
        "ask": ["answered"],
        "answered": ["approve", "held"],
        **{branch: ["score"] for branch in ("promoted", "approve", "held", "rejected")},
        "score": ["monitor"],
        "monitor": ["publish"],
        "publish": [],
    }
    assert dags["plumbline_killed"]["tasks"] == {"retrain": ["publish"], "publish": []}


def test_runs_are_one_at_a_time_and_limited(dags: dict[str, Record]) -> None:
    for dag in dags.values():
        assert dag["max-active-runs"] == 1
        assert dag["backoff"]
        assert not dag["catchup"]
    default, own = dags["plumbline_house-prices"], dags["plumbline_stages"]
    assert set(default["retries"].values()) == {4}
    assert set(own["retries"].values()) == {2}
    assert {default["limits"][task] for task in default["tasks"] if task != "ask"} == {6 * 3600}
    assert default["limits"]["ask"] is None
    assert (default["zone"], own["zone"]) == ("UTC", "Pacific/Auckland")
    assert default["params"]["as_of"]["format"] == "date"
    assert default["params"]["set"]["items"]["type"] == "string"


@pytest.mark.parametrize(
    ("variable", "sentence"),
    [
        ("PLUMBLINE_CONF_DIR", "/nowhere is no folder; set PLUMBLINE_CONF_DIR"),
        ("PLUMBLINE_HOME", "/nowhere holds no target/plumbline-*-bundle.jar; set PLUMBLINE_HOME"),
    ],
)
def test_a_wrong_variable_is_one_line(
    environments: dict[str, Record], variable: str, sentence: str
) -> None:
    assert environments[variable]["dags"] == {}
    (error,) = environments[variable]["errors"]
    assert error.splitlines()[-1].startswith(f"ValueError: {sentence}")


@pytest.mark.parametrize("settings", WRONG_SETTINGS)
def test_wrong_settings_are_one_line_that_names_the_file(
    environments: dict[str, Record], settings: str
) -> None:
    (error,) = environments[settings]["errors"]
    assert "/a.airflow.json" in error.splitlines()[-1]
    assert WRONG_SETTINGS[settings] in error.splitlines()[-1]


def test_the_repositorys_own_folder_holds_no_job(environments: dict[str, Record]) -> None:
    assert environments["own conf"] == {"dags": {}, "errors": []}
    assert list((ROOT / "conf").glob("*.conf"))


def test_the_manuals_commands_run(airflow: Airflow, tmp_path: Path) -> None:
    page = (ROOT / "docs" / "airflow.md").read_text()
    (commands,) = re.findall(r"^```sh\n(.*?)^```$", page, re.DOTALL | re.MULTILINE)
    told = airflow.shell(commands, tmp_path)
    assert '"status": "promoted"' in told


def test_every_branch_of_the_decision(airflow: Airflow) -> None:
    promoted, held, rejected, failed = airflow.run(
        {"dag": "plumbline_stages", "logical-date": "2026-02-05T16:00:00+00:00"},
        {"dag": "plumbline_stages", "logical-date": "2026-02-04T16:00:00+00:00"},
        {"dag": "plumbline_strict", "logical-date": None, "conf": {"as_of": "2026-02-06"}},
        {
            "dag": "plumbline_stages",
            "logical-date": None,
            "conf": {"as_of": "2026-02-06", "set": ["data.label=cost"]},
        },
    )
    skipped_branches = {"ask": "skipped", "answered": "skipped", "approve": "skipped"}

    assert promoted["state"] == "success"
    assert _states(promoted) == skipped_branches | {
        **{task: "success" for task in ("train", "evaluate", "promote", "decided", "promoted")},
        **{"held": "skipped", "rejected": "skipped"},
        **{task: "success" for task in ("score", "monitor", "publish")},
    }
    scored = airflow.result("plumbline_stages", promoted["run"], "score")
    assert (scored["as-of"], scored["status"]) == ("2026-02-06", "scored")
    assert scored["champion"]["after"] == scored["model"]["id"]
    watched = airflow.result("plumbline_stages", promoted["run"], "monitor")
    assert watched["monitoring"]["status"] == "stable"

    assert held["state"] == "success"
    assert _states(held) == _states(promoted) | {"promoted": "skipped", "held": "success"}
    kept = airflow.result("plumbline_stages", held["run"], "score")
    assert kept["as-of"] == "2026-02-05"
    assert kept["champion"]["after"] == scored["champion"]["after"]

    assert rejected["state"] == "success"
    assert _states(rejected)["rejected"] == "success"
    assert {_states(rejected)[task] for task in ("promoted", "held", "score", "publish")} == {
        "skipped"
    }

    assert failed["state"] == "failed"
    assert failed["tasks"]["train"] == ["failed", 1]
    assert failed["tasks"]["publish"][0] == "upstream_failed"
    told = airflow.result("plumbline_stages", failed["run"], "train")
    assert told["exit-code"] == 65


def test_a_lost_conflict_is_tried_again_on_the_day_of_the_newest_event(airflow: Airflow) -> None:
    (run,) = airflow.run({"dag": "plumbline_conflict", "logical-date": None})
    assert run["state"] == "success"
    assert run["tasks"] == {"retrain": ["success", 2], "publish": ["success", 1]}
    result = airflow.result("plumbline_conflict", run["run"], "retrain")
    assert (result["as-of"], result["status"]) == (NEWEST, "promoted")


def test_a_run_that_was_killed_is_finished_by_its_retry(
    airflow: Airflow, scheduler: Scheduler
) -> None:
    run = scheduler.trigger("plumbline_killed", as_of="2026-02-06")
    assert scheduler.finished("plumbline_killed", run)["retrain"] == ["success", 2]
    cycles = airflow.configurations / "home" / "killed" / "cycles" / "2026-02-06"
    assert record(cycles / "1" / "result.json")["status"] == "promoted"
    assert [folder.name for folder in cycles.iterdir()] == ["1"]


def test_a_person_approves_in_airflow(airflow: Airflow, scheduler: Scheduler) -> None:
    run = scheduler.trigger("plumbline_asking", as_of="2026-02-06")
    question = scheduler.question("plumbline_asking", run)
    assert "promote --approve" in question["body"]
    assert "rmse" in question["body"]
    home = airflow.configurations / "home" / "asking"
    assert not (home / "champion").exists()

    scheduler.answer("plumbline_asking", run, "Approve", "plausible")
    tasks = scheduler.finished("plumbline_asking", run)
    assert {task: state for task, (state, _) in tasks.items() if state == "skipped"} == {
        task: "skipped" for task in ("promoted", "held", "rejected")
    }
    pointer = record(home / "champion" / "0000000001.json")
    assert (pointer["kind"], pointer["reason"]) == ("approve", "plausible")
    scored = airflow.result("plumbline_asking", run, "score")
    assert scored["champion"]["after"] == pointer["model"]


def test_a_backfill_runs_the_days_in_order(airflow: Airflow, scheduler: Scheduler) -> None:
    dag, days = "plumbline_backfilled", ["2026-02-06", "2026-02-07", "2026-02-08"]
    airflow.airflow(
        *("backfill", "create", "--dag-id", dag, "--max-active-runs", "1"),
        *("--from-date", days[0], "--to-date", f"{days[-1]}T23:00:00"),
    )
    scheduler.unpause(dag)
    runs = [run for run in scheduler.runs(dag) if run["run_type"] == "backfill"]
    assert len(runs) == len(days)
    for run in runs:
        assert scheduler.finished(dag, run["dag_run_id"])["retrain"] == ["success", 1]
    results = [airflow.result(dag, run["dag_run_id"], "retrain") for run in runs]
    assert sorted(result["as-of"] for result in results) == days
    assert min(results, key=lambda result: str(result["as-of"]))["status"] == "promoted"
    index = airflow.configurations / "home" / "backfilled" / "cycles"
    assert sorted(folder.name for folder in index.iterdir()) == days


def _states(run: Record) -> dict[str, str]:
    return {task: state for task, (state, _) in run["tasks"].items()}
