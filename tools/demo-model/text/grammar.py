"""Small grammars for sentences, and the split between training and held-out content.

A template is text with choices, `[one|other|]`, which may nest, and slots for values, `{slot}`.
"""

import functools
import hashlib
import random
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from .loosen import loosened

HELD_SHARE = 0.1

Content = TypeVar("Content")
# A sequence consists of texts and choices. A choice is a list of sequences.
Sequence = list["str | list[Sequence]"]


@functools.cache
def _parsed(template: str) -> Sequence:
    stack: list[list[Sequence]] = [[[]]]
    for part in re.split(r"([\[\]|])", template):
        if part == "[":
            stack.append([[]])
        elif part == "]":
            choice = stack.pop()
            stack[-1][-1].append(choice)
        elif part == "|" and len(stack) > 1:
            stack[-1].append([])
        elif part:
            stack[-1][-1].append(part)
    assert len(stack) == 1, f"unbalanced brackets: {template}"
    return stack[0][0]


def _chosen(rng: random.Random, sequence: Sequence) -> str:
    return "".join(part if isinstance(part, str) else _chosen(rng, rng.choice(part)) for part in sequence)


def expand(rng: random.Random, template: str, **slots: object) -> str:
    """One sentence of `template`. Empty choices leave no double spaces behind."""
    return filled(_chosen(rng, _parsed(template)), slots)


def filled(text: str, slots: dict[str, object]) -> str:
    for name, value in slots.items():
        text = text.replace("{" + name + "}", str(value))
    return re.sub(r" +([?.,!:;])", r"\1", re.sub(r" {2,}", " ", text)).strip()


@dataclass(frozen=True)
class Frames:
    """Ways to ask one thing. Those of `held` occur only in the evaluation."""

    train: tuple[str, ...]
    held: tuple[str, ...]

    def ask(self, rng: random.Random, held: bool, **slots: object) -> str:
        if held:
            return expand(rng, rng.choice(self.held), **slots)
        while True:
            text = loosened(rng, _chosen(rng, _parsed(rng.choice(self.train))))
            if plain(text) not in self.reserved:
                return filled(text, slots)

    @functools.cached_property
    def reserved(self) -> frozenset[str]:
        """Held-out templates, which a loosened training template must not turn into."""
        return frozenset(plain(template) for template in self.held)


def plain(template: str) -> str:
    """Only the letters and slots of `template`."""
    return " ".join(re.findall(r"[a-z{}']+", template.lower()))


def reserved(*content: object) -> bool:
    """Whether this content (a pair of numbers, a word, three nouns) is held out. The same on every machine."""
    digest = hashlib.blake2b(repr(content).encode(), digest_size=4).digest()
    return int.from_bytes(digest) < HELD_SHARE * 2**32


def draw(
    rng: random.Random,
    held: bool,
    source: Callable[[random.Random], Content],
    key: Callable[[Content], object] = lambda content: content,
) -> Content:
    """Content from `source`, held out or not as `held` says. Contents with the same `key` are on the same side of the split."""
    while True:
        content = source(rng)
        if reserved(key(content)) == held:
            return content


def with_article(noun: str) -> str:
    return f"{'an' if noun[0].lower() in 'aeiou' else 'a'} {noun}"


def typo(rng: random.Random, text: str) -> str:
    """`text` with one typing mistake inside a lower-case word: two letters swapped, one dropped or one doubled."""
    places = [match.start() for match in re.finditer(r"(?<=[a-z])[a-z](?=[a-z]{2})", text)]
    if not places:
        return text
    at = rng.choice(places)
    one, two = text[at], text[at + 1]
    return text[:at] + rng.choice([two + one, one, one + one + two]) + text[at + 2 :]


def as_typed(rng: random.Random, text: str) -> str:
    """`text` as people type it: sometimes in lower case, without the last punctuation mark, or with a greeting or `please`."""
    if rng.random() < 0.06:
        text = expand(rng, "[hi|hello|hey|ok|okay|so|well|Hi|Hello|Please|please][,|]") + " " + text
    if rng.random() < 0.05 and text[-1] in "?.":
        text = text[:-1] + rng.choice([" please", ", please", " thanks"]) + text[-1]
    drawn = rng.random()
    if drawn < 0.25:
        text = text[0].lower() + text[1:]
    elif drawn < 0.45:
        text = text.lower()
    elif drawn < 0.9:
        text = text[0].upper() + text[1:]
    if text[-1] in "?.!" and rng.random() < 0.3:
        text = text[:-1]
    return text
