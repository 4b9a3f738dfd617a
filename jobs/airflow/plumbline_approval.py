"""A person's approval: the question, the task that waits for the answer, and the answer."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pendulum
from airflow.providers.common.compat.sdk import (
    AirflowOptionalProviderFeatureException,
    ObjectStoragePath,
    Param,
    PokeReturnValue,
    task,
)

from plumbline_job import Result, last_result

try:
    from airflow.providers.standard.operators.hitl import HITLOperator
except (ImportError, AirflowOptionalProviderFeatureException):  # before Airflow 3.1
    HITLOperator = None

APPROVE, KEEP = "Approve", "Keep the champion"

ANSWER = "ti.xcom_pull(task_ids='ask')"
"""The answer, in templates."""


def question(folder: str) -> str:
    """What a person needs to know to approve a challenger."""
    result = last_result(folder, "approve")
    lines = [f"Model **{result['model']['id']}**", *result["verdict"]["reasons"]]
    for contender, metrics in result.get("metrics", {}).items():
        lines.append(f"{contender}: rmse {metrics['rmse']:.6g} on {metrics['rows']} held-out rows")
    return "\n\n".join([*lines, f"Report: {result['reports']['html']}"])


def approval(folder: str) -> Result | None:
    """An approval that a person gave by ``promote --approve``; None while there is none."""
    result = last_result(folder, "approve")
    home = result["model"]["path"].rsplit("/models/", 1)[0]
    decision = f"cycles/{result['as-of']}/{result['cycle']}/decision.json"
    for file in sorted(ObjectStoragePath(f"{home}/champion").glob("*.json"), reverse=True):
        pointer = json.loads(file.read_text())
        if pointer["kind"] == "approve" and pointer["decision"] == decision:
            return _answer(APPROVE, pointer["by"], pointer["reason"])
    return None


def _answer(option: str, by: str, reason: str) -> Result:
    """An answer in the form that a human-in-the-loop operator returns."""
    return {
        "chosen_options": [option],
        "params_input": {"reason": reason},
        "responded_by_user": {"id": by, "name": by},
    }


def ask(folder: str, patience: timedelta) -> Any:
    """The task that waits for a person: in Airflow's own pages, or, before 3.1, for the command."""
    if HITLOperator is not None:
        return HITLOperator(
            task_id="ask",
            subject="Shall {{ dag.dag_id }} use the new model of {{ run_id }}?",
            body="{{ question(results(run_id)) }}",
            options=[APPROVE, KEEP],
            defaults=[KEEP],
            params={"reason": Param("", type="string", description="Why, for the audit log.")},
            response_timeout=patience,
            execution_timeout=None,
        )

    @task.sensor(
        task_id="ask",
        mode="reschedule",
        poke_interval=60,
        timeout=2 * patience.total_seconds(),
        execution_timeout=None,
    )
    def wait(folder: str, **context: Any) -> PokeReturnValue:
        answer = approval(folder)
        if pendulum.now("UTC") > context["dag_run"].start_date + patience:
            answer = answer or _answer(KEEP, "nobody", "no answer in time")
        return PokeReturnValue(is_done=answer is not None, xcom_value=answer)

    return wait(folder).operator
