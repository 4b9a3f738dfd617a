"""What a term is in a row, by what the record of a model says of it."""

from typing import Any

from product import Record


def value(model: Record, coefficient: Record, row: dict[str, Any]) -> float:
    """What a coefficient is multiplied by: 1, a number or its stand-in, or a level's 0 or 1."""
    if coefficient["kind"] == "intercept":
        return 1.0
    (column,) = coefficient["columns"]
    if coefficient["kind"] == "level":
        return float(row[column] == coefficient["level"])
    assert coefficient["kind"] == "number", coefficient
    return float(_imputed(model, column) if row[column] is None else row[column])


def _imputed(model: Record, column: str) -> float:
    (feature,) = (f for f in model["features"] if f["column"] == column)
    imputed: float = feature["imputed"]
    return imputed
