"""Penalties beside those of scikit-learn, by the objective that the report states."""

import numpy as np
import pytest

import references
import split
from designs import FOLDS, LAMBDAS, PENALISED, ROWS, Array
from digits import common_digits
from fits import ELASTIC_NET, Fit

LEAST = 10
FIXED = [name for name in PENALISED if name != "lasso-cross-validated"]


@pytest.mark.parametrize("name", FIXED)
def test_coefficients_agree(penalised: dict[str, Fit], name: str) -> None:
    _assert_agrees_with_scikit_learn(penalised[name])


def test_samples_elastic_net_agrees(fitted: dict[str, Fit]) -> None:
    _assert_agrees_with_scikit_learn(fitted[ELASTIC_NET])


def test_lasso_leaves_out_what_says_nothing(penalised: dict[str, Fit]) -> None:
    assert 0 in penalised["lasso"].column("value")
    assert 0 not in penalised["ridge"].column("value")


def test_folds_choose_what_scikit_learn_chooses(penalised: dict[str, Fit]) -> None:
    fit = penalised["lasso-cross-validated"]
    folds = [split.fold(split.xxhash64(row), 0, FOLDS) for row in range(ROWS)]
    theirs = references.cross_validated_lasso(fit.design, folds, LAMBDAS)
    curve = fit.training["cross-validation"]
    assert curve["chosen"]["lambda"] == theirs.chosen
    assert LAMBDAS[0] > theirs.chosen > LAMBDAS[-1], "the choice lies inside of the grid"
    errors = {point["lambda"]: point["mean-error"] for point in curve["points"]}
    assert errors.keys() == theirs.errors.keys()
    ours = np.array(list(errors.values()))
    agreed = common_digits(np.array([theirs.errors[strength] for strength in errors]), ours)
    assert agreed >= LEAST, f"mean errors agree to {agreed:.1f} digits"
    _assert_coefficients_agree(fit, theirs.coefficients)


def _assert_agrees_with_scikit_learn(fit: Fit) -> None:
    objective = fit.model["objective"]
    theirs = references.penalised(fit.design, objective["lambda"], objective["l1-ratio"])
    _assert_coefficients_agree(fit, theirs)


def _assert_coefficients_agree(fit: Fit, theirs: Array) -> None:
    ours = fit.column("value")
    agreed = common_digits(theirs, ours, np.full(len(ours), 1e-6 * np.abs(ours).max()))
    assert agreed >= LEAST, f"coefficients agree to {agreed:.1f} digits: {ours}, {theirs}"
