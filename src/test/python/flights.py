"""The fit of jobs/examples/flights beside that of statsmodels, of the same rows by a formula.

Usage: flights.py TABLE MODEL, the Delta table and a model.json; prints a table.
"""

import sys
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import statsmodels.formula.api as smf
from deltalake import DeltaTable

import split
from designs import Array
from digits import common_digits
from product import Record, record

CATEGORIES = {"carrier": "carrier", "origin": "origin", "weekday": "day-of-week"}
NUMBERS = ["dep_delay", "distance", "air_time", "hour", "year_sine", "year_cosine"]
FORMULA = "arr_delay ~ " + " + ".join([*NUMBERS, *(f"C({name})" for name in CATEGORIES)])


@dataclass(frozen=True)
class Comparison:
    """Numbers of each term by both, in the order of the model, and of the whole fit."""

    terms: list[str]
    ours: dict[str, Array]
    theirs: dict[str, Array]

    def digits(self) -> dict[str, Array]:
        """How many digits agree, of each number."""
        return {
            key: np.array(list(map(common_digits, self.theirs[key], ours)))
            for key, ours in self.ours.items()
        }


def compare(table: Path, model: Record) -> Comparison:
    """A model of the example's configuration, and an OLS of the rows that it was trained on."""
    rows = _training_rows(table, model)
    problem = smf.ols(FORMULA, data=rows)
    classical = problem.fit(method="qr")
    groups = pd.factorize(rows["date"])[0]
    by_day = {"groups": groups}
    clustered = problem.fit(method="qr", cov_type="cluster", cov_kwds=by_day, use_t=True)
    coefficients = model["coefficients"]
    terms = [c["term"] for c in coefficients]
    named = _terms(list(classical.params.index))
    order = [named.index(term) for term in terms]
    by_days = [c["clustered"]["standard-error"] for c in coefficients]
    return Comparison(
        terms,
        {
            "coefficient": np.array([c["value"] for c in coefficients]),
            "classical error": np.array([c["standard-error"] for c in coefficients]),
            "day-clustered error": np.array(by_days),
            "R²": np.array([model["fit"]["r2"]]),
            "rows": np.array([float(model["fit"]["rows"])]),
        },
        {
            "coefficient": classical.params.to_numpy()[order],
            "classical error": classical.bse.to_numpy()[order],
            "day-clustered error": clustered.bse.to_numpy()[order],
            "R²": np.array([classical.rsquared]),
            "rows": np.array([classical.nobs]),
        },
    )


def _terms(names: list[str]) -> list[str]:
    """A formula's names of its terms, as the product has them."""
    renamed = {"Intercept": "(intercept)", "year_sine": "year-sine", "year_cosine": "year-cosine"}
    for name, feature in CATEGORIES.items():
        prefix = f"C({name})[T."
        levels = [n.removeprefix(prefix).removesuffix("]") for n in names if n.startswith(prefix)]
        renamed |= {f"{prefix}{level}]": f"{feature}={level}" for level in levels}
    return [renamed.get(name, name) for name in names]


def _training_rows(path: Path, model: Record) -> pd.DataFrame:
    """Flights of the window that landed and are not held out, with the calendar's terms."""
    table = DeltaTable(path).to_pyarrow_table().sort_by("flight_id")
    day = pc.cast(table["date"], pa.string())
    window = model["window"]
    table = table.filter(
        pc.and_(
            pc.and_(
                pc.greater_equal(day, window["first-day"]), pc.less_equal(day, window["last-day"])
            ),
            pc.and_(pc.is_valid(table["arr_delay"]), pc.is_valid(table["air_time"])),
        )
    )
    holdout = model["split"]["holdout"]
    keys = table["flight_id"].to_pylist()
    kept = [not split.is_held_out(split.xxhash64(key), holdout) for key in keys]
    rows = table.filter(pa.array(kept)).to_pandas()
    date = pd.to_datetime(rows["date"]).dt
    angle = 2 * np.pi * (date.day_of_year - 1) / np.where(date.is_leap_year, 366, 365)
    return rows.assign(
        weekday=date.day_of_week + 1, year_sine=np.sin(angle), year_cosine=np.cos(angle)
    )


def main(table: str, model: str) -> None:
    comparison = compare(Path(table), record(model))
    all_digits = comparison.digits()
    for key, ours in comparison.ours.items():
        digits = all_digits[key]
        names = comparison.terms if len(ours) > 1 else [key]
        print(f"{key + ':':<24}{'Plumbline':>24}{'statsmodels':>24}{'digits':>8}")
        for name, o, t, d in zip(names, ours, comparison.theirs[key], digits, strict=True):
            print(f"  {name:<22}{o:24.16g}{t:24.16g}{d:8.1f}")
        print(f"  fewest digits {digits.min():.1f}")


if __name__ == "__main__":
    main(*sys.argv[1:])
