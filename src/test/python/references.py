"""The same fits by other libraries. A library that gains a penalty here needs one function more."""

from dataclasses import dataclass

import bitrep
import numpy as np
import statsmodels.api as sm
from numpy.typing import NDArray
from sklearn.linear_model import LinearRegression
from statsmodels.regression.linear_model import RegressionResults

from designs import Array, Design


@dataclass(frozen=True)
class Errors:
    """Standard errors and what follows from them, of each coefficient."""

    standard_error: Array
    t: Array
    p_value: Array
    lower: Array
    upper: Array


@dataclass(frozen=True)
class Inference:
    """What statsmodels says of a fit; `clustered` by day where the design has days."""

    coefficients: Array
    errors: Errors
    clustered: Errors | None
    fit: dict[str, float]


def statsmodels(design: Design) -> Inference:
    """Of columns scaled by powers of two: no digit changes, and no column looks like zero."""
    weights = 1.0 if design.weights is None else design.weights
    scales = _scales(design.matrix())
    problem = sm.WLS(design.y, design.matrix() * scales, weights=weights)
    fit = problem.fit(method="qr")
    clustered = None if design.days is None else _errors(_clustered(problem, design.days), scales)
    return Inference(
        fit.params * scales,
        _errors(_robust(problem, design), scales),
        clustered,
        {
            "rows": fit.nobs,
            "degrees-of-freedom": fit.df_resid,
            "residual-standard-error": np.sqrt(fit.scale),
            "r2": fit.rsquared,
            "adjusted-r2": fit.rsquared_adj,
            "f-statistic": fit.fvalue,
            "f-p-value": fit.f_pvalue,
        },
    )


def _robust(problem: sm.WLS, design: Design) -> RegressionResults:
    """With the errors that the design asks for."""
    if design.clusters is not None:
        return _clustered(problem, design.clusters)
    if design.errors == "classical":
        return problem.fit(method="qr")
    return problem.fit(method="qr", cov_type=design.errors.upper(), use_t=True)


def _clustered(problem: sm.WLS, groups: NDArray[np.int64]) -> RegressionResults:
    corrected = {"groups": groups, "use_correction": True, "df_correction": True}
    return problem.fit(method="qr", cov_type="cluster", cov_kwds=corrected, use_t=True)


def scikit_learn(design: Design) -> Array:
    """Coefficients, the intercept first where there is one; of scaled columns, as above."""
    scales = _scales(design.x)
    fit = LinearRegression(fit_intercept=design.intercept)
    fit.fit(design.x * scales, design.y, sample_weight=design.weights)
    slopes: Array = fit.coef_ * scales
    return np.concatenate([[fit.intercept_], slopes]) if design.intercept else slopes


def exact(design: Design) -> Array:
    """By bitrep, in integers: each coefficient rounded once. No weights, always an intercept."""
    moments = bitrep.CovMatrixF64(design.x.shape[1])
    for row, label in zip(design.x.tolist(), design.y.tolist(), strict=True):
        moments.add(row, label)
    return np.array(moments.regression_exact())


def _scales(columns: Array) -> Array:
    """A power of two for each column, whose product with it is about 1."""
    scales: Array = np.exp2(-np.round(np.log2(np.abs(columns).max(axis=0))))
    return scales


def _errors(fit: RegressionResults, scales: Array) -> Errors:
    lower, upper = fit.conf_int(0.05).T * scales
    return Errors(fit.bse * scales, fit.tvalues, fit.pvalues, lower, upper)
