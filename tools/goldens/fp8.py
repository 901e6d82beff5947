"""Compares the logits of a traced FP8 checkpoint with transformers' own.

usage: fp8.py CHECKPOINT TRACE

CHECKPOINT is a folder with Qwen's FP8 layout, TRACE a folder that `trace --tensors` wrote for it. transformers loads the
checkpoint with its weights dequantised to f32, as trace computes; its W8A8 kernels also round activations, so they are not
compared. Prints rms(error) / rms(logits) and the share of positions with the same first choice.
"""

import pathlib
import sys

import torch
from safetensors.torch import load_file
from transformers import AutoModelForCausalLM, FineGrainedFP8Config


@torch.no_grad()
def main(checkpoint: str, trace: str) -> None:
    tensors = load_file(pathlib.Path(trace) / "tensors.safetensors")
    torch.backends.cuda.matmul.allow_tf32 = False
    device = "cuda" if torch.cuda.is_available() else "cpu"
    model = AutoModelForCausalLM.from_pretrained(
        checkpoint,
        quantization_config=FineGrainedFP8Config(dequantize=True),
        dtype=torch.float32,
        attn_implementation="eager",
        device_map=device,
    )
    ids = tensors["tokens"].long().reshape(1, -1).to(device)
    theirs = model(ids).logits[0].double().cpu()
    ours = tensors["logits"].double().reshape(theirs.shape)
    error = ((ours - theirs).square().mean() / theirs.square().mean()).sqrt().item()
    agreed = (ours.argmax(-1) == theirs.argmax(-1)).double().mean().item()
    print(f"{ids.numel()} tokens: error {error:.2e}, same first choice {agreed:.1%}")


if __name__ == "__main__":
    main(*sys.argv[1:])
