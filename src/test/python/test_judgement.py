"""The judgement on held-out rows, beside scikit-learn's measures of the same rows."""

import numpy as np
import pytest
from sklearn import metrics

from fits import SALES, held_out
from product import Record
from quickstart import Published

EVALUATION_DAYS = 7


@pytest.mark.parametrize("name", SALES)
@pytest.mark.parametrize("contender", ["challenger", "champion"])
def test_measures_agree(product: Published, name: str, contender: str) -> None:
    result = product.results_of(name)[-1]
    judged = product.model(name) if contender == "challenger" else product.champion(name)
    rows = held_out(product, product.model(name), judged)
    y, predicted = rows.y, rows.matrix() @ _coefficients(judged)
    assert rows.days is not None
    recent = rows.days > rows.days.max() - EVALUATION_DAYS

    measured = result["metrics"][contender]
    assert (measured["rows"], measured["mae-rows"]) == (len(y), recent.sum())
    mse = metrics.mean_squared_error(y, predicted)
    expected = {
        "mse": mse,
        "rmse": np.sqrt(mse),
        "r2": metrics.r2_score(y, predicted),
        "bias": np.mean(predicted - y),
        "mae": metrics.mean_absolute_error(y[recent], predicted[recent]),
    }
    assert {key: measured[key] for key in expected} == pytest.approx(expected, rel=1e-9)


def _coefficients(model: Record) -> list[float]:
    return [coefficient["value"] for coefficient in model["coefficients"]]
