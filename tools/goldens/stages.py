"""Records every stage of a forward pass of transformers' Qwen3, under the names of src/vocabulary/stages.ts."""

import itertools
from unittest import mock

import torch
import transformers.models.qwen3.modeling_qwen3 as modeling
from transformers import Qwen3ForCausalLM


def recorded_stages(model: Qwen3ForCausalLM, tokens: torch.Tensor) -> dict[str, torch.Tensor]:
    """The stages of one pass over `tokens` [1, T]: each [T, ...] in float32, with keys `L{layer}.{stage}` inside layers."""
    stages: dict[str, torch.Tensor] = {}
    hooks = []

    def keep(name: str, value: torch.Tensor) -> None:
        stages[name] = value.detach()[0].float().contiguous().clone()

    def keep_input(module: torch.nn.Module, name: str) -> None:
        hooks.append(module.register_forward_pre_hook(lambda _, inputs: keep(name, inputs[0])))

    def keep_output(module: torch.nn.Module, name: str) -> None:
        hooks.append(module.register_forward_hook(lambda _, inputs, output: keep(name, output)))

    keep_output(model.model.embed_tokens, "embed")
    for index, layer in enumerate(model.model.layers):
        name = f"L{index}."
        attention, mlp = layer.self_attn, layer.mlp
        keep_output(layer.input_layernorm, name + "input_norm")
        keep_output(attention.q_proj, name + "q")
        keep_output(attention.k_proj, name + "k")
        keep_output(attention.v_proj, name + "v")
        keep_output(attention.q_norm, name + "q_norm")
        keep_output(attention.k_norm, name + "k_norm")
        keep_input(attention.o_proj, name + "attn")
        keep_output(attention.o_proj, name + "o_proj")
        keep_input(layer.post_attention_layernorm, name + "attn_residual")
        keep_output(layer.post_attention_layernorm, name + "post_norm")
        keep_output(mlp.gate_proj, name + "gate")
        keep_output(mlp.up_proj, name + "up")
        keep_input(mlp.down_proj, name + "swiglu")
        keep_output(mlp.down_proj, name + "down")
        keep_output(layer, name + "mlp_residual")
    keep_output(model.model.norm, "final_norm")

    # RoPE is a function and not a module, so it takes no hook. Each layer calls it once, in order.
    rotate = modeling.apply_rotary_pos_emb
    layer_indices = itertools.count()

    def recording_rotate(*args, **kwargs):
        q, k = rotate(*args, **kwargs)
        index = next(layer_indices)
        keep(f"L{index}.q_rope", q.transpose(1, 2))
        keep(f"L{index}.k_rope", k.transpose(1, 2))
        return q, k

    with mock.patch.object(modeling, "apply_rotary_pos_emb", recording_rotate), torch.no_grad():
        keep("logits", model(tokens, use_cache=False).logits)
    for hook in hooks:
        hook.remove()
    return stages
