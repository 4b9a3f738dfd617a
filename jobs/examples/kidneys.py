"""Kidneys of few patients: the filtration rate that was measured, and what blood tells of it.

log(rate) is linear in the terms of TRUTH with normal noise of deviation NOISE; rates are in ml/min
per 1.73 m² of skin, creatinine in mg/dl, cystatin C in mg/l. No real person's data.
"""

import numpy as np
import pyarrow as pa

SEED = 2026
STUDIED = 150
REFERRED = 60
NOISE = 0.14
TRUTH = {
    "(intercept)": 4.66, "log(creatinine)": -0.5, "log(cystatin)": -0.55, "age": -0.005,
    "sex=male": 0.09,
}  # fmt: skip


def tables() -> dict[str, pa.Table]:
    random = np.random.default_rng(SEED)
    studied, rate = _patients(random, STUDIED)
    referred, later = _patients(random, REFERRED)
    measured = {"patient_id": referred["patient_id"], "rate": pa.array(later)}
    return {
        "study": studied.append_column("rate", pa.array(rate)),
        "referred": referred,
        "measured": pa.table(measured),
    }


def _patients(random: np.random.Generator, count: int) -> tuple[pa.Table, np.ndarray]:
    """Patients and the rate of each."""
    age = random.integers(20, 81, count)
    sex = random.choice(["female", "male"], count)
    illness = random.gamma(1.2, 0.35, count) - 0.15  # raises both markers
    muscle = 0.15 * (sex == "male")
    creatinine = np.round(np.exp(illness + muscle + random.normal(0, 0.12, count)), 2)
    cystatin = np.round(np.exp(illness + random.normal(0, 0.12, count)), 2)
    logarithm = (
        TRUTH["(intercept)"]
        + TRUTH["log(creatinine)"] * np.log(creatinine)
        + TRUTH["log(cystatin)"] * np.log(cystatin)
        + TRUTH["age"] * age
        + TRUTH["sex=male"] * (sex == "male")
        + random.normal(0, NOISE, count)
    )
    columns = {
        "patient_id": pa.array(np.arange(1, count + 1)),
        "creatinine": pa.array(creatinine),
        "cystatin": pa.array(cystatin),
        "age": pa.array(age),
        "sex": pa.array(sex),
    }
    return pa.table(columns), np.round(np.exp(logarithm), 1)
