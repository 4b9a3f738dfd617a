"""Tables as their publisher's metadata lists them, and readers that have never seen Spark."""

import datetime
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlparse

import duckdb
import polars as pl
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from deltalake import DeltaTable

Row = dict[str, Any]


@dataclass(frozen=True)
class DataFile:
    """A published file, and the day of its partition where it has one."""

    path: Path
    as_of: datetime.date | None = None


@dataclass(frozen=True)
class Table:
    """A table, the column that identifies its rows, and its published files.

    `delta` is its root where it is a Delta table.
    """

    key: str
    files: list[DataFile]
    delta: Path | None = None


def delta_table(root: Path, key: str) -> Table:
    """A Delta table, its files by the log as delta-rs reads it."""
    actions = pa.table(DeltaTable(root).get_add_actions(flatten=True)).to_pylist()
    files = [
        DataFile(root / unquote(action["path"]), action.get("partition.as_of"))
        for action in actions
    ]
    return Table(key, sorted(files, key=lambda file: file.path), root)


def parquet_table(folder: Path, key: str) -> Table:
    """All Parquet files of a folder."""
    return Table(key, [DataFile(path) for path in sorted(folder.glob("*.parquet"))])


def manifest_table(root: Path, key: str) -> Table:
    """A Parquet score table: for each day the files of the manifest in force, the highest."""
    files = []
    for day in sorted((root / "_manifests").iterdir()):
        newest = max(day.glob("[0-9]*.json"), key=lambda path: int(path.stem))
        for listed in json.loads(newest.read_text())["files"]:
            path = urlparse(listed["path"]).path
            files.append(DataFile(root / unquote(path), datetime.date.fromisoformat(day.name)))
    return Table(key, files)


def rows_of(table: pa.Table, key: str) -> list[Row]:
    """Rows by name, in the order of the key."""
    rows: list[Row] = table.sort_by(key).to_pylist()
    return rows


def _dated(table: pa.Table, as_of: datetime.date | None) -> pa.Table:
    if as_of is None:
        return table
    return table.append_column("as_of", pa.array([as_of] * table.num_rows, pa.date32()))


def _by_file(table: Table, read: Callable[[Path], pa.Table]) -> pa.Table:
    return pa.concat_tables([_dated(read(file.path), file.as_of) for file in table.files])


def _pyarrow(table: Table) -> pa.Table:
    return _by_file(table, lambda path: pq.ParquetFile(path).read())


def _duckdb(table: Table) -> pa.Table:
    with duckdb.connect() as connection:
        return _by_file(
            table,
            lambda path: connection.sql(
                "SELECT * FROM read_parquet(?, hive_partitioning = false)", params=[str(path)]
            ).to_arrow_table(),
        )


def _polars(table: Table) -> pa.Table:
    if table.delta is not None:
        return pl.read_delta(str(table.delta)).to_arrow()
    return _by_file(table, lambda path: pl.read_parquet(path, hive_partitioning=False).to_arrow())


def _delta_rs(table: Table) -> pa.Table:
    assert table.delta is not None
    return DeltaTable(table.delta).to_pyarrow_table()


FILE_READERS: Mapping[str, Callable[[Table], pa.Table]] = {
    "pyarrow": _pyarrow,
    "DuckDB": _duckdb,
    "polars": _polars,
}
DELTA_READERS = {**FILE_READERS, "delta-rs": _delta_rs}


def readers(table: Table) -> Mapping[str, Callable[[Table], pa.Table]]:
    """Those that can read the table, by name."""
    return FILE_READERS if table.delta is None else DELTA_READERS


def sales(table: Table, first: datetime.date, last: datetime.date) -> pa.Table:
    """The sales of some days, both included, in the order of their keys."""
    read = _pyarrow(table)
    within = pc.and_(pc.greater_equal(read["sold_on"], first), pc.less_equal(read["sold_on"], last))
    return read.filter(within).sort_by("sale_id")
