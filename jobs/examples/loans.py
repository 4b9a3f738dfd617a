"""Loans that were granted, and applications whose losses became known later.

A loan's loss in its first 90 days, in euros per thousand lent, has a mean that is linear in the
terms of TRUTH and the applicant's sex, and a gamma distribution about it: most lose little, a few
much. Applicants below 30 often have no score of a credit bureau. Sex and age are in no term.
"""

import datetime

import numpy as np
import pyarrow as pa

SEED = 2026
FIRST_DAY = datetime.date(2025, 10, 1)
DAYS = 180
LOANS_A_DAY = 60
APPLICATIONS = 4000
KNOWN_AFTER = 90  # days
SHAPE = 3.0  # of the gamma distribution

PURPOSES = {"car": 0.0, "home": -4.0, "other": 5.0}
TRUTH = {
    "(intercept)": 8.0, "loan_to_value": 0.22, "debt_to_income": 0.3, "arrears": 6.0,
    "bureau_score": -2.5, "bureau_score=(missing)": 3.0, "purpose=home": -4.0, "purpose=other": 5.0,
}  # fmt: skip
MEN_LOSE = 1.5  # more than the terms say, and women as much less


def tables() -> dict[str, pa.Table]:
    random = np.random.default_rng(SEED)
    count = DAYS * LOANS_A_DAY
    number = np.arange(count)
    granted, loss = _loans(random, count, "loan_id")
    day = number // LOANS_A_DAY
    granted = granted.append_column("granted_on", pa.array(np.datetime64(FIRST_DAY) + day))
    too_young = day >= DAYS - KNOWN_AFTER
    granted = granted.append_column("loss", pa.array(loss, mask=too_young))
    asked, lost = _loans(random, APPLICATIONS, "application_id")
    outcomes = {"application_id": asked["application_id"], "loss": pa.array(lost)}
    return {"loans": granted, "applications": asked, "outcomes": pa.table(outcomes)}


def _loans(random: np.random.Generator, count: int, key: str) -> tuple[pa.Table, np.ndarray]:
    """Loans and the loss of each."""
    sex = random.choice(["f", "m"], count, p=[0.46, 0.54])
    age = np.rint(random.triangular(18, 35, 80, count))
    value = np.rint(random.uniform(30, 100, count))
    debt = np.round(random.gamma(6, 4, count), 1)
    arrears = random.poisson(0.4, count)
    score = np.round(random.normal(0, 1, count), 2)
    thin = random.random(count) < np.where(age < 30, 0.45, 0.06)
    purpose = random.choice(list(PURPOSES), count, p=[0.4, 0.35, 0.25])
    mean = (
        TRUTH["(intercept)"]
        + TRUTH["loan_to_value"] * value
        + TRUTH["debt_to_income"] * debt
        + TRUTH["arrears"] * arrears
        + np.where(thin, TRUTH["bureau_score=(missing)"], TRUTH["bureau_score"] * score)
        + np.vectorize(PURPOSES.get)(purpose)
        + np.where(sex == "m", MEN_LOSE, -MEN_LOSE)
    )
    loss = np.round(np.maximum(mean, 1) * random.gamma(SHAPE, 1 / SHAPE, count), 2)
    columns = {
        key: pa.array(np.arange(1, count + 1)),
        "loan_to_value": pa.array(value),
        "debt_to_income": pa.array(debt),
        "arrears": pa.array(arrears),
        "bureau_score": pa.array(score, mask=thin),
        "purpose": pa.array(purpose),
        "sex": pa.array(sex),
        "age_group": pa.array(np.select([age < 30, age < 60], ["18-29", "30-59"], "60-80")),
    }
    return pa.table(columns), loss
