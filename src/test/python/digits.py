"""How many decimal digits of numbers agree."""

import numpy as np

from designs import Array

MOST = 16.0


def common_digits(value: Array, reference: Array, scale: Array | None = None) -> float:
    """The fewest over the numbers: −log10 of their error relative to the reference.

    Where a reference is below its scale the error is relative to the scale.
    """
    size = np.maximum(np.abs(reference), 0 if scale is None else scale)
    with np.errstate(divide="ignore", invalid="ignore"):
        digits = -np.log10(np.abs(value - reference) / size)
    return float(np.min(np.where(value == reference, MOST, np.minimum(digits, MOST))))
