"""Asks an example's tables what its page asks in SQL, by DuckDB, and prints the answers.

Usage: ask.py EXAMPLE, at the root of the repository, after jobs/examples/run EXAMPLE.
"""

import re
import sys
from pathlib import Path

import duckdb
from deltalake import DeltaTable

PAGES = Path(__file__).resolve().parents[2] / "docs" / "examples"


def fences(example: str, language: str) -> list[str]:
    """The blocks of a page that are marked as of a language; '' for those that are not."""
    page = (PAGES / f"{example}.md").read_text()
    blocks = re.findall(r"```(\w*)\n(.*?)```", page, re.S)
    return [text for mark, text in blocks if mark == language]


def answers(example: str, folder: Path) -> list[str]:
    """What each query of the page gives, every Delta table in the folder being a view."""
    with duckdb.connect() as database:
        for log in sorted(folder.glob("*/_delta_log")):
            database.register(log.parent.name, DeltaTable(log.parent).to_pyarrow_table())
        return [database.sql(query).df().to_string(index=False) for query in fences(example, "sql")]


if __name__ == "__main__":
    for answer in answers(sys.argv[1], Path("target") / sys.argv[1]):
        print(answer, end="\n\n")
