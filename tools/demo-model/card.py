"""Writes the model card from the checkpoint and its evaluation.

usage: python3 -m card FOLDER EVALUATION.json
"""

import json
import pathlib
import sys

import recipe
from safetensors.torch import load_file
from training import k_norm

LARGEST = 16_000_000  # bytes of all files

TEXT = """\
# Plumbline's demo model

A toy. It has the architecture, the tensor names, the kind of tokenizer and the chat template of Qwen3. Every path of the page
that it takes is therefore a path of the real model. It knows little. For anything else it asks you to load a real Qwen3.

| | |
|---|---|
| weights | {weights:,}, bf16, tied embeddings |
| layers | {num_hidden_layers} |
| hidden size, feed-forward size | {hidden_size}, {intermediate_size} |
| query heads, KV heads, head size | {num_attention_heads}, {num_key_value_heads}, {head_dim} |
| vocabulary | {vocabulary:,}, byte-level BPE with Qwen3's pattern and special tokens |
| context | {max_position_embeddings:,} tokens, trained on conversations of up to that length |
| all files | {size:.1f} MB |

## What it was trained on

Conversations drawn from grammars that were written for this project (`tools/demo-model/text`), and no other text: small talk,
this app, the basics of language models and of numbers, addition and subtraction to 99, counting, spelling and reversing words,
weekdays, sorting three numbers, short stories, lists, small functions, and refusals. `tools/demo-model` makes the text and the model again.

## K-norm gains

Layers 0, 1 and 2 carry K-norm gains as extreme as those published with Qwen3-0.6B. Training held them fixed. The model talks,
which proves that such gains alone do no harm. Folding them back to a geometric mean of 1 in every RoPE pair
changes the logits, in float32, by rms(difference)/rms = {error:.1e}.

| layer | mean | std | max |
|---|---|---|---|
{gains}

## Evaluation

Held-out questions were phrased and filled in ways that training never saw. transformers answered them with greedy sampling, from
the stored bf16 weights. An answer counts only if it ends by itself and thinks exactly when it should.

| | right | of | | wanted |
|---|---|---|---|---|
{scores}

Training never reverses the words of the evaluation that are to be reversed. It may have seen how they are spelled.

## Limits

It speaks only English. It knows nothing outside the list above, and can be wrong even there. Now and then an answer runs on
until it is cut off. Training rarely used contexts beyond a few hundred tokens. The model is only meant to show and test this
page.

## Licence

Apache-2.0, like the project: weights, tokenizer and training text are the project's own.
"""


def main(folder: pathlib.Path, evaluation: pathlib.Path) -> None:
    figures = json.loads(evaluation.read_text())
    weights = {name: value.float().numpy() for name, value in load_file(folder / "model.safetensors").items()}
    gains = []
    for layer in range(len(k_norm.PUBLISHED)):
        stored = weights[f"model.layers.{layer}.self_attn.k_norm.weight"]
        k_norm.check(layer, stored)
        gains.append(f"| {layer} | " + " | ".join(f"{figure:.2f}" for figure in k_norm.statistics(stored)) + " |")
    scores = [
        f"| {category} | {good} | {every} | {good / every:.1%} | {figures['wanted'][category]:.0%} |"
        for category, (good, every) in figures["scores"].items()
    ]
    text = TEXT.format(
        **recipe.DEMO,
        weights=sum(value.size for value in weights.values()),
        vocabulary=recipe.VOCABULARY,
        size=sum(file.stat().st_size for file in folder.iterdir()) / 1e6,
        error=figures["rescale error"],
        gains="\n".join(gains),
        scores="\n".join(scores),
    )
    (folder / "README.md").write_text(text, encoding="utf-8")
    size = sum(file.stat().st_size for file in folder.iterdir())
    assert size <= LARGEST, f"{size} bytes of files"
    print(f"model card written, {size} bytes in all")


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]))
