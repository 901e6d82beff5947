"""Encodes strings and renders conversations with Python's tokenizers and transformers, for the parity tests.

usage: tokenizer.py PUBLISHED OUT

PUBLISHED is a folder with a tokenizer.json and a tokenizer_config.json. Reads strings.json and conversations.json
beside this script and writes into OUT:

strings.json        {tokenizer, strings: {category: [{text, ids, decoded}]}, decoding: [{ids, decoded}]}
conversations.json  {tokenizer, conversations: [{name, messages, tools?, rendered: {thinking | direct: {text, ids}}}]}

`tokenizer` is the SHA-256 of tokenizer.json, so that a test can check that it uses the same file. `decoded` contains no
special tokens. `decoding` has sequences of random ids, most of which do not form whole characters. Conversations are
rendered up to the start of the next answer, `thinking` with enable_thinking true and `direct` with false.
"""

import hashlib
import json
import pathlib
import random
import sys
import unicodedata

from tokenizers import Tokenizer
from transformers import PreTrainedTokenizerFast

HERE = pathlib.Path(__file__).parent
SEED = 20
RANDOM_STRINGS = 64
RANDOM_SEQUENCES = 64

# Unicode blocks. A random string mixes a few, so that both runs of one script and borders between scripts occur.
BLOCKS = [
    (0x0020, 0x007E),  # ASCII
    (0x0000, 0x0020),  # controls and white space
    (0x00A0, 0x024F),  # Latin
    (0x0300, 0x036F),  # combining marks
    (0x0370, 0x04FF),  # Greek, Cyrillic
    (0x0590, 0x06FF),  # Hebrew, Arabic
    (0x0900, 0x0E7F),  # Indic scripts, Thai
    (0x1100, 0x11FF),  # Hangul letters, which NFC composes
    (0x2000, 0x206F),  # punctuation, spaces, joiners and bidirectional controls
    (0x2190, 0x27BF),  # arrows, signs, dingbats
    (0x3040, 0x30FF),  # kana
    (0x4E00, 0x9FA5),  # Chinese
    (0xAC00, 0xD7A3),  # Hangul syllables
    (0xF900, 0xFAFF),  # compatibility ideographs, which NFC replaces
    (0x1D400, 0x1D7FF),  # mathematical letters and digits
    (0x20000, 0x2A6D6),  # rare Chinese, four bytes each
]


def random_string(rng: random.Random) -> str:
    """At most 40 characters from a few blocks.

    All characters are in Unicode 3.2. Regular expression engines know different Unicode versions, which agree on what is
    a letter among old characters.
    """
    blocks = rng.sample(BLOCKS, rng.randint(1, 4))
    characters = (chr(rng.randint(*rng.choice(blocks))) for _ in range(rng.randint(1, 40)))
    return "".join(c for c in characters if unicodedata.ucd_3_2_0.category(c) not in ("Cn", "Cs"))


def random_ids(rng: random.Random, vocabulary: int) -> list[int]:
    """1 to 16 ids. About half of them are single bytes, which have the ids below 256 in Qwen3's layout."""
    return [rng.randrange(rng.choice([256, vocabulary])) for _ in range(rng.randint(1, 16))]


def encoded_strings(tokenizer: Tokenizer) -> dict:
    rng = random.Random(SEED)
    strings = json.loads((HERE / "strings.json").read_text(encoding="utf-8"))
    strings["random"] = [random_string(rng) for _ in range(RANDOM_STRINGS)]
    sequences = [random_ids(rng, tokenizer.get_vocab_size()) for _ in range(RANDOM_SEQUENCES)]

    def entry(text: str) -> dict:
        ids = tokenizer.encode(text, add_special_tokens=False).ids
        return {"text": text, "ids": ids, "decoded": tokenizer.decode(ids)}

    return {
        "strings": {category: [entry(text) for text in texts] for category, texts in strings.items()},
        "decoding": [{"ids": ids, "decoded": tokenizer.decode(ids)} for ids in sequences],
    }


def rendered_conversations(tokenizer: Tokenizer, templated: PreTrainedTokenizerFast) -> dict:
    def render(conversation: dict, thinking: bool) -> dict:
        messages = conversation["messages"]
        tools = conversation.get("tools")
        options = {"add_generation_prompt": True, "enable_thinking": thinking, "tools": tools}
        text = templated.apply_chat_template(messages, tokenize=False, **options)
        ids = templated.apply_chat_template(messages, tokenize=True, return_dict=False, **options)
        assert ids == tokenizer.encode(text, add_special_tokens=False).ids, "the two libraries differ"
        return {"text": text, "ids": ids}

    conversations = json.loads((HERE / "conversations.json").read_text(encoding="utf-8"))
    return {
        "conversations": [
            {
                **conversation,
                "rendered": {
                    "thinking": render(conversation, True),
                    "direct": render(conversation, False),
                },
            }
            for conversation in conversations
        ]
    }


def main(published: pathlib.Path, out: pathlib.Path) -> None:
    file = published / "tokenizer.json"
    config = json.loads((published / "tokenizer_config.json").read_text(encoding="utf-8"))
    hashed = {"tokenizer": hashlib.sha256(file.read_bytes()).hexdigest()}
    tokenizer = Tokenizer.from_file(str(file))
    # The model's own class would rebuild the tokenizer from its parts instead of using the file.
    templated = PreTrainedTokenizerFast(tokenizer_file=str(file), chat_template=config["chat_template"])

    strings = encoded_strings(tokenizer)
    conversations = rendered_conversations(tokenizer, templated)
    out.mkdir(parents=True, exist_ok=True)
    for name, content in {"strings.json": strings, "conversations.json": conversations}.items():
        text = json.dumps({**hashed, **content}, ensure_ascii=True, separators=(",", ":"))
        (out / name).write_text(text + "\n", encoding="ascii")
    count = sum(len(entries) for entries in strings["strings"].values())
    print(f"parity: {count} strings, {len(conversations['conversations'])} conversations")


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]))
