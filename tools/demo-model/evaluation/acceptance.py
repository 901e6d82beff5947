"""How much of what the demo says its draft would have guessed.

usage: python3 -m evaluation.acceptance DRAFT OUT

Reads OUT/prompts.json, the demo's greedy answers, and writes OUT/acceptance.json: the share of ids that the draft finds
likeliest behind the right ones, and how many ids each pass of the demo yields if the draft guesses GUESSES ahead.
"""

import json
import pathlib
import sys

import torch
from training.model import read

GUESSES = 4


@torch.no_grad()
def right_guesses(draft, prompt: list[int], ids: list[int]) -> list[bool]:
    """For each of `ids`, whether the draft's likeliest next token is that one."""
    logits = draft(torch.tensor([prompt + ids], device=draft.device), use_cache=False).logits
    guesses = logits[0, len(prompt) - 1 : -1].argmax(1).tolist()
    return [guess == token for guess, token in zip(guesses, ids)]


def passes(right: list[bool]) -> int:
    """Passes of the demo over an answer. Each yields the right ones of the next GUESSES, and one token more."""
    at, count = 0, 0
    while at < len(right):
        ahead = right[at : at + GUESSES]
        at += (ahead.index(False) if False in ahead else len(ahead)) + 1
        count += 1
    return count


def main(folder: pathlib.Path, out: pathlib.Path) -> None:
    draft = read(folder, "sdpa").cuda()
    prompts = json.loads((out / "prompts.json").read_text())
    answers = [right_guesses(draft, prompt["prompt"], prompt["ids"]) for prompt in prompts]
    tokens = sum(map(len, answers))
    accepted, yielded = sum(map(sum, answers)) / tokens, tokens / sum(map(passes, answers))
    print(f"draft: {accepted:.1%} of {tokens} ids guessed, {yielded:.2f} ids a pass with {GUESSES} guesses ahead")
    figures = {"prompts": len(prompts), "tokens": tokens, "guessed": accepted, "guesses": GUESSES, "ids a pass": yielded}
    (out / "acceptance.json").write_text(json.dumps(figures, indent=1) + "\n")


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]))
