"""The process of a rival in Python: sets up, says `ready` and its versions, then runs once for each
line it is sent and answers with seconds and what the run returned. As Worker does in Java.

Usage: worker.py RIVAL FOLDER TERMS
"""

import sys
import time
from pathlib import Path

from rivals import RIVALS, Rows, versions


def main(rival: str, folder: str, terms: str) -> None:
    run = RIVALS[rival](Rows(Path(folder), int(terms)))
    print("ready", versions(), flush=True)
    for _ in sys.stdin:
        start = time.perf_counter()
        answer = run()
        seconds = time.perf_counter() - start
        print(seconds, answer, flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
