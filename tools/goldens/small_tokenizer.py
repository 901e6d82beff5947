"""Qwen3's tokenizer with a vocabulary of 512 ids, for the small checkpoint that tests chat with.

usage: small_tokenizer.py PUBLISHED OUT

PUBLISHED is a folder with Qwen3's tokenizer.json and tokenizer_config.json. OUT receives the same two files, with the
vocabulary and merges of a byte-level BPE that is trained here. Normalizer, pre-tokenizer pattern, decoder, special tokens
and chat template stay as published. OUT also receives a generation_config.json with the ids that end a turn.

Ids are laid out as in Qwen3: the 256 bytes (id 0 is `!`), then merges, then the special tokens in their published order.
"""

import json
import pathlib
import sys

from tokenizers import Tokenizer
from tokenizers.pre_tokenizers import ByteLevel
from tokenizers.trainers import BpeTrainer

VOCABULARY = 512
CONTEXT = 512  # the checkpoint's max_position_embeddings

TEXT = """\
You are a helpful assistant. Answer in a few short sentences, and say so when you do not know.
Hello! How are you today? I am well, thank you. What would you like to talk about?
What is a kernel? A kernel is a small program that runs on the graphics processor, once for every element of its output.
Why do the numbers differ? Because the order of a sum changes how it is rounded. Neither of the two results is wrong.
The model reads the tokens of the message, one layer after another, and then writes the answer, one token at a time.
Every layer normalises its input, looks back at the earlier tokens, and adds what it has found to the running sum.
Okay, let me think about this question. The user wants to know which of the two is larger, so I should compare them first.
Let me check the result again: 12 times 12 is 144, and 144 minus 44 is 100. That is what was to be shown.
The rain had stopped before the morning, and the streets of the old town were still shining in the light of the lamps.
There was once a king who had three daughters, and the youngest of them was the one who asked the most questions.
She wrote the letter, put it into the drawer, and never sent it; years later, her son would find it there.
To make bread, you need flour, water, salt and time. Mix them, let the dough rest overnight, and bake it in a hot oven.
The train leaves the station at seven in the morning and should arrive at the coast before noon, if there is no delay.
Could you explain that in other words? Of course. Think of it as a library in which every book knows its own shelf.
Tomorrow the weather should be better, and the children could walk along the river to the old bridge and back.
Nobody knows who built the bridge along the river, but the children of the village still walk there every morning.
I can't say for certain, but it's likely that they've seen it; we'll know more when the others return.
- First, open the page and wait until the weights have been loaded.
- Then write a message, and press the button to send it.
- You can stop the answer at any time, and change the question.

```python
def mean(values):
    total = 0.0
    for value in values:
        total += value
    return total / len(values)
```

```ts
export function add(left: number, right: number): number {
  return left + right;
}
```
"""


def trained_model(published: dict, size: int) -> dict:
    """The published `model`, with the vocabulary and merges of a BPE of `size` ids that is trained on TEXT."""
    model = {**published["model"], "vocab": {}, "merges": []}
    tokenizer = Tokenizer.from_str(json.dumps({**published, "added_tokens": [], "model": model}))
    # The trainer numbers the alphabet by code point, so `!` gets id 0.
    trainer = BpeTrainer(
        vocab_size=size, min_frequency=2, initial_alphabet=ByteLevel.alphabet(), show_progress=False
    )
    tokenizer.train_from_iterator([TEXT], trainer)
    trained = json.loads(tokenizer.to_str())["model"]
    assert len(trained["vocab"]) == size, f"TEXT is too short: it yields {len(trained['vocab'])} of {size} ids"
    assert trained["vocab"]["!"] == 0
    return {**model, "vocab": trained["vocab"], "merges": trained["merges"]}


def main(published_folder: pathlib.Path, out: pathlib.Path) -> None:
    published = json.loads((published_folder / "tokenizer.json").read_text(encoding="utf-8"))
    config = json.loads((published_folder / "tokenizer_config.json").read_text(encoding="utf-8"))

    first_special = VOCABULARY - len(published["added_tokens"])
    added = [{**token, "id": first_special + i} for i, token in enumerate(published["added_tokens"])]
    ids = {token["content"]: token["id"] for token in added}
    tokenizer = {**published, "added_tokens": added, "model": trained_model(published, first_special)}

    # Keyed by id, as in the published file. The entries themselves do not repeat the id.
    config["added_tokens_decoder"] = {
        str(token["id"]): {key: value for key, value in token.items() if key != "id"} for token in added
    }
    config["model_max_length"] = CONTEXT
    generation = {
        "eos_token_id": [ids["<|im_end|>"], ids["<|endoftext|>"]],
        "pad_token_id": ids["<|endoftext|>"],
    }

    out.mkdir(parents=True, exist_ok=True)
    files = {"tokenizer.json": tokenizer, "tokenizer_config.json": config, "generation_config.json": generation}
    for name, content in files.items():
        (out / name).write_text(json.dumps(content, ensure_ascii=False) + "\n", encoding="utf-8")

    written = Tokenizer.from_file(str(out / "tokenizer.json"))
    assert written.get_vocab_size() == VOCABULARY
    assert written.decode(written.encode(TEXT).ids) == TEXT
    print(f"small tokenizer: {VOCABULARY} ids, {len(TEXT)} characters are {len(written.encode(TEXT).ids)} tokens")


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]))
