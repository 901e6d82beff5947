"""Random weights that behave like a trained Qwen3's: activations stay in range, and K-norm gains are extreme.

All random numbers come from one numpy generator in a fixed order, so a seed always gives the same checkpoint.
"""

import numpy as np

# Mean and maximum of the K-norm gains of layers 0, 1 and 2 of the published Qwen3-0.6B.
PUBLISHED_K_NORM = [(3.56, 96.5), (2.34, 44.5), (2.47, 44.0)]

PROJECTION_SPREAD = 1.4  # times 1/sqrt(inputs): above 1, so that every layer changes the result noticeably
TIED_EMBEDDING_STD = 0.12  # large enough for distinct logits
UNTIED_EMBEDDING_STD = 0.0268
NORM_LOG_STD = 0.3


def random_parameter(name: str, shape: tuple[int, ...], tied: bool, rng: np.random.Generator) -> np.ndarray:
    """The parameter called `name`, in float64. `tied` says that the embedding is also the output projection."""
    values = rng.standard_normal(shape)
    if name.endswith("norm.weight") or "layernorm" in name:
        return np.exp(values * NORM_LOG_STD)
    if "embed" in name:
        return values * (TIED_EMBEDDING_STD if tied else UNTIED_EMBEDDING_STD)
    return values * (PROJECTION_SPREAD / shape[-1] ** 0.5)


def k_norm_gains(count: int, mean: float, peak: float, rng: np.random.Generator) -> np.ndarray:
    """`count` >= 2 log-normal gains. One is replaced by `peak`, and the others are scaled so that all have the `mean`.

    With small counts the peak alone can exceed `mean` * `count`. The others then average 0.2.
    """
    gains = np.exp(rng.standard_normal(count))
    top = rng.integers(count)
    others = np.arange(count) != top
    gains[others] *= max((mean * count - peak) / (count - 1), 0.2) / gains[others].mean()
    gains[top] = peak
    return gains
