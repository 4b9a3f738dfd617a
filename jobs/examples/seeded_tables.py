"""Writes the tables of a seeded example as Delta tables, a commit for each day.

Usage: seeded_tables.py EXAMPLE FOLDER, the example being a module beside this one.
"""

import importlib
import sys
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
from deltalake import write_deltalake


def write(folder: Path, tables: dict[str, pa.Table]) -> None:
    """Each table under its name; one without a date is a single commit."""
    for name, table in tables.items():
        path = str(folder / name)
        days = [field.name for field in table.schema if field.type == pa.date32()]
        if not days:
            write_deltalake(path, table)
            continue
        for day in pc.unique(table[days[0]]).sort():
            rows = table.filter(pc.equal(table[days[0]], day))
            write_deltalake(path, rows, mode="append")


def main(example: str, folder: str) -> None:
    tables = importlib.import_module(example).tables()
    write(Path(folder), tables)
    for name, table in tables.items():
        print(f"{name}: {table.num_rows} rows", file=sys.stderr)


if __name__ == "__main__":
    main(*sys.argv[1:])
