"""Rescales K-norm gains towards 1 and Q-norm gains inversely, and measures the change of the logits.

In exact arithmetic the logits stay the same.
"""

import copy

import torch
from transformers import Qwen3ForCausalLM


def rescaled(model: Qwen3ForCausalLM) -> Qwen3ForCausalLM:
    """A copy in which every pair (i, i + half) of K-norm gains has the geometric mean 1.

    RoPE rotates within a pair, so a factor shared by both elements passes through it. Q-norm gains are divided by the
    factor that K-norm gains are multiplied with.
    """
    model = copy.deepcopy(model)
    with torch.no_grad():
        for layer in model.model.layers:
            k, q = layer.self_attn.k_norm.weight, layer.self_attn.q_norm.weight
            low, high = k.chunk(2)
            factor = (low * high).abs().clamp(min=1e-12).rsqrt().repeat(2)
            k.mul_(factor)
            q.div_(factor)
    return model


@torch.no_grad()
def rescale_error(model: Qwen3ForCausalLM, prompts: list[list[int]]) -> float:
    """rms(difference) / rms of the logits over all tokens of `prompts`, computed in the model's own type."""
    other = rescaled(model)
    differences, squares = 0.0, 0.0
    for prompt in prompts:
        tokens = torch.tensor([prompt], device=model.device)
        one, two = (m(tokens, use_cache=False).logits.double() for m in (model, other))
        differences += (one - two).square().sum().item()
        squares += one.square().sum().item()
    return (differences / squares) ** 0.5
