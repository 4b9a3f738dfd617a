"""Flats that were sold and flats on offer, in a town of four districts; prices in euros.

log(price) is linear in the terms of TRUTH with normal noise of deviation NOISE. One year of
construction in ten is not known. Sellers ask 4 % too much on average, one in forty far too much.
"""

import datetime

import numpy as np
import pyarrow as pa

SEED = 2026
FIRST_DAY = datetime.date(2026, 1, 1)
DAYS = 90
SALES_A_DAY = 60
OFFERS_A_DAY = 25
NOISE = 0.11

DISTRICTS = {"centre": 0.0, "harbour": 0.09, "north": -0.21, "station": -0.12}
CONDITIONS = {"good": 0.0, "new": 0.13, "to renovate": -0.17}
TRUTH = (
    {"(intercept)": 8.9, "log(area)": 0.87, "floor": 0.012, "lift": 0.045, "age": -0.0025}
    | {f"district={name}": effect for name, effect in list(DISTRICTS.items())[1:]}
    | {f"condition={name}": effect for name, effect in list(CONDITIONS.items())[1:]}
)


def tables() -> dict[str, pa.Table]:
    random = np.random.default_rng(SEED)
    sales, price = _flats(random, SALES_A_DAY, "sale_id", "sold_on")
    offers, fair = _flats(random, OFFERS_A_DAY, "offer_id", "listed_on")
    asked = fair * np.exp(random.normal(0.04, 0.07, len(fair)))
    asked *= np.where(random.random(len(fair)) < 1 / 40, 1.35, 1)
    return {
        "sales": sales.append_column("price", pa.array(np.rint(price))),
        "offers": offers.append_column("asked", pa.array(np.rint(asked))),
    }


def _flats(
    random: np.random.Generator, a_day: int, key: str, day: str
) -> tuple[pa.Table, np.ndarray]:
    """Flats of all days, and the price of each."""
    count = DAYS * a_day
    area = np.rint(np.exp(random.normal(4.2, 0.35, count)))
    floor = random.integers(0, 7, count)
    lift = random.random(count) < np.where(floor > 3, 0.7, 0.3)
    age = random.integers(0, 121, count).astype(float)
    district = random.choice(list(DISTRICTS), count, p=[0.35, 0.15, 0.3, 0.2])
    condition = random.choice(list(CONDITIONS), count, p=[0.7, 0.12, 0.18])
    logarithm = (
        TRUTH["(intercept)"]
        + TRUTH["log(area)"] * np.log(area)
        + TRUTH["floor"] * floor
        + TRUTH["lift"] * lift
        + TRUTH["age"] * age
        + np.vectorize(DISTRICTS.get)(district)
        + np.vectorize(CONDITIONS.get)(condition)
        + random.normal(0, NOISE, count)
    )
    known = random.random(count) >= 0.1
    columns = {
        key: pa.array(np.arange(1, count + 1)),
        day: pa.array([FIRST_DAY + datetime.timedelta(int(n) // a_day) for n in range(count)]),
        "area": pa.array(area),
        "floor": pa.array(floor),
        "lift": pa.array(lift),
        "age": pa.array(age, mask=~known),
        "district": pa.array(district),
        "condition": pa.array(condition),
    }
    return pa.table(columns), np.exp(logarithm)
