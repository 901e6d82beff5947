"""Creates, writes and reads the demo and its draft as transformers' Qwen3."""

import json
import pathlib

import recipe
import torch
from safetensors.torch import load_file, save_file
from training import k_norm
from transformers import Qwen3Config, Qwen3ForCausalLM

FLAGS = {"attention_bias": False, "hidden_act": "silu", "use_sliding_window": False}


def empty(architecture: dict, attention: str) -> Qwen3ForCausalLM:
    config = Qwen3Config(vocab_size=recipe.VOCABULARY, **architecture, **FLAGS)
    config._attn_implementation = attention
    return Qwen3ForCausalLM(config).float()


def held_norms(model: Qwen3ForCausalLM) -> list:
    """The attention modules of the layers whose K-norm gains stay fixed at the published ones."""
    return [layer.self_attn for layer in model.model.layers[: len(k_norm.PUBLISHED)]]


def fresh(architecture: dict, attention: str) -> Qwen3ForCausalLM:
    """A model of random weights, with frozen K-norm gains as published and Q-norm gains at their reciprocals."""
    torch.manual_seed(recipe.SEED)
    model = empty(architecture, attention)
    with torch.no_grad():
        for name, parameter in model.named_parameters():
            if "norm" in name:
                parameter.fill_(1.0)
            elif "embed" in name:
                parameter.normal_(0.0, 0.05)
            else:
                # Projections that add to the residual stream start small: the more layers, the smaller.
                added = "o_proj" in name or "down_proj" in name
                scale = (2 * architecture["num_hidden_layers"]) ** -0.5 if added else 1.0
                parameter.normal_(0.0, scale * parameter.shape[1] ** -0.5)
        for index, attention_block in enumerate(held_norms(model)):
            gains = torch.from_numpy(k_norm.gains(index, architecture["head_dim"])).bfloat16().float()
            attention_block.k_norm.weight.copy_(gains)
            attention_block.q_norm.weight.copy_(1 / gains)
    for attention_block in held_norms(model):
        attention_block.k_norm.weight.requires_grad_(False)
    return model


def write(model: Qwen3ForCausalLM, architecture: dict, folder: pathlib.Path) -> None:
    """Writes bf16 weights and a config.json with the fields that Qwen3 publishes (transformers 5 would write others)."""
    weights = {name: value.bfloat16().cpu().contiguous().clone() for name, value in model.state_dict().items()}
    del weights["lm_head.weight"]  # tied
    for index, _ in enumerate(held_norms(model)):
        k_norm.check(index, weights[f"model.layers.{index}.self_attn.k_norm.weight"].float().numpy())
    assert all(value.isfinite().all() for value in weights.values())
    save_file(weights, folder / "model.safetensors", metadata={"format": "pt"})

    fields = {**architecture, **FLAGS, "architectures": ["Qwen3ForCausalLM"], "model_type": "qwen3"}
    fields |= {"rope_scaling": None, "sliding_window": None, "vocab_size": recipe.VOCABULARY, "torch_dtype": "bfloat16"}
    (folder / "config.json").write_text(json.dumps(dict(sorted(fields.items())), indent=2) + "\n")


def read(folder: pathlib.Path, attention: str) -> Qwen3ForCausalLM:
    """The stored checkpoint as a model that computes in float32."""
    config = json.loads((folder / "config.json").read_text())
    model = empty({name: config[name] for name in recipe.DEMO}, attention)
    weights = {name: value.float() for name, value in load_file(folder / "model.safetensors").items()}
    missing, unexpected = model.load_state_dict(weights, strict=False)
    assert missing == ["lm_head.weight"] and not unexpected, f"missing {missing}, unexpected {unexpected}"
    model.tie_weights()
    return model.eval()
