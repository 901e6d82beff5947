"""The demo's tokenizer: Qwen3's, except that vocabulary and merges are learned from the demo's own text.

usage: python3 -m training.tokenizer PUBLISHED OUT

PUBLISHED is a folder with Qwen3's tokenizer.json and tokenizer_config.json. OUT receives the same two files and a
generation_config.json. Ids are laid out as in Qwen3: the 256 bytes (id 0 is `!`), then merges, then the special tokens in
their published order.
"""

import json
import pathlib
import random
import string
import sys

import recipe
from text.conversation import SYSTEM, conversation
from text.turn import SPELLED
from tokenizers import Tokenizer
from tokenizers.pre_tokenizers import ByteLevel
from tokenizers.trainers import BpeTrainer

ALPHABETS = 3000  # how often the text repeats the alphabet, letter by letter


def training_text(count: int):
    """The text of `count` conversations, without the words that they spell letter by letter: those must not become tokens.

    Each single letter must become a token, since words are spelled with them. The repeated alphabet makes sure that rare
    letters do.
    """
    rng = random.Random(f"{recipe.SEED}-tokenizer")
    yield from SYSTEM
    yield from [" " + " ".join(string.ascii_lowercase)] * ALPHABETS
    for _ in range(count):
        for turn in conversation(rng).turns:
            yield "\n".join([turn.user, turn.thought, turn.answer.split(SPELLED)[0], turn.direct.split(SPELLED)[0]])


def trained_model(published: dict, size: int, conversations: int) -> dict:
    model = {**published["model"], "vocab": {}, "merges": []}
    tokenizer = Tokenizer.from_str(json.dumps({**published, "added_tokens": [], "model": model}))
    # The trainer numbers the alphabet by code point, so `!` gets id 0.
    trainer = BpeTrainer(
        vocab_size=size, min_frequency=2, initial_alphabet=ByteLevel.alphabet(), show_progress=False
    )
    tokenizer.train_from_iterator(training_text(conversations), trainer)
    trained = json.loads(tokenizer.to_str())["model"]
    assert len(trained["vocab"]) == size, f"too little text: it yields {len(trained['vocab'])} of {size} ids"
    assert trained["vocab"]["!"] == 0
    for letter in string.ascii_lowercase:
        assert "Ġ" + letter in trained["vocab"], f"the letter {letter} has no token of its own: more ALPHABETS are needed"
    return {**model, "vocab": trained["vocab"], "merges": trained["merges"]}


def main(published_folder: pathlib.Path, out: pathlib.Path, conversations: int) -> None:
    published = json.loads((published_folder / "tokenizer.json").read_text(encoding="utf-8"))
    config = json.loads((published_folder / "tokenizer_config.json").read_text(encoding="utf-8"))

    first_special = recipe.VOCABULARY - len(published["added_tokens"])
    added = [{**token, "id": first_special + i} for i, token in enumerate(published["added_tokens"])]
    ids = {token["content"]: token["id"] for token in added}
    tokenizer = {**published, "added_tokens": added, "model": trained_model(published, first_special, conversations)}

    # Keyed by id, as in the published file. The entries themselves do not repeat the id.
    config["added_tokens_decoder"] = {
        str(token["id"]): {key: value for key, value in token.items() if key != "id"} for token in added
    }
    config["model_max_length"] = recipe.DEMO["max_position_embeddings"]
    generation = {
        "do_sample": True,
        "eos_token_id": [ids["<|im_end|>"], ids["<|endoftext|>"]],
        "pad_token_id": ids["<|endoftext|>"],
        "temperature": 0.6,
        "top_k": 20,
        "top_p": 0.95,
    }

    out.mkdir(parents=True, exist_ok=True)
    files = {"tokenizer.json": tokenizer, "tokenizer_config.json": config, "generation_config.json": generation}
    for name, content in files.items():
        (out / name).write_text(json.dumps(content, ensure_ascii=False) + "\n", encoding="utf-8")
    written = Tokenizer.from_file(str(out / "tokenizer.json"))
    assert written.get_vocab_size() == recipe.VOCABULARY
    sample = "\n".join(list(training_text(100))[-200:])
    assert written.decode(written.encode(sample).ids) == sample
    print(f"tokenizer: {recipe.VOCABULARY} ids, {len(sample) / len(written.encode(sample).ids):.2f} characters a token")


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]), recipe.TOKENIZER_CONVERSATIONS)
