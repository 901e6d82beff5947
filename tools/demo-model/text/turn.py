"""A question with its answer, and the check that any answer to it must pass."""

import random
from collections.abc import Callable
from dataclasses import dataclass, field

# Between two of these marks, every letter becomes a token of its own. No tokenizer would split a word that way.
SPELLED = "\x1f"


@dataclass(frozen=True)
class Check:
    """`kind` names a function of evaluation/checks.py; `wanted` is what it looks for."""

    kind: str
    wanted: object


@dataclass(frozen=True)
class Turn:
    user: str
    thought: str
    answer: str
    check: Check
    # The answer without a thought, if it differs because it has to show the working itself. See `aloud`.
    direct: str = ""
    # Makes a question that only makes sense after this one. The flag says whether it is held out, as it does everywhere.
    follow: Callable[[random.Random, bool], "Turn"] | None = field(default=None, compare=False)
    # Whether `follow` still makes sense after turns on other topics.
    lasting: bool = False

    def reply(self, thinking: bool) -> str:
        return self.answer if thinking or not self.direct else self.direct


def aloud(working: str) -> str:
    """The sentences of a thought as part of an answer: joined by `;` and without a full stop.

    If both had the same words, a single token far back would decide whether the working ends in `</think>` or goes on.
    """
    first, *others = working.rstrip(".").split(". ")
    return "; ".join([first, *(one[0].lower() + one[1:] for one in others)])


def contains(*facts: str) -> Check:
    """The answer contains all of `facts`, where `a|b` means a or b, in any letter case."""
    return Check("contains", list(facts))


def bold(result: object) -> Check:
    """The last bold text is the result."""
    return Check("bold", str(result))
