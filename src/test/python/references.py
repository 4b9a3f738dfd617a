"""The same fits by other libraries."""

from dataclasses import dataclass

import bitrep
import numpy as np
import statsmodels.api as sm
from numpy.typing import NDArray
from sklearn.linear_model import ElasticNet, ElasticNetCV, LinearRegression, Ridge
from sklearn.model_selection import PredefinedSplit
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


def joint_test(design: Design, chosen: NDArray[np.bool_]) -> tuple[float, float]:
    """F and p that all chosen coefficients are 0, by the errors that the design asks for."""
    weights = 1.0 if design.weights is None else design.weights
    fit = _robust(sm.WLS(design.y, design.matrix(), weights=weights), design)
    test = fit.f_test(np.eye(len(chosen))[chosen])
    return float(test.fvalue), float(test.pvalue)


def inflation(design: Design, columns: list[int]) -> float:
    """The variance inflation of columns together (Fox and Monette 1992); of one, the usual."""
    correlations = np.corrcoef(design.x, rowvar=False)
    others = [k for k in range(design.x.shape[1]) if k not in columns]
    parts = [np.linalg.det(correlations[np.ix_(part, part)]) for part in (columns, others)]
    return float(parts[0] * parts[1] / np.linalg.det(correlations))


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


def penalised(design: Design, strength: float, l1_ratio: float) -> Array:
    """Of standardised columns, by scikit-learn, the intercept first.

    Its penalty of squares has no spread of the label in it, and is summed over rows in `Ridge`.
    """
    w = np.ones(len(design.y)) if design.weights is None else design.weights
    mean = np.average(design.x, axis=0, weights=w)
    spread = np.sqrt(np.average((design.x - mean) ** 2, axis=0, weights=w))
    label_mean = np.average(design.y, weights=w)
    label_spread = np.sqrt(np.average((design.y - label_mean) ** 2, weights=w))
    absolute, square = strength * l1_ratio, strength * (1 - l1_ratio) / label_spread
    total = absolute + square
    if absolute == 0:
        fit = Ridge(alpha=w.sum() * square)
    else:
        fit = ElasticNet(alpha=total, l1_ratio=absolute / total, tol=1e-14, max_iter=100_000)
    fit.fit((design.x - mean) / spread, design.y, sample_weight=w)
    slopes: Array = fit.coef_ / spread
    return np.concatenate([[fit.intercept_ - mean @ slopes], slopes])


@dataclass(frozen=True)
class Lassos:
    """The strength that folds choose, the mean squared error of each, and the coefficients."""

    chosen: float
    errors: dict[float, float]
    coefficients: Array


def cross_validated_lasso(design: Design, folds: list[int], strengths: list[float]) -> Lassos:
    """Over given folds by scikit-learn, columns as they are; every row counts once in an error."""
    split = PredefinedSplit(folds)
    fit = ElasticNetCV(l1_ratio=1, alphas=strengths, cv=split, tol=1e-14, max_iter=100_000)
    fit.fit(design.x, design.y)
    _, rows = np.unique(folds, return_counts=True)
    errors = np.average(fit.mse_path_, axis=1, weights=rows)
    return Lassos(
        fit.alpha_,
        dict(zip(fit.alphas_.tolist(), errors.tolist(), strict=True)),
        np.concatenate([[fit.intercept_], fit.coef_]),
    )


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
