"""How long a command takes from its start: embedded, by spark-submit, and on a standalone cluster.

Usage: start.py FOLDER [ROUNDS]. Prints a table: medians, least and largest, of runs in turn.
"""

import datetime
import os
import platform
import re
import shutil
import statistics
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
sys.path.insert(0, str(ROOT / "src" / "test" / "python"))

import spark  # noqa: E402
from standalone import Cluster  # noqa: E402

DAYS = 60
ROWS_PER_DAY = 2000
AS_OF = "2026-02-06"
FIRST_STAGE = re.compile(r" INFO .* pin: ")
MOMENTS = {"first stage": "until its first stage has ended", "whole cycle": "until its end"}
Times = dict[str, float]


def run(folder: Path, environment: dict[str, str], master: str) -> Times:
    """Seconds from the start of a whole cycle in a home of its own until each moment."""
    for made in ("home", "scores"):
        shutil.rmtree(folder / "sample" / made, ignore_errors=True)
    command = ["retrain", "--conf", "sample/house-prices.conf", "--as-of", AS_OF]
    start = time.monotonic()
    process = subprocess.Popen(
        [ROOT / "jobs" / "plumbline", *command, "--master", master],
        cwd=folder,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )
    times: Times = {}
    assert process.stderr
    for line in process.stderr:
        if FIRST_STAGE.search(line):
            times.setdefault("first stage", time.monotonic() - start)
    if process.wait() != 0:
        raise SystemExit(f"the cycle with master {master} ended with {process.returncode}")
    return times | {"whole cycle": time.monotonic() - start}


def spread(seconds: list[float]) -> str:
    return f"{statistics.median(seconds):.1f} ({min(seconds):.1f}–{max(seconds):.1f})"


def main(folder: Path, rounds: int) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    submitted = spark.environment()
    embedded = {name: value for name, value in submitted.items() if name != "SPARK_HOME"}
    sizes = ["--days", str(DAYS), "--rows-per-day", str(ROWS_PER_DAY)]
    sample = [ROOT / "jobs" / "plumbline", "sample", "--out", "sample", *sizes]
    subprocess.run(sample, cwd=folder, env=embedded, check=True)
    with Cluster(folder) as cluster:
        for _ in range(2):
            cluster.worker()
        sides = {
            "embedded, `local[2]`": (embedded, "local[2]"),
            "spark-submit, `local[2]`": (submitted, "local[2]"),
            "standalone, two workers of one core": (submitted, cluster.master),
        }
        times: dict[str, list[Times]] = {side: [] for side in sides}
        for _ in range(rounds):
            for side, (environment, master) in sides.items():
                times[side].append(run(folder, environment, master))
                print(side, times[side][-1], file=sys.stderr)
    machine = f"{os.cpu_count()} cores, Linux {platform.release()}, load {os.getloadavg()[2]:.0f}"
    print(f"{datetime.date.today()}, {machine}; medians of {rounds}, least and largest, seconds:\n")
    print("| |", " | ".join(MOMENTS.values()), "|\n|---|---|---|")
    for side, runs in times.items():
        cells = [spread([each[moment] for each in runs]) for moment in MOMENTS]
        print(f"| {side} |", " | ".join(cells), "|")


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 5)
