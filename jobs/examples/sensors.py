"""Distance sensors of a fleet against a reference rig: by how much each reading is off, in mm.

error = reference − reading is linear in the terms of TRUTH, and of offset and warmth of each
device, with normal noise of deviation NOISE. On SLIPPED_ON a bracket gives way and every reading
of the device SLIPPED is SLIP off; from FROST_ON on it is colder than on any day before.
"""

import datetime

import numpy as np
import pyarrow as pa

SEED = 2026
FIRST_DAY = datetime.date(2026, 1, 1)
DAYS = 36
DEVICES = 24
READINGS = 300  # of a device on a day
NOISE = 6.0
SLIPPED, SLIP, SLIPPED_ON = "d07", 60.0, datetime.date(2026, 2, 1)
FROST_ON = datetime.date(2026, 2, 3)

NAMES = [f"d{number:02}" for number in range(1, DEVICES + 1)]
TRUTH = {"reading": 1.8, "(temperature - 15)^2": 0.012, "voltage": -4.0}
INTERCEPT = 55.0


def devices(random: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """The offset of each, in mm, and how it changes with temperature, in mm/K."""
    return random.normal(0, 25, DEVICES), random.normal(-0.6, 0.15, DEVICES)


def truth() -> dict[str, float]:
    """The coefficient of each term before the slip; the first device is the reference."""
    offset, warmth = devices(np.random.default_rng(SEED))
    terms = {"(intercept)": INTERCEPT + offset[0], **TRUTH, "temperature": warmth[0]}
    for k, name in enumerate(NAMES[1:], start=1):
        terms[f"device={name}"] = offset[k] - offset[0]
        terms[f"device={name}:temperature"] = warmth[k] - warmth[0]
    return terms


def tables() -> dict[str, pa.Table]:
    """What the sensors read, and what the rig said a day later."""
    random = np.random.default_rng(SEED)
    offset, warmth = devices(random)
    count = DAYS * DEVICES * READINGS
    number = np.arange(count)
    device = number // READINGS % DEVICES
    dates = np.datetime64(FIRST_DAY) + number // (DEVICES * READINGS)
    frost = dates >= np.datetime64(FROST_ON)
    reading = np.round(random.uniform(0.5, 30, count), 3)
    temperature = np.round(random.normal(12, 6, count) - 25 * frost, 1)
    voltage = np.round(random.normal(12.4, 0.3, count), 2)
    slipped = (device == NAMES.index(SLIPPED)) & (dates >= np.datetime64(SLIPPED_ON))
    error = (
        (INTERCEPT + offset[device] + warmth[device] * temperature)
        + TRUTH["reading"] * reading
        + TRUTH["(temperature - 15)^2"] * (temperature - 15) ** 2
        + TRUTH["voltage"] * voltage
        + SLIP * slipped
        + random.normal(0, NOISE, count)
    )
    keys = {"reading_id": pa.array(number + 1)}
    error = pa.array(np.round(error, 2))
    read = {
        "day": pa.array(dates),
        "device": pa.array(np.array(NAMES)[device]),
        "reading": pa.array(reading),
        "temperature": pa.array(temperature),
        "voltage": pa.array(voltage),
        "error": error,
    }
    rig = {"measured_on": pa.array(dates + 1), "error": error}
    return {"readings": pa.table(keys | read), "rig": pa.table(keys | rig)}
