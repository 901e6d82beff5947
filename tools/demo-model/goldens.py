"""What transformers computes for three prompts on the stored demo checkpoint, in float32 on the CPU.

usage: python3 -m goldens FOLDER OUT [--longest N]    (with tools/goldens in PYTHONPATH)

Writes into OUT:

goldens.json          {versions, prompts: [{name, text, tokens, generated, stages: {name: {mean, std, rms, absmax}}}]}
goldens.safetensors   all values of a few stages, as `{prompt}.{stage}`, and `{prompt}.logits` of the last token

Stages have the names of src/vocabulary/stages.ts. Their statistics are those of src/numerics/stage_statistics.ts.
"""

import argparse
import json
import pathlib

import torch
import transformers
from evaluation.chat import LONGEST_ANSWER, Chat
from safetensors.torch import save_file
from stages import recorded_stages
from training.model import read

PROMPTS = {
    "direct": ([{"role": "user", "content": "What is RMSNorm?"}], False),
    "thinking": ([{"role": "user", "content": "47 + 38"}], True),
    "story": ([{"role": "user", "content": "A story about a fox, a tower and a bell"}], False),
}
WHOLE = ["L0.k_norm", "L2.mlp_residual", "final_norm"]
LARGEST = 300_000  # bytes in all


def statistics(values: torch.Tensor) -> dict[str, float]:
    values = values.double()
    figures = {
        "mean": values.mean(),
        "std": values.std(correction=0),
        "rms": values.square().mean().sqrt(),
        "absmax": values.abs().max(),
    }
    return {name: float(f"{figure.item():.8g}") for name, figure in figures.items()}


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("out", type=pathlib.Path)
    parser.add_argument("--longest", type=int, default=LONGEST_ANSWER)
    options = parser.parse_args()
    out = options.out
    out.mkdir(parents=True, exist_ok=True)
    chat, model = Chat(options.folder, options.longest), read(options.folder, "eager")
    prompts, tensors = [], {}
    for name, (messages, thinking) in PROMPTS.items():
        tokens = chat.prompt(messages, thinking)
        stages = recorded_stages(model, torch.tensor([tokens]))
        measured = {stage: statistics(values) for stage, values in stages.items()}
        generated = chat.answers([tokens])[0]
        prompts.append({"name": name, "text": chat.all_text(tokens), "tokens": tokens, "generated": generated, "stages": measured})
        tensors |= {f"{name}.{stage}": stages[stage] for stage in WHOLE}
        tensors[f"{name}.logits"] = stages["logits"][-1:].clone()
    versions = {"transformers": transformers.__version__, "torch": torch.__version__}
    save_file(tensors, out / "goldens.safetensors", metadata=versions)
    (out / "goldens.json").write_text(json.dumps({"versions": versions, "prompts": prompts}, separators=(",", ":")) + "\n")
    size = sum(file.stat().st_size for file in out.iterdir())
    assert size <= LARGEST, f"{size} bytes of goldens"
    print(f"goldens: {size} bytes")


if __name__ == "__main__":
    main()
