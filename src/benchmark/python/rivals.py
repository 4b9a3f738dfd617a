"""What an engineer would reach for on one machine, at its best with two threads.

A rival is a function of the rows that sets up and returns what is timed; that returns a line about
its answer. All read the files of the table and fit on every row.
"""

from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from importlib.metadata import version
from itertools import combinations_with_replacement
from pathlib import Path
from platform import python_version

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from numpy.typing import NDArray
from threadpoolctl import threadpool_limits

Array = NDArray[np.float64]
Run = Callable[[], str]

THREADS = 2
LABEL = "y"
BATCH_ROWS = 16_384
# What is added up in memory against exact moments: enough rows for a steady time each.
MOMENT_ROWS = 50_000
SOLVE_ROWS = 10_000
LIBRARIES = ["numpy", "pyarrow", "polars", "duckdb", "scikit-learn", "bitrep"]


@dataclass(frozen=True)
class Rows:
    """A folder of Parquet files, of which the columns x1 to x`terms` are fitted to the label."""

    folder: Path
    terms: int

    @property
    def files(self) -> list[Path]:
        return sorted(self.folder.glob("*.parquet"))

    @property
    def columns(self) -> list[str]:
        return [f"x{k}" for k in range(1, self.terms + 1)] + [LABEL]


def versions() -> str:
    return ", ".join(
        [f"Python {python_version()}", *(f"{library} {version(library)}" for library in LIBRARIES)]
    )


def _gram(batches: Iterator[pa.RecordBatch], columns: int) -> Array:
    """Sums of products of z = (1, terms, label), a batch at a time in one buffer."""
    gram = np.zeros((columns + 1, columns + 1))
    buffer = np.empty((columns + 1, BATCH_ROWS))
    buffer[0] = 1
    for batch in batches:
        for k, column in enumerate(batch.columns, start=1):
            buffer[k, : batch.num_rows] = column.to_numpy()
        z = buffer[:, : batch.num_rows]
        gram += z @ z.T
    return gram


def _solved(gram: Array) -> str:
    """The normal equations of (1, terms), with standard errors as ours have them."""
    normal, label, square = gram[:-1, :-1], gram[:-1, -1], gram[-1, -1]
    inverse = np.linalg.inv(normal)
    coefficients = np.linalg.solve(normal, label)
    variance = (square - label @ coefficients) / (gram[0, 0] - len(coefficients))
    error = np.sqrt(variance * np.diag(inverse))
    return f"first coefficient {coefficients[1]}, its error {error[1]}"


def numpy(rows: Rows) -> Run:
    """Normal equations streamed from pyarrow's batches. A file a thread: faster than the threads of
    a pyarrow data set beside those of the BLAS, and than whole tables."""

    def of_file(path: Path) -> Array:
        with pq.ParquetFile(path) as file:
            batches = file.iter_batches(BATCH_ROWS, columns=rows.columns, use_threads=False)
            return _gram(batches, len(rows.columns))

    return lambda: _solved(_sum_of_files(of_file, rows))


def polars(rows: Rows) -> Run:
    """Files read by polars, products by numpy, as above."""
    import polars as pl

    one = pl.lit(1.0).alias("one")

    def of_file(path: Path) -> Array:
        frame = pl.read_parquet(path, columns=rows.columns)
        z = frame.select(one, *rows.columns).to_numpy()
        gram: Array = z.T @ z
        return gram

    return lambda: _solved(_sum_of_files(of_file, rows))


def _sum_of_files(of_file: Callable[[Path], Array], rows: Rows) -> Array:
    with ThreadPoolExecutor(THREADS) as pool, threadpool_limits(1):
        total: Array = np.sum(list(pool.map(of_file, rows.files)), axis=0)
        return total


def duckdb(rows: Rows) -> Run:
    """All sums and pairwise sums in one statement."""
    import duckdb as library

    connection = library.connect()
    connection.execute(f"SET threads = {THREADS}")
    z = [*rows.columns]
    sums = ["count(*)", *(f"sum({a})" for a in z)]
    sums += [f"sum({a} * {b})" for a, b in combinations_with_replacement(z, 2)]
    doubles = ", ".join(f"{a}::DOUBLE AS {a}" for a in z)  # whole numbers would overflow
    query = f"SELECT {', '.join(sums)} FROM (SELECT {doubles} FROM read_parquet(?))"

    def run() -> str:
        found = connection.execute(query, [[str(path) for path in rows.files]]).fetchone()
        gram = np.empty((len(z) + 1, len(z) + 1))
        upper = np.triu_indices(len(z) + 1)
        gram[upper] = found
        gram.T[upper] = found
        return _solved(gram)

    return run


def linear_regression(rows: Rows) -> Run:
    """scikit-learn's least squares of the whole table, reading included."""
    from sklearn.linear_model import LinearRegression

    def run() -> str:
        x, y = _arrays(rows)
        return f"first coefficient {LinearRegression(copy_X=False).fit(x, y).coef_[0]}"

    return run


def elastic_net_cv(rows: Rows) -> Run:
    """scikit-learn's paths: 5 folds, 100 lambdas and 5 ratios, reading and scaling included."""
    from sklearn.linear_model import ElasticNetCV

    def run() -> str:
        x, y = _arrays(rows)
        x -= x.mean(axis=0)
        x /= x.std(axis=0)
        ratios = [0.1, 0.3, 0.5, 0.7, 0.9]
        fit = ElasticNetCV(l1_ratio=ratios, alphas=100, cv=5, n_jobs=THREADS, copy_X=False)
        fit.fit(x, y)
        return f"first coefficient {fit.coef_[0]}, lambda {fit.alpha_}, l1-ratio {fit.l1_ratio_}"

    return run


def bitrep_moments(rows: Rows) -> Run:
    """Exact moments of rows in memory, on one thread: bitrep adds a row at a time."""
    import bitrep

    added = _in_memory(rows, MOMENT_ROWS)

    def run() -> str:
        moments = bitrep.CovMatrixF64(rows.terms)
        for x, y in added:
            moments.add(x, y)
        return f"rows {moments.count()}"

    return run


def bitrep_solve(rows: Rows) -> Run:
    """The exact solve of moments in memory."""
    import bitrep

    moments = bitrep.CovMatrixF64(rows.terms)
    for x, y in _in_memory(rows, SOLVE_ROWS):
        moments.add(x, y)

    return lambda: f"first coefficient {moments.regression_exact()[1]}"


def _arrays(rows: Rows) -> tuple[Array, Array]:
    table = pq.read_table(rows.folder, columns=rows.columns)
    x = np.column_stack([table[column].to_numpy() for column in rows.columns[:-1]])
    return x, table[LABEL].to_numpy()


def _in_memory(rows: Rows, count: int) -> list[tuple[list[float], float]]:
    """The first rows of the first file, as Python's own lists, which suit bitrep best."""
    with pq.ParquetFile(rows.files[0]) as file:
        table = pa.Table.from_batches([next(file.iter_batches(count, columns=rows.columns))])
    x = np.column_stack([table[column].to_numpy() for column in rows.columns[:-1]])
    return list(zip(x.tolist(), table[LABEL].to_pylist(), strict=True))


RIVALS: Mapping[str, Callable[[Rows], Run]] = {
    "numpy": numpy,
    "polars": polars,
    "duckdb": duckdb,
    "scikit-learn": linear_regression,
    "elastic-net-cv": elastic_net_cv,
    "moments-bitrep": bitrep_moments,
    "solve-bitrep": bitrep_solve,
}
