"""K-norm gains with the mean, standard deviation and maximum of the published Qwen3-0.6B.

RoPE mixes element i of a head with element i + half. If the two gains of such a pair differ much, so do the two terms of
a rotated score, although the Q-norm gains start at the reciprocals. The gains therefore lie in pairs of near equals. The
peak has no equal. It lies in a pair that hardly rotates over the whole context.
"""

from statistics import NormalDist

import numpy as np

# (mean, standard deviation, maximum) of layers 0, 1 and 2.
PUBLISHED = [(3.56, 9.13, 96.5), (2.34, 3.98, 44.5), (2.47, 3.94, 44.0)]
PARTNERS = [40.0, 12.0, 12.0]  # the other gain in the maximum's pair: as large as the standard deviation allows
PEAK_PAIR = 60  # of 64: rotates by 1e6^(-60/64) = 2.4e-6 rad per token
TOLERANCE = 0.02
SEED = 3


def statistics(gains: np.ndarray) -> tuple[float, float, float]:
    gains = gains.astype(np.float64)
    return gains.mean(), gains.std(), gains.max()


def others(count: int, mean: float, square: float) -> np.ndarray:
    """`count` sorted log-normal quantiles with that mean and mean square, found by bisection on their spread."""
    quantiles = np.array([NormalDist().inv_cdf((i + 0.5) / count) for i in range(count)])
    low, high = 0.0, 4.0
    for _ in range(100):
        middle = (low + high) / 2
        values = np.exp(middle * quantiles)
        if (values**2).mean() / values.mean() ** 2 < square / mean**2:
            low = middle
        else:
            high = middle
    return values * (mean / values.mean())


def gains(layer: int, count: int) -> np.ndarray:
    """`count` positive gains of `layer` (0, 1 or 2), in float64, with exactly the published statistics."""
    (mean, std, peak), partner = PUBLISHED[layer], PARTNERS[layer]
    rest = count - 2
    rest_mean = (mean * count - peak - partner) / rest
    rest_square = ((mean**2 + std**2) * count - peak**2 - partner**2) / rest
    pairs = others(rest, rest_mean, rest_square).reshape(-1, 2)
    np.random.default_rng(SEED + layer).shuffle(pairs)
    pairs = np.insert(pairs, PEAK_PAIR, [partner, peak], axis=0)
    return pairs.T.reshape(-1)


def check(layer: int, stored: np.ndarray) -> None:
    for name, wanted, found in zip(("mean", "std", "max"), PUBLISHED[layer], statistics(stored)):
        assert abs(found / wanted - 1) <= TOLERANCE, f"layer {layer}: K-norm {name} is {found:.3f}, not {wanted}"
