"""Our fits beside those of statsmodels, scikit-learn and bitrep, on the same rows."""

from collections.abc import Callable

import numpy as np
import pytest

import references
from datasets import REAL
from designs import SEEDED, Array, Design
from digits import common_digits
from fits import LEAST_SQUARES, Fit
from references import Errors

DESIGNS = SEEDED | REAL
FITS = [LEAST_SQUARES, *DESIGNS]
BEYOND_DOUBLE = {name for name, design in DESIGNS.items() if design().digits is None}
IN_DOUBLE = [name for name in FITS if name not in BEYOND_DOUBLE]
# bitrep has no weights, always an intercept, and takes an imputed mean only as a double.
NOT_BITREPS = {"weighted", "through-origin", "mixed", "iris", "fertility"}
BITREPS = [name for name in FITS if name not in NOT_BITREPS]
# With a category, and errors that tell of all its levels together.
CATEGORIES = ["mixed", "grunfeld", "grunfeld-hc3", "grunfeld-by-year", "iris"]
PLAIN = [name for name in IN_DOUBLE if name in REAL and DESIGNS[name]().weights is None]

LIBRARIES: dict[str, Callable[[Design], Array]] = {
    "statsmodels": lambda design: references.statsmodels(design).coefficients,
    "scikit-learn": references.scikit_learn,
}


@pytest.mark.parametrize("library", LIBRARIES)
@pytest.mark.parametrize("name", IN_DOUBLE)
def test_coefficients_agree(fitted: dict[str, Fit], name: str, library: str) -> None:
    fit = fitted[name]
    scale = 1e-6 * fit.column("standard-error")
    theirs = LIBRARIES[library](fit.design)
    assert common_digits(theirs, fit.column("value"), scale) >= _digits(fit)


@pytest.mark.parametrize("name", BITREPS)
def test_coefficients_are_bitreps(fitted: dict[str, Fit], name: str) -> None:
    fit = fitted[name]
    ours, theirs = fit.column("value"), references.exact(fit.design)
    if fit.design.is_exact:
        assert ours.tolist() == theirs.tolist()
    else:
        assert common_digits(ours, theirs, 1e-6 * fit.column("standard-error")) >= 6
        assert common_digits(ours, theirs) >= fit.model["certificate"]["arithmetic-digits"]


@pytest.mark.parametrize("name", IN_DOUBLE)
def test_inference_agrees(fitted: dict[str, Fit], name: str) -> None:
    fit = fitted[name]
    expected = references.statsmodels(fit.design)
    _assert_errors_agree(fit.column, expected.errors, _digits(fit))
    for key, value in expected.fit.items():
        if key.startswith("f-") and fit.design.errors != "classical":
            continue  # Ours is a Wald test by the errors asked for, theirs is classical.
        assert fit.model["fit"][key] == pytest.approx(value, rel=1e-9), key


@pytest.mark.parametrize("name", IN_DOUBLE)
def test_clustered_inference_agrees(fitted: dict[str, Fit], name: str) -> None:
    fit = fitted[name]
    expected = references.statsmodels(fit.design).clustered
    if expected is None:
        assert all("clustered" not in c for c in fit.model["coefficients"])
    else:
        _assert_errors_agree(fit.clustered, expected, _digits(fit))


@pytest.mark.parametrize("name", CATEGORIES)
def test_joint_tests_of_levels_agree(fitted: dict[str, Fit], name: str) -> None:
    fit = fitted[name]
    form = "classical" if fit.design.errors == "classical" else "from-rows"
    for joint in fit.model["joint-tests"]:
        levels = [c["columns"] == [joint["name"]] for c in fit.model["coefficients"]]
        f, p_value = references.joint_test(fit.design, np.array(levels))
        assert joint["degrees-of-freedom"] == sum(levels)
        assert joint[form]["f"] == pytest.approx(f, rel=1e-9)
        assert joint[form]["p-value"] == pytest.approx(p_value, rel=1e-6)


@pytest.mark.parametrize("name", PLAIN)
def test_inflation_of_variances_agrees(fitted: dict[str, Fit], name: str) -> None:
    fit = fitted[name]
    column = 0
    for inflation in fit.training["collinearity"]["inflation"]:
        columns = range(column, column + inflation["degrees-of-freedom"])
        expected = references.inflation(fit.design, list(columns))
        assert inflation["factor"] == pytest.approx(expected, rel=1e-9), inflation["name"]
        column = columns.stop
    assert column == fit.design.x.shape[1]


def _digits(fit: Fit) -> int:
    assert fit.design.digits is not None
    return fit.design.digits


def _assert_errors_agree(ours: Callable[[str], Array], expected: Errors, digits: int) -> None:
    standard_error, t, p_value = (ours(key) for key in ("standard-error", "t", "p-value"))
    assert common_digits(expected.standard_error, standard_error) >= digits - 1
    assert common_digits(expected.t, t, np.full(len(t), 1e-3)) >= digits - 1
    for bound in ("lower", "upper"):
        # Records keep ten digits of bounds and of p values.
        assert common_digits(getattr(expected, bound), ours(bound), standard_error) >= 8, bound
    # A p value loses the digits of t²: compared where it is not in the far tail.
    near = expected.p_value > 1e-100
    assert common_digits(expected.p_value[near], p_value[near]) >= digits - 4
    assert np.all(p_value[~near] < 1e-99)
