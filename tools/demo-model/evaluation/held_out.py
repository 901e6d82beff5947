"""What the model is evaluated on: questions and conversations that training never sees."""

import random
import re
from dataclasses import dataclass

import recipe
from text import small_talk
from text.conversation import TOPICS
from text.grammar import as_typed
from text.knowledge import app, basics, basics_numbers, refusals
from text.numbers import arithmetic, calendar, counting, sorting
from text.turn import Turn
from text.writing import code, lists, spelling, stories

# Category: (number of items, topics that they come from).
SINGLE = {
    "arithmetic": (400, [arithmetic.start]),
    "words": (200, [spelling.start]),
    "weekdays": (120, [calendar.start]),
    "sorting": (200, [sorting.start]),
    "counting": (120, [counting.start]),
    "app": (300, [app.start]),
    "basics": (400, [basics.start, basics_numbers.start]),
    "stories": (200, [stories.start]),
    "markdown": (240, [lists.start, code.start]),
    "small talk": (120, [small_talk.start]),
    "refusals": (200, [refusals.start]),
}
FOLLOW_UPS = 400
LONGEST = 4  # turns


@dataclass(frozen=True)
class Item:
    category: str
    turns: list[Turn]  # the last one counts
    thinking: bool


def asked(rng: random.Random, turn: Turn) -> Turn:
    """`turn` with the letter case and punctuation that people use, but without typing mistakes."""
    return Turn(as_typed(rng, turn.user), turn.thought, turn.answer, turn.check, turn.direct, turn.follow)


def single(category: str, count: int, share: float) -> list[Item]:
    rng, topics = random.Random(f"{recipe.SEED}-held-{category}"), SINGLE[category][1]
    turns = (asked(rng, rng.choice(topics)(rng, True)) for _ in range(max(4, int(count * share))))
    return [Item(category, [turn], thinking=i % 2 == 0) for i, turn in enumerate(turns)]


def follow_ups(share: float) -> list[Item]:
    rng, items = random.Random(f"{recipe.SEED}-held-follow"), []
    starts = [start for _, start in TOPICS.values()]
    while len(items) < max(4, int(FOLLOW_UPS * share)):
        turns = [asked(rng, rng.choice(starts)(rng, True))]
        while turns[-1].follow and len(turns) < LONGEST and (len(turns) < 2 or rng.random() < 0.5):
            turns.append(asked(rng, turns[-1].follow(rng, True)))
        if len(turns) > 1:
            items.append(Item("follow-ups", turns, thinking=len(items) % 2 == 0))
    return items


def all_items(share: float = 1.0) -> list[Item]:
    """`share` of each category's items, the same every time."""
    items = [item for category, (count, _) in SINGLE.items() for item in single(category, count, share)]
    return items + follow_ups(share)


def normal(question: str) -> str:
    """`question` without anything that `as_typed` may change."""
    return re.sub(r"[^a-z0-9+<>*/=-]+", " ", question.lower()).strip()


def questions() -> set[str]:
    """The questions of all items, including follow-ups. Training leaves them out even if a grammar produces them."""
    return {normal(turn.user) for item in all_items() for turn in item.turns}
