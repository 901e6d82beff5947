"""Training data: conversations as ids, packed into rows.

usage: python3 -m training.data TOKENIZER OUT [CONVERSATIONS]

Writes OUT/rows.npz:

tokens [R, ROW] u16
positions [R, ROW] u16   they start at 0 in each conversation
learned [R, ROW] bool    true for the tokens of the reply

Padding counts as conversations of one token.
"""

import concurrent.futures
import functools
import os
import pathlib
import random
import sys

import numpy as np
import recipe
from evaluation import held_out
from text.conversation import Conversation, conversation
from tokenizers import Tokenizer
from training.rendering import sample

OPEN = 16  # rows being filled at the same time


@functools.cache
def excluded() -> frozenset[str]:
    return frozenset(held_out.questions())


def is_excluded(candidate: Conversation) -> bool:
    return any(held_out.normal(turn.user) in excluded() for turn in candidate.turns)


def shard(folder: str, index: int, count: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """`tokens`, `positions` and `learned` of the rows that hold `count` conversations."""
    tokenizer = Tokenizer.from_file(f"{folder}/tokenizer.json")
    padding = tokenizer.token_to_id("<|endoftext|>")
    rng = random.Random(f"{recipe.SEED}-train-{index}")
    finished, rows = [], [[] for _ in range(OPEN)]
    for _ in range(count):
        candidate = conversation(rng)
        if is_excluded(candidate):
            continue
        ids, start = sample(tokenizer, candidate)
        if len(ids) > recipe.ROW:
            continue
        at = next((i for i, row in enumerate(rows) if length(row) + len(ids) <= recipe.ROW), None)
        if at is None:
            at = max(range(OPEN), key=lambda i: length(rows[i]))
            finished.append(rows[at])
            rows[at] = []
        rows[at].append((ids, start))
    rows = [row for row in finished + rows if row]
    tokens = np.full((len(rows), recipe.ROW), padding, np.uint16)
    positions = np.zeros((len(rows), recipe.ROW), np.uint16)
    learned = np.zeros((len(rows), recipe.ROW), bool)
    for r, row in enumerate(rows):
        at = 0
        for ids, start in row:
            tokens[r, at : at + len(ids)] = ids
            positions[r, at : at + len(ids)] = np.arange(len(ids))
            learned[r, at + start : at + len(ids)] = True
            at += len(ids)
    return tokens, positions, learned


def length(row: list[tuple[list[int], int]]) -> int:
    return sum(len(ids) for ids, _ in row)


def main(folder: str, out: pathlib.Path, count: int) -> None:
    os.environ["TOKENIZERS_PARALLELISM"] = "false"
    each = -(-count // recipe.SHARDS)
    with concurrent.futures.ProcessPoolExecutor() as pool:
        shards = list(pool.map(shard, [folder] * recipe.SHARDS, range(recipe.SHARDS), [each] * recipe.SHARDS))
    tokens, positions, learned = (np.concatenate(parts) for parts in zip(*shards))
    out.mkdir(parents=True, exist_ok=True)
    np.savez(out / "rows.npz", tokens=tokens, positions=positions, learned=learned)
    print(f"data: {each * recipe.SHARDS} conversations in {len(tokens)} rows, {tokens.size / 1e6:.0f}M tokens, "
          f"{learned.mean():.0%} learned, longest {positions.max() + 1}")


if __name__ == "__main__":
    main(sys.argv[1], pathlib.Path(sys.argv[2]), int(sys.argv[3]) if len(sys.argv) > 3 else recipe.CONVERSATIONS)
