"""Random weights that behave like a trained Qwen3's: activations neither vanish nor blow up, K-norm gains are extreme.

All draws come from one numpy generator in a fixed order, so a seed always gives the same checkpoint.
"""

import numpy as np

# Mean and maximum of the K-norm gains of layers 0, 1 and 2 of the published Qwen3-0.6B.
PUBLISHED_K_NORM = [(3.56, 96.5), (2.34, 44.5), (2.47, 44.0)]

PROJECTION_SPREAD = 1.4  # times 1/sqrt(inputs): a little more than keeps the variance, so that layers matter
TIED_EMBEDDING_STD = 0.12  # large enough for distinct logits
UNTIED_EMBEDDING_STD = 0.0268
NORM_LOG_STD = 0.3


def random_parameter(name: str, shape: tuple[int, ...], tied: bool, rng: np.random.Generator) -> np.ndarray:
    """The parameter called `name`, in float64. `tied`: the embedding is also the output projection."""
    draws = rng.standard_normal(shape)
    if name.endswith("norm.weight") or "layernorm" in name:
        return np.exp(draws * NORM_LOG_STD)
    if "embed" in name:
        return draws * (TIED_EMBEDDING_STD if tied else UNTIED_EMBEDDING_STD)
    return draws * (PROJECTION_SPREAD / shape[-1] ** 0.5)


def k_norm_gains(count: int, mean: float, peak: float, rng: np.random.Generator) -> np.ndarray:
    """`count` >= 2 log-normal gains, one of them replaced by `peak`, the others scaled towards the `mean` of all.

    Where the peak alone is above the mean's share, which happens for small counts, the others average 0.2.
    """
    gains = np.exp(rng.standard_normal(count))
    top = rng.integers(count)
    others = np.arange(count) != top
    gains[others] *= max((mean * count - peak) / (count - 1), 0.2) / gains[others].mean()
    gains[top] = peak
    return gains
