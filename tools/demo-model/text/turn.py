"""A question with its answer, and what an evaluator asserts of any answer to it."""

import random
from collections.abc import Callable
from dataclasses import dataclass, field

# What stands between two of these is written letter by letter, one token each: no tokenizer would split it so.
SPELLED = "\x1f"


@dataclass(frozen=True)
class Check:
    """`kind` names a function of checks.py; `wanted` is what it looks for."""

    kind: str
    wanted: object


@dataclass(frozen=True)
class Turn:
    user: str
    thought: str
    answer: str
    check: Check
    # The answer when there was no thought before it, where that has to show the working itself. See `aloud`.
    direct: str = ""
    # Draws a question that only makes sense after this one. The flag is that of the split, as everywhere: held out or not.
    follow: Callable[[random.Random, bool], "Turn"] | None = field(default=None, compare=False)
    # Whether `follow` still makes sense after other turns.
    lasting: bool = False

    def reply(self, thinking: bool) -> str:
        return self.answer if thinking or not self.direct else self.direct


def aloud(working: str) -> str:
    """The sentences of a thought as part of an answer, joined by `;` and open at the end.

    Word for word the same, they would leave it to one token far back whether the working ends in `</think>` or goes on.
    """
    first, *others = working.rstrip(".").split(". ")
    return "; ".join([first, *(one[0].lower() + one[1:] for one in others)])


def contains(*facts: str) -> Check:
    """All of `facts` are in the answer; `a|b` stands for either. Case does not matter."""
    return Check("contains", list(facts))


def bold(result: object) -> Check:
    """The last thing in bold is the result."""
    return Check("bold", str(result))
