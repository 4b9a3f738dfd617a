"""Run by Airflow's own interpreter: the DAGs of the folder, and runs of them without a scheduler.

Usage: dag_runs.py structure '[{"VARIABLE": "value"}, …]'
       dag_runs.py run '[{"dag": …, "logical-date": …, "conf": {…}}, …]'

The last line on standard output is JSON: the DAGs in each environment, or each run's tasks.
"""

import json
import os
import sys
from datetime import datetime
from pathlib import Path
from typing import Any

from airflow.dag_processing.dagbag import BundleDagBag

FOLDER = Path(os.environ["AIRFLOW__CORE__DAGS_FOLDER"])


def bag() -> Any:
    """The DAGs of the folder, as the processor of Airflow's bundles reads them."""
    return BundleDagBag(dag_folder=FOLDER, bundle_path=FOLDER, bundle_name="dags-folder")


def structure(environment: dict[str, str]) -> dict[str, Any]:
    """Every DAG where some variables are changed, and what could not be imported."""
    before = dict(os.environ)
    os.environ.update(environment)
    found = bag()
    os.environ.clear()
    os.environ.update(before)
    dags = {
        dag.dag_id: {
            "tasks": {task.task_id: sorted(task.downstream_task_ids) for task in dag.tasks},
            "retries": {task.task_id: task.retries for task in dag.tasks},
            "backoff": all(task.retry_exponential_backoff for task in dag.tasks),
            "limits": {
                task.task_id: task.execution_timeout and task.execution_timeout.total_seconds()
                for task in dag.tasks
            },
            "max-active-runs": dag.max_active_runs,
            "catchup": dag.catchup,
            "zone": str(dag.timezone),
            "params": {name: dag.params.get_param(name).schema for name in dag.params},
        }
        for dag in found.dags.values()
    }
    return {"dags": dags, "errors": list(found.import_errors.values())}


def run(order: dict[str, Any]) -> dict[str, Any]:
    """Runs a DAG to its end in this process; state and number of tries of each task."""
    logical_date = order["logical-date"]
    done = (
        bag()
        .dags[order["dag"]]
        .test(
            logical_date=datetime.fromisoformat(logical_date) if logical_date else None,
            run_conf=order.get("conf"),
        )
    )
    tasks = {each.task_id: [each.state, each.try_number] for each in done.get_task_instances()}
    return {"run": done.run_id, "state": done.state, "tasks": tasks}


def main() -> None:
    action = {"structure": structure, "run": run}[sys.argv[1]]
    print(json.dumps([action(order) for order in json.loads(sys.argv[2])]))


main()
