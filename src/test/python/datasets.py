"""Real rows to fit: the data sets that statsmodels and scikit-learn bring along."""

from collections.abc import Callable

import numpy as np
import pandas as pd
import pyarrow as pa
import statsmodels.api as sm
from sklearn.datasets import load_diabetes, load_iris

from designs import Array, Design


def _load(name: str) -> pd.DataFrame:
    loaded: pd.DataFrame = getattr(sm.datasets, name).load_pandas().data
    return loaded


def _numbers(name: str, label: str, without: str = "", digits: int | None = 10) -> Design:
    """A label by all other numbers of a data set."""
    rows = _load(name).select_dtypes("number").astype(float)
    x = rows[[column for column in rows if column not in {label, without}]]
    return Design(x.to_numpy(), rows[label].to_numpy(), digits=digits)


def _levels(values: pd.Series) -> Array:
    """A column for each level but the first in code-point order."""
    texts = values.astype(str)
    return np.column_stack([texts == level for level in sorted(set(texts))[1:]]).astype(float)


def _investments(errors: str) -> Design:
    rows = _load("grunfeld")
    return Design(
        np.column_stack([rows[["value", "capital"]], _levels(rows["firm"])]),
        rows["invest"].to_numpy(),
        errors=errors,
        clusters=rows["year"].astype(int).to_numpy() if errors == "cluster" else None,
        stored={name: rows[name].tolist() for name in ("value", "capital", "firm")},
        features=["value", "capital", "{ column = firm, kind = category }"],
    )


def _flowers() -> Design:
    """A category under weights."""
    flowers = load_iris(as_frame=True)
    rows = flowers.data.to_numpy()
    kind = pd.Series(flowers.target_names[flowers.target])
    return Design(
        np.column_stack([rows[:, 1:3], _levels(kind)]),
        rows[:, 0],
        weights=rows[:, 3],
        stored={"width": rows[:, 1], "petal": rows[:, 2], "kind": kind.tolist()},
        features=["width", "petal", "{ column = kind, kind = category }"],
    )


def _births() -> Design:
    """Gaps in the label and a term, which drop the row, and in a term that takes the mean."""
    rows = _load("fertility")
    kept = rows.dropna(subset=["2010", "2000"])
    early = kept["1970"]
    x = [kept["2000"], early.fillna(early.mean()), early.isna()]
    return Design(
        np.column_stack(x).astype(float),
        kept["2010"].to_numpy(),
        stored={
            "late": pa.array(rows["2000"], from_pandas=True),
            "early": pa.array(rows["1970"], from_pandas=True),
        },
        stored_label=pa.array(rows["2010"], from_pandas=True),
        features=["late", "{ column = early, missing = impute, indicator = true }"],
        settings={"data.missing": "drop"},
    )


def _diabetes() -> Design:
    rows = load_diabetes(scaled=False)
    return Design(rows.data, rows.target)


REAL: dict[str, Callable[[], Design]] = {
    # Double arithmetic leaves statsmodels 8 digits of these, and fewer of their errors.
    "longley": lambda: _numbers("longley", "TOTEMP", digits=None),
    "macrodata": lambda: _numbers("macrodata", "realgdp", digits=None),
    "stackloss": lambda: _numbers("stackloss", "STACKLOSS"),
    "copper": lambda: _numbers("copper", "WORLDCONSUMPTION"),
    "ccard": lambda: _numbers("ccard", "AVGEXP"),
    "star98": lambda: _numbers("star98", "NABOVE", without="NBELOW"),
    "scotland": lambda: _numbers("scotland", "YES"),
    "statecrime": lambda: _numbers("statecrime", "murder"),
    "fair": lambda: _numbers("fair", "affairs"),
    "diabetes": _diabetes,
    "grunfeld": lambda: _investments("classical"),
    "grunfeld-hc3": lambda: _investments("hc3"),
    "grunfeld-by-year": lambda: _investments("cluster"),
    "iris": _flowers,
    "fertility": _births,
}
