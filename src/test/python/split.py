"""Holdout and folds outside Spark: xxhash64 with seed 42 as Spark SQL defines it, and the rule.

docs/file-formats.md states the rule; keys are bigint or text.
"""

Key = int | str

SEED = 42
_WORD = 0xFFFF_FFFF_FFFF_FFFF
_P1 = 0x9E37_79B1_85EB_CA87
_P2 = 0xC2B2_AE3D_27D4_EB4F
_P3 = 0x1656_67B1_9E37_79F9
_P4 = 0x85EB_CA77_C2B2_AE63
_P5 = 0x27D4_EB2F_1656_67C5


def xxhash64(*keys: Key) -> int:
    """The unsigned 64 bits; each key's hash is the next one's seed."""
    digest = SEED
    for key in keys:
        data = key.encode() if isinstance(key, str) else (key & _WORD).to_bytes(8, "little")
        digest = _hash(data, digest)
    return digest


def is_held_out(digest: int, holdout: float) -> bool:
    """Whether a row with this hash of its key is in the holdout."""
    return (digest >> 32) < holdout * 2**32


def fold(digest: int, holdout: float, folds: int) -> int:
    """0 for the holdout, else 1 to `folds`."""
    return 0 if is_held_out(digest, holdout) else (digest & 0xFFFF_FFFF) % folds + 1


def _hash(data: bytes, seed: int) -> int:
    rest = data
    if len(data) >= 32:
        lanes = [seed + _P1 + _P2, seed + _P2, seed, seed - _P1]
        while len(rest) >= 32:
            lanes = [_round(lane, rest[8 * k :]) for k, lane in enumerate(lanes)]
            rest = rest[32:]
        digest = sum(_rotate(lane, by) for lane, by in zip(lanes, (1, 7, 12, 18), strict=True))
        for lane in lanes:
            digest = ((digest ^ _round(0, lane.to_bytes(8, "little"))) * _P1 + _P4) & _WORD
    else:
        digest = seed + _P5
    digest += len(data)
    while len(rest) >= 8:
        digest = (_rotate(digest ^ _round(0, rest), 27) * _P1 + _P4) & _WORD
        rest = rest[8:]
    if len(rest) >= 4:
        digest ^= int.from_bytes(rest[:4], "little") * _P1
        digest = (_rotate(digest, 23) * _P2 + _P3) & _WORD
        rest = rest[4:]
    for byte in rest:
        digest = (_rotate(digest ^ (byte * _P5), 11) * _P1) & _WORD
    return _avalanche(digest & _WORD)


def _round(lane: int, data: bytes) -> int:
    mixed = lane + int.from_bytes(data[:8], "little") * _P2
    return (_rotate(mixed, 31) * _P1) & _WORD


def _rotate(value: int, by: int) -> int:
    word = value & _WORD
    return ((word << by) | (word >> (64 - by))) & _WORD


def _avalanche(digest: int) -> int:
    digest = ((digest ^ (digest >> 33)) * _P2) & _WORD
    digest = ((digest ^ (digest >> 29)) * _P3) & _WORD
    return digest ^ (digest >> 32)
