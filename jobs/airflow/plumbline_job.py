"""One command of Plumbline as a Spark job, and the result files through which jobs talk."""

from __future__ import annotations

import json
import re
from typing import Any

from airflow.providers.apache.spark.operators.spark_submit import SparkSubmitOperator
from airflow.providers.common.compat.sdk import (
    AirflowException,
    AirflowFailException,
    AirflowSkipException,
    BaseHook,
    Context,
    ObjectStoragePath,
)

Result = dict[str, Any]

STAGES = ("train", "evaluate", "promote", "approve", "score", "monitor")
"""Jobs of a run in order; ``retrain`` stands for all of them."""

RETRIED = {74: "input or output failed", 75: "a conflict was lost", 143: "it was terminated"}
"""Exit codes of runs that may succeed when repeated as they are; every other one is final."""

JAR_MISSING = 101


def read(path: str) -> Result | None:
    """A result file; None where there is none."""
    file = ObjectStoragePath(path)
    if not file.exists():
        return None
    record: Result = json.loads(file.read_text())
    return record


def last_result(folder: str, before: str | None = None) -> Result:
    """What the last job of a run left, or the last one before a stage; empty where none has run."""
    stages = STAGES[: STAGES.index(before)] if before else (*STAGES, "retrain")
    found = (read(f"{folder}/{stage}.json") for stage in reversed(stages))
    return next((result for result in found if result), {})


def day_of(context: Context, before: Result) -> str | None:
    """The as-of date: the parameter's; that of the run's stages so far; the interval's end.

    A run without a data interval (triggered by an asset, or by hand without a logical date) lets
    its first job take the day after the newest event; later stages then keep to that day.
    """
    day = context["params"].get("as_of") or before.get("as-of")
    end = context.get("data_interval_end")
    if day is None and end is not None:
        day = end.in_timezone(context["dag"].timezone).to_date_string()
    return day


class PlumblineJob(SparkSubmitOperator):
    """One command as a Spark job, judged by the result file that it leaves.

    It is skipped where the result before it lists its stage as skipped. A failure is retried where
    its exit code is in :data:`RETRIED`, or where the job was killed before it could say anything;
    any other is final. A retry goes on in the cycle of the first try, so nothing has to be undone.
    """

    template_fields = (*SparkSubmitOperator.template_fields, "results")

    def __init__(
        self, *, stage: str, configuration: str, results: str, options: list[str], **kwargs: Any
    ):
        self.stage = stage
        self.results = results
        command = "promote" if stage == "approve" else stage
        arguments = [
            command,
            "--conf",
            configuration,
            "--result",
            f"{results}/{stage}.json",
            *options,
        ]
        super().__init__(application_args=arguments, **kwargs)
        self.conn = kwargs["conn_id"]

    def execute(self, context: Context) -> None:
        """Runs the job and judges its result."""
        self._require_connection()
        before = last_result(self.results, self.stage) if self.stage in STAGES else {}
        for skipped in before.get("skipped", []):
            if skipped["stage"] == self.stage:
                raise AirflowSkipException(f"{self.stage}: {skipped['reason']}")
        self._forget()
        if day := day_of(context, before):
            self.application_args = [*self.application_args, "--as-of", day]
        for setting in context["params"].get("set", []):
            self.application_args = [*self.application_args, "--set", setting]
        problem: AirflowException | None = None
        try:
            super().execute(context)
        except FileNotFoundError as missing:
            raise AirflowFailException(
                f"{missing.filename} is not on this worker's PATH; add $SPARK_HOME/bin to it"
            ) from missing
        except AirflowException as failed:
            problem = failed
        self._judge(read(f"{self.results}/{self.stage}.json"), problem)

    def _require_connection(self) -> None:
        """Without a connection the operator would submit to YARN and say nothing."""
        try:
            BaseHook.get_connection(self.conn)
        except AirflowException as missing:
            raise AirflowFailException(
                f"there is no connection {self.conn}, and without one spark-submit goes to YARN; "
                f"set AIRFLOW_CONN_{self.conn.upper()}, or name another in the DAG's settings"
            ) from missing

    def _forget(self) -> None:
        """Results of an earlier try, and of stages that come after this one."""
        for stage in STAGES[STAGES.index(self.stage) :] if self.stage in STAGES else [self.stage]:
            ObjectStoragePath(f"{self.results}/{stage}.json").unlink(missing_ok=True)

    def _judge(self, result: Result | None, problem: AirflowException | None) -> None:
        if result and result["exit-code"] == 0:
            return
        if result:
            code, error = result["exit-code"], result["error"]
            told = f"{self.stage} ended with {code}: {error['message']} {error['remedy']}".strip()
            final = code not in RETRIED
        else:
            found = re.search(r"Error code is: (-?\d+)", str(problem))
            code = int(found.group(1)) if found else None
            told = f"{self.stage} left no result at {self.results}; spark-submit's code: {code}"
            final = code == JAR_MISSING or (code in range(64, 79) and code not in RETRIED)
        raise (AirflowFailException if final else AirflowException)(told) from problem
