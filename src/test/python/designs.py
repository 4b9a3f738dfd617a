"""Rows to fit, as arrays: seeded designs, each hard in a way of its own."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

Array = NDArray[np.float64]

FIRST_DAY = np.datetime64("2026-01-01")
ROWS = 400
SEED = 20260101
FOLDS = 5
LAMBDAS = [2.0, 1.5, 1.0, 0.75, 0.5, 0.3, 0.2, 0.1, 0.05, 0.01]
DOUBLE = {"training.precision": "double"}


@dataclass(frozen=True)
class Design:
    """Rows of a fit.

    `x` is n×p; `days` are numbers of days, the clusters; `settings` are keys of the configuration.
    `digits` is how many digits libraries that work in double share with the exact answer; where it
    is None they fail on the design. `errors` and `clusters` say which errors are asked for. Where
    what is stored is not `x` itself, `stored` has the columns and `features` the configuration;
    `stored_label` is the label where it has gaps.
    """

    x: Array
    y: Array
    digits: int | None = 10
    intercept: bool = True
    weights: Array | None = None
    days: NDArray[np.int64] | None = None
    errors: str = "classical"
    clusters: NDArray[np.int64] | None = None
    stored: dict[str, Any] = field(default_factory=dict)
    stored_label: Any = None
    features: list[str] = field(default_factory=list)
    settings: dict[str, str] = field(default_factory=dict)

    @property
    def terms(self) -> list[str]:
        """The features as configured, in the order of `x`."""
        return self.features or [f"x{k}" for k in range(1, self.x.shape[1] + 1)]

    @property
    def columns(self) -> dict[str, Any]:
        """What is stored of the terms."""
        return self.stored or dict(zip(self.terms, self.x.T, strict=True))

    @property
    def is_exact(self) -> bool:
        """Whether the product solves it in exact arithmetic, as it does unless told otherwise."""
        return self.settings.get("training.precision", "exact") == "exact"

    def matrix(self) -> Array:
        """A column for each coefficient, the constant first where there is one."""
        return np.column_stack([np.ones(len(self.y)), self.x]) if self.intercept else self.x


def _random(name: str) -> np.random.Generator:
    return np.random.default_rng([SEED, *name.encode()])


def _gaussian(name: str, terms: int) -> tuple[Array, Array]:
    random = _random(name)
    x = random.normal(size=(ROWS, terms))
    return x, 1 + x @ np.linspace(-2, 2, terms) + random.normal(size=ROWS)


def _plain() -> Design:
    x, y = _gaussian("plain", 6)
    return Design(x, y, days=np.arange(ROWS) % 23)


def _double() -> Design:
    x, y = _gaussian("double", 6)
    return Design(x, y, days=np.arange(ROWS) // 16, settings=DOUBLE)


def _weighted() -> Design:
    x, y = _gaussian("weighted", 4)
    weights = _random("weights").integers(1, 20, size=ROWS) / np.float64(4)
    return Design(x, y, weights=weights, days=np.arange(ROWS) % 19)


def _through_origin() -> Design:
    x, y = _gaussian("through-origin", 5)
    return Design(x, y, intercept=False, settings={"training.intercept": "false"})


def _decimals() -> Design:
    random = _random("decimals")
    x = np.column_stack(
        [
            random.integers(0, 1000, ROWS),
            random.integers(0, 2, ROWS),
            np.round(random.uniform(0, 100, ROWS), 2),
            np.round(random.normal(50, 10, ROWS), 1),
        ]
    )
    return Design(x, np.round(x @ [0.5, -3, 2, 0.1] + random.normal(size=ROWS), 2))


def _scales() -> Design:
    x, y = _gaussian("scales", 7)
    return Design(x * 10.0 ** np.arange(-12, 13, 4), y)


def _powers_of_two() -> Design:
    x, y = _gaussian("powers-of-two", 4)
    return Design(np.ldexp(x, np.array([-300, -7, 7, 300])), y)


def _large_means(settings: dict[str, str]) -> Design:
    x, y = _gaussian("large-means", 4)
    return Design(x + 10.0 ** np.arange(5, 9), y, digits=None, settings=settings)


def _nearly_collinear() -> Design:
    x, _ = _gaussian("nearly-collinear", 5)
    x[:, 4] = x[:, :4].sum(axis=1) + 1e-10 * x[:, 4]
    return Design(x, x.sum(axis=1) + _random("noise").normal(size=ROWS), digits=None)


def _heteroskedastic(errors: str) -> Design:
    x, y = _gaussian(errors, 4)
    uneven = np.exp(x[:, 0]) * _random("uneven").normal(size=ROWS)
    return Design(x, y + uneven, errors=errors)


def _clustered() -> Design:
    x, y = _gaussian("cluster", 4)
    clusters = _random("clusters").integers(0, 37, ROWS)
    return Design(x, y + np.sin(clusters), errors="cluster", clusters=clusters)


def _mixed() -> Design:
    """A category, a number with gaps and their indicator, and a logarithm."""
    random = _random("mixed")
    side = np.array(["east", "north", "south", "west"])[random.integers(0, 4, ROWS)]
    area, price = random.normal(5, 2, ROWS), random.uniform(1, 9, ROWS)
    gone = random.random(ROWS) < 0.15
    known = np.where(gone, area[~gone].mean(), area)
    levels = [side == level for level in ("north", "south", "west")]
    x = np.column_stack([known, gone, np.log(price), *levels])
    y = x @ [0.5, 1, -1, 0.25, 2, 0] + random.normal(size=ROWS)
    return Design(
        x,
        y,
        stored={"area": pa.array(area, mask=gone), "price": price, "side": side},
        features=[
            "{ column = area, missing = impute, indicator = true }",
            "{ column = price, kind = log }",
            "{ column = side, kind = category }",
        ],
    )


def _penalised(l1_ratio: float, *, weighted: bool = False) -> Design:
    """Columns of unequal spread, two of which say nothing of the label."""
    x, y = _gaussian("penalised", 6)
    random = _random("penalised weights")
    return Design(
        np.column_stack([x * [1, 10, 0.1, 1, 5, 1] + 3, random.normal(size=(ROWS, 2))]),
        y + 0.5 * x[:, 0] * random.normal(size=ROWS),
        weights=random.integers(1, 20, size=ROWS) / np.float64(4) if weighted else None,
        settings={"training.penalty.lambda": "0.4", "training.penalty.l1-ratio": f"{l1_ratio}"},
    )


def _cross_validated() -> Design:
    """A lasso whose strength the folds choose; its rows have a number that decides their fold."""
    x, y = _gaussian("cross-validated", 8)
    y = y + 10 * _random("cross-validated noise").normal(size=ROWS)
    names = [f"x{k}" for k in range(1, x.shape[1] + 1)]
    return Design(
        x,
        y,
        stored=dict(zip(names, x.T, strict=True)) | {"id": np.arange(ROWS)},
        features=names,
        settings={
            "data.key": "[id]",
            "split.folds": f"{FOLDS}",
            "training.standardize": "false",
            "training.penalty.lambda": f"[{', '.join(map(str, LAMBDAS))}]",
            "training.penalty.l1-ratio": "1",
        },
    )


# What scikit-learn has a penalty for.
PENALISED: dict[str, Callable[[], Design]] = {
    "ridge": lambda: _penalised(0),
    "elastic-net": lambda: _penalised(0.4),
    "elastic-net-weighted": lambda: _penalised(0.4, weighted=True),
    "lasso": lambda: _penalised(1),
    "lasso-cross-validated": _cross_validated,
}

SEEDED: dict[str, Callable[[], Design]] = {
    "plain": _plain,
    "double": _double,
    "weighted": _weighted,
    "through-origin": _through_origin,
    "decimals": _decimals,
    "scales": _scales,
    "powers-of-two": _powers_of_two,
    "large-means": lambda: _large_means({}),
    "large-means-double": lambda: _large_means(DOUBLE),
    "nearly-collinear": _nearly_collinear,
    "hc0": lambda: _heteroskedastic("hc0"),
    "hc1": lambda: _heteroskedastic("hc1"),
    "hc2": lambda: _heteroskedastic("hc2"),
    "hc3": lambda: _heteroskedastic("hc3"),
    "cluster": _clustered,
    "mixed": _mixed,
}
