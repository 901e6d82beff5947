"""Makes small random Qwen3 checkpoints, and goldens: every activation of a pass as transformers computes it.

usage: make.py SPEC.json OUT [NAME...]

Makes those that are named, or all. SPEC.json lists {name, seed, dtype, shards, prompt, generate, config}. `config`
overrides Qwen3Config. `prompt` and `generate` are numbers of tokens. OUT/name receives a checkpoint in Hugging Face layout with weights in `dtype`, and
goldens.safetensors:

tokens [T] i32        the prompt
generated [G] i32     its greedy continuation
{stage} f32           every stage over the prompt, named as in src/vocabulary/stages.ts

Goldens are computed in float32 from the stored weights (rounded to `dtype`), with eager attention and no cache.
"""

import copy
import json
import pathlib
import sys

import numpy as np
import torch
import transformers
from safetensors.torch import save_file
from stages import recorded_stages
from transformers import Qwen3Config, Qwen3ForCausalLM
from weights import PUBLISHED_K_NORM, k_norm_gains, random_parameter

CONFIG_FIELDS = [
    "attention_bias",
    "head_dim",
    "hidden_act",
    "hidden_size",
    "intermediate_size",
    "max_position_embeddings",
    "model_type",
    "num_attention_heads",
    "num_hidden_layers",
    "num_key_value_heads",
    "rms_norm_eps",
    "sliding_window",
    "tie_word_embeddings",
    "use_sliding_window",
    "vocab_size",
]


def build(spec: dict) -> Qwen3ForCausalLM:
    """The model of `spec` in float32, with weights rounded to the spec's dtype."""
    # A copy: transformers completes the scaling that it is given.
    config = Qwen3Config(**copy.deepcopy(spec["config"]))
    config._attn_implementation = "eager"
    model = Qwen3ForCausalLM(config).eval().float()
    rng = np.random.default_rng(spec["seed"])
    dtype = getattr(torch, spec["dtype"])
    with torch.no_grad():
        for name, parameter in model.named_parameters():
            values = random_parameter(name, tuple(parameter.shape), config.tie_word_embeddings, rng)
            parameter.copy_(torch.from_numpy(values))
        for layer, (mean, peak) in zip(model.model.layers, PUBLISHED_K_NORM):
            gains = k_norm_gains(config.head_dim, mean, peak, rng)
            layer.self_attn.k_norm.weight.copy_(torch.from_numpy(gains))
        for parameter in model.parameters():
            parameter.copy_(parameter.to(dtype).float())
    return model


def greedy(model: Qwen3ForCausalLM, tokens: torch.Tensor, count: int) -> tuple[torch.Tensor, float]:
    """`count` greedy tokens after `tokens` [1, T], and the smallest lead of a chosen logit over the second best."""
    length, lead = tokens.shape[1], float("inf")
    with torch.no_grad():
        for _ in range(count):
            top = model(tokens, use_cache=False).logits[:, -1].topk(2)
            lead = min(lead, (top.values[0, 0] - top.values[0, 1]).item())
            tokens = torch.cat([tokens, top.indices[:, :1]], dim=1)
    return tokens[0, length:].int(), lead


def write_weights(model: Qwen3ForCausalLM, dtype: torch.dtype, shards: int, folder: pathlib.Path) -> None:
    """Writes the weights, without a tied lm_head, in turn to `shards` files, and an index if there are several."""
    weights = {name: value.to(dtype).contiguous().clone() for name, value in model.state_dict().items()}
    if model.config.tie_word_embeddings:
        del weights["lm_head.weight"]
    names, weight_map = list(weights), {}
    for shard in range(shards):
        file = "model.safetensors" if shards == 1 else f"model-{shard + 1:05d}-of-{shards:05d}.safetensors"
        part = {name: weights[name] for name in names[shard::shards]}
        save_file(part, folder / file, metadata={"format": "pt"})
        weight_map.update(dict.fromkeys(part, file))
    if shards > 1:
        total = sum(value.numel() * value.element_size() for value in weights.values())
        index = {"metadata": {"total_size": total}, "weight_map": weight_map}
        (folder / "model.safetensors.index.json").write_text(json.dumps(index, indent=1))


def write_config(config: Qwen3Config, spec: dict, folder: pathlib.Path) -> None:
    """Writes config.json with the fields that Qwen3 publishes (transformers 5 would write `rope_parameters`, `dtype`)."""
    rope_theta = config.rope_parameters["rope_theta"]
    assert rope_theta == spec["config"]["rope_theta"], "transformers ignored rope_theta"
    scaling = spec["config"].get("rope_scaling")
    rope_type = config.rope_parameters["rope_type"]
    assert rope_type == (scaling["rope_type"] if scaling else "default"), "transformers ignored rope_scaling"
    fields = {field: getattr(config, field) for field in CONFIG_FIELDS}
    fields |= {"architectures": ["Qwen3ForCausalLM"], "rope_scaling": scaling, "rope_theta": rope_theta}
    text = json.dumps(dict(sorted(fields.items())) | {"torch_dtype": spec["dtype"]}, indent=2)
    (folder / "config.json").write_text(text + "\n")


def make(spec: dict, folder: pathlib.Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    model = build(spec)
    # A generator of its own, so that the prompt does not depend on the number of weights.
    prompt = np.random.default_rng(spec["seed"] + 1).integers(0, model.config.vocab_size, (1, spec["prompt"]))
    tokens = torch.from_numpy(prompt)
    stages = recorded_stages(model, tokens)
    generated, lead = greedy(model, tokens, spec["generate"])

    goldens = {**stages, "tokens": tokens[0].int(), "generated": generated}
    versions = {"transformers": transformers.__version__, "torch": torch.__version__}
    save_file(goldens, folder / "goldens.safetensors", metadata=versions)
    write_weights(model, getattr(torch, spec["dtype"]), spec["shards"], folder)
    write_config(model.config, spec, folder)
    print(f"{spec['name']}: logits std {stages['logits'].std():.3f}, smallest lead {lead:.4f}, {generated.tolist()}")


if __name__ == "__main__":
    names = sys.argv[3:]
    for entry in json.loads(pathlib.Path(sys.argv[1]).read_text()):
        if names and entry["name"] not in names:
            continue
        make(entry, pathlib.Path(sys.argv[2]) / entry["name"])
