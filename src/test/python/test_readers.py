"""Every table published here can be read without Spark, to the last bit, by four libraries."""

import datetime
import json
import math
from collections import Counter, defaultdict
from typing import Any

import duckdb
import polars as pl
import pytest

from product import record
from published import FILE_READERS, readers, rows_of
from quickstart import AS_OF, DAYS, ROWS_PER_DAY, Published
from split import fold, xxhash64
from terms import value

ROWS = {
    "sales": DAYS * ROWS_PER_DAY,
    "sales-parquet": DAYS * ROWS_PER_DAY,
    "listings": DAYS * (ROWS_PER_DAY // 4),
    "scores": len(AS_OF) * (ROWS_PER_DAY // 4),
    "scores-parquet": len(AS_OF) * (ROWS_PER_DAY // 4),
}


ALL_FOLDS = -1
"""The fold of what the store keeps by day alone."""


@pytest.mark.parametrize("name", ROWS)
def test_readers_see_the_same_rows(product: Published, name: str) -> None:
    table = product.tables[name]
    read = {reader: rows_of(read(table), table.key) for reader, read in readers(table).items()}
    for reader, rows in read.items():
        assert len(rows) == ROWS[name], reader
        assert rows == read["pyarrow"], reader


@pytest.mark.parametrize("reader", FILE_READERS)
def test_delta_and_parquet_hold_the_same_sales(product: Published, reader: str) -> None:
    delta, parquet = (FILE_READERS[reader](product.tables[n]) for n in ("sales", "sales-parquet"))
    assert rows_of(delta, "sale_id") == rows_of(parquet, "sale_id")


@pytest.mark.parametrize("name", ["scores", "scores-parquet"])
def test_scores_are_the_models_own(product: Published, name: str) -> None:
    model_of = {
        "scores": product.home("house-prices"),
        "scores-parquet": product.home("house-prices-parquet"),
    }
    listings = {row["listing_id"]: row for row in _rows(product, "listings")}
    scores = _rows(product, name)
    assert {row["as_of"] for row in scores} == set(AS_OF)
    for score in scores:
        listing = listings[score["listing_id"]]
        assert listing["listed_on"] == score["as_of"] - datetime.timedelta(days=1)
        assert listing["district"] == score["district"]
        model = record(model_of[name] / "models" / score["model_id"] / "model.json")
        terms = [c["value"] * value(model, c, listing) for c in model["coefficients"]]
        # Rounded in another order, so not the same bits: one part in 2⁵² a step.
        error = len(terms) * math.ulp(math.fsum(map(abs, terms)))
        assert score["prediction"] == pytest.approx(math.fsum(terms), rel=0, abs=error)


@pytest.mark.parametrize("name", ["house-prices", "house-prices-parquet"])
@pytest.mark.parametrize("reader", FILE_READERS)
def test_store_counts_the_folds_that_the_rule_gives(
    product: Published, reader: str, name: str
) -> None:
    split = product.model(name)["split"]
    by, holdout, folds = split["by"], split["holdout"], split["folds"]
    stored: defaultdict[str, Counter[tuple[int, datetime.date]]] = defaultdict(Counter)
    for row in FILE_READERS[reader](product.store(name)).to_pylist():
        stored[row["kind"]][row["fold"], row["day"]] += row["rows"]
    days = {day for _, day in stored["moments"]}
    counted = Counter(
        (fold(xxhash64(*(row[key] for key in by)), holdout, folds), row["sold_on"])
        for row in _rows(product, "sales")
        if row["sold_on"] in days
    )
    assert len(stored) > 1, "numbers and the category are kinds of their own"
    of_days: Counter[tuple[int, datetime.date]] = Counter()
    for (_, day), rows in counted.items():
        of_days[ALL_FOLDS, day] += rows
    for kind, rows in stored.items():
        assert rows == (of_days if kind == "distributions" else counted), kind
    assert {number for number, _ in counted} == set(range(folds + 1))
    assert days >= {day - datetime.timedelta(days=1) for day in AS_OF}


@pytest.mark.parametrize("name", ["house-prices", "house-prices-parquet"])
def test_records_are_plain_json(product: Published, name: str) -> None:
    home = product.home(name)
    records = [path for path in home.rglob("*.json") if "_delta_log" not in path.parts]
    for path in records:
        parsed = json.loads(path.read_text(), parse_constant=_no_number)
        assert next(iter(parsed)) == "format-version", path
    with duckdb.connect() as connection:
        statuses = connection.execute(
            'SELECT CAST("as-of" AS DATE), status FROM read_json(?) ORDER BY 1',
            [str(home / "cycles" / "*" / "*" / "result.json")],
        ).fetchall()
    assert statuses == [
        (datetime.date.fromisoformat(result["as-of"]), result["status"])
        for result in product.results_of(name)
    ]
    model = pl.read_json(home / "models" / product.model(name)["id"] / "model.json")
    terms = model["coefficients"].explode().struct.field("term").to_list()
    assert terms == [c["term"] for c in product.model(name)["coefficients"]]


def _rows(product: Published, name: str) -> list[dict[str, Any]]:
    table = product.tables[name]
    return rows_of(FILE_READERS["pyarrow"](table), table.key)


def _no_number(constant: str) -> float:
    raise AssertionError(f"{constant} is no JSON")
