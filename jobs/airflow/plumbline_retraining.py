"""Scheduled retraining: one DAG ``plumbline_<name>`` for every configuration in a folder.

::

    train ─► evaluate ─► promote ─► decided ─┬─► promoted ───────────────────┬─► score ─► monitor
                                             ├─► ask ─► answered ─► approve ─┤               │
                                             ├─► held ───────────────────────┤               ▼
                                             └─► rejected ───────────────────┘            publish

or ``retrain ─► publish``, where the settings beside a configuration say so. ``approve`` and
``train`` to ``monitor`` are Spark jobs. The result file of each says which branch is taken, which
stage has nothing to do, and whether a failure is worth a retry. A repeated task finds the records
of its cycle and takes the same branch again. The manual is docs/airflow.md.

Runs on Airflow 3 and is parsed by 2.11: its names come from the provider package that serves both.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pendulum
from airflow.providers.common.compat.sdk import (
    DAG,
    AirflowSkipException,
    Asset,
    Param,
    TriggerRule,
    task,
)
from airflow.providers.standard.operators.empty import EmptyOperator

from plumbline_approval import ANSWER, APPROVE, ask, question
from plumbline_job import PlumblineJob, Result, last_result
from plumbline_settings import Installation, Settings

PUBLISHED = ("as-of", "status", "champion", "scores", "monitoring")
"""What the asset's event carries of the last result."""


def decided(folder: str) -> str:
    """The branch of the decision, as its record says it stands."""
    result = last_result(folder, "score")
    awaits = result.get("verdict", {}).get("awaits")
    return "ask" if awaits == "approval" else str(result["status"])


def retraining(
    name: str, configuration: Path, settings: Settings, installation: Installation
) -> DAG:
    """The DAG of one configuration."""
    log4j = f'"-Dlog4j2.configurationFile=file:{installation.home}/conf/log4j2.properties"'
    run = "{{ results(run_id) }}"
    scores = Asset(uri=f"plumbline://{name}/scores")
    bundle = installation.bundle
    schedule: Any = settings.schedule
    if isinstance(schedule, list):
        schedule = [Asset(uri=uri) for uri in schedule]

    def day(date: str) -> Any:
        return pendulum.parse(date, tz=settings.time_zone)

    def results(run_id: str) -> str:
        folder = run_id.replace(":", "_").replace("+", "_")
        return f"{installation.results}/plumbline_{name}/{folder}"

    def job(stage: str, options: list[str] | None = None, **kwargs: Any) -> PlumblineJob:
        return PlumblineJob(
            task_id=stage,
            stage=stage,
            configuration=str(configuration),
            results=run,
            options=options or [],
            application=bundle,
            java_class="org.plumbline.app.Plumbline",
            name=f"{name} {stage}",
            conn_id=settings.connection,
            conf={"spark.driver.extraJavaOptions": log4j} | settings.spark,
            durable=False,
            **kwargs,
        )

    @task(outlets=[scores], trigger_rule=TriggerRule.NONE_FAILED)
    def publish(folder: str, **context: Any) -> None:
        result = last_result(folder)
        if "scores" not in result:
            raise AirflowSkipException("no scores were published")
        context["outlet_events"][scores].extra = {
            key: result[key] for key in PUBLISHED if key in result
        }

    with DAG(
        dag_id=f"plumbline_{name}",
        description=f"Scheduled linear regression: {configuration.name}",
        doc_md=__doc__,
        schedule=schedule,
        start_date=day(settings.start_date),
        end_date=day(settings.end_date) if settings.end_date else None,
        catchup=False,
        max_active_runs=1,
        tags=["plumbline"],
        params={
            "as_of": Param(
                None,
                type=["null", "string"],
                format="date",
                title="As-of date",
                description="The day that the run stands for; empty: as the schedule says.",
            ),
            "set": Param(
                [],
                type="array",
                items={"type": "string", "pattern": r"^[a-z0-9.-]+=.*$"},
                title="Settings",
                description="KEY=VALUE a line, for every stage; the run has a cycle of its own.",
            ),
        },
        user_defined_macros={"question": question, "results": results},
        default_args={
            "retries": settings.retries,
            "retry_delay": timedelta(minutes=settings.retry_minutes),
            "retry_exponential_backoff": True,
            "max_retry_delay": timedelta(hours=1),
            "execution_timeout": timedelta(hours=settings.timeout_hours),
        },
    ) as dag:
        if settings.tasks == "retrain":
            job("retrain") >> publish(run)
            return dag
        branch = task.branch(task_id="decided")(decided)(run)
        asked = ask(run, timedelta(hours=settings.approval_hours))
        approve = job(
            "approve",
            [
                "--approve",
                f"--by={{{{ {ANSWER}['responded_by_user']['name'] }}}}",
                f"--reason={{{{ {ANSWER}['params_input']['reason'] or 'approved in Airflow' }}}}",
            ],
        )

        @task.branch
        def answered(given: Result) -> str:
            return "approve" if given["chosen_options"] == [APPROVE] else "held"

        promoted, held, rejected = (
            EmptyOperator(task_id=status, trigger_rule=TriggerRule.NONE_FAILED_MIN_ONE_SUCCESS)
            for status in ("promoted", "held", "rejected")
        )
        score = job("score", trigger_rule=TriggerRule.NONE_FAILED_MIN_ONE_SUCCESS)
        monitor = job("monitor")

        job("train") >> job("evaluate") >> job("promote") >> branch
        branch >> [promoted, asked, held, rejected]
        answered(asked.output) >> [approve, held]
        [promoted, approve, held, rejected] >> score >> monitor >> publish(run)
    return dag


def _dags() -> Iterator[DAG]:
    installation = Installation.of_environment()
    for name, file in installation.jobs():
        yield retraining(name, file, Settings.beside(file), installation)


globals().update({dag.dag_id: dag for dag in _dags()})
