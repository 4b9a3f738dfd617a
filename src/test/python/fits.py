"""The product's fits of designs, beside the rows that made them."""

import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

import published
import split
import terms
from designs import FIRST_DAY, Array, Design
from product import Record, model_of, plumbline, training_of
from quickstart import Published

ELASTIC_NET = "house-prices"
LEAST_SQUARES = "house-prices-parquet"
SALES = [ELASTIC_NET, LEAST_SQUARES]


@dataclass(frozen=True)
class Fit:
    """A design, the model of it, and where the run is a test's own the record of its training."""

    design: Design
    model: Record
    training: Record = field(default_factory=dict)

    def column(self, key: str) -> Array:
        """A number of each coefficient, in the order of the design's matrix."""
        return np.array([coefficient[key] for coefficient in self.model["coefficients"]])

    def clustered(self, key: str) -> Array:
        """A number of each coefficient under errors that are clustered by day."""
        return np.array([c["clustered"][key] for c in self.model["coefficients"]])


def of_sales(product: Published) -> dict[str, Fit]:
    """The last models of the sample, with the rows that the published rule gives them."""
    models = {name: product.model(name) for name in SALES}
    return {name: Fit(_sales(product, m, m, held_out=False), m) for name, m in models.items()}


def of_designs(made: Mapping[str, Callable[[], Design]], folder: Path) -> dict[str, Fit]:
    """One run over designs, nothing held out."""
    designs = {name: make() for name, make in made.items()}
    for name, design in designs.items():
        _write(name, design, folder)
    results = plumbline("train", "--conf", "conf", cwd=folder)
    by_name = {result["name"]: result for result in results}
    return {
        name: Fit(design, model_of(by_name[name]), training_of(by_name[name]))
        for name, design in designs.items()
    }


def held_out(product: Published, model: Record, judged: Record) -> Design:
    """The rows that the published rule keeps from a model of the sample, by another's terms."""
    return _sales(product, model, judged, held_out=True)


def _sales(product: Published, model: Record, by: Record, *, held_out: bool) -> Design:
    first, last = (
        datetime.date.fromisoformat(model["window"][day]) for day in ("first-day", "last-day")
    )
    rows = published.sales(product.tables["sales"], first, last)
    keys = zip(*(rows[key].to_pylist() for key in model["split"]["by"]), strict=True)
    holdout = model["split"]["holdout"]
    kept = rows.filter(
        pa.array(split.is_held_out(split.xxhash64(*key), holdout) == held_out for key in keys)
    )
    slopes = [c for c in by["coefficients"] if c["kind"] != "intercept"]
    return Design(
        np.array([[terms.value(by, c, row) for c in slopes] for row in kept.to_pylist()]),
        kept["price"].to_numpy(),
        days=(kept["sold_on"].to_numpy() - FIRST_DAY).astype(np.int64),
    )


def _write(name: str, design: Design, folder: Path) -> None:
    """The rows as plain Parquet, and a configuration that fits them."""
    columns = design.columns | {
        "y": design.y if design.stored_label is None else design.stored_label
    }
    settings = {
        "name": name,
        "home": f'"{folder / "home"}"',
        "data.table.format": "parquet",
        "data.table.path": f"tables/{name}",
        "data.label": "y",
        "data.features": f"[{', '.join(design.terms)}]",
        "split.holdout": "0",
        "training.errors.kind": design.errors,
    }
    if design.clusters is not None:
        columns["g"] = design.clusters
        settings["training.errors.cluster"] = "g"
    if design.weights is not None:
        columns["w"] = design.weights
        settings["data.weight"] = "w"
    if design.days is not None:
        columns["day"] = FIRST_DAY + design.days
        settings["data.event-time"] = "day"
    table = folder / "tables" / name
    table.mkdir(parents=True)
    pq.write_table(pa.table(columns), table / "rows.parquet")
    lines = [f"{key} = {value}" for key, value in (settings | design.settings).items()]
    (folder / "conf").mkdir(exist_ok=True)
    (folder / "conf" / f"{name}.conf").write_text("\n".join(lines) + "\n")
