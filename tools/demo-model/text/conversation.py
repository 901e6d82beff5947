"""Whole conversations. Each turn follows on from the last or changes the topic."""

import random
from dataclasses import dataclass, replace

from . import small_talk
from .grammar import as_typed, typo
from .knowledge import app, basics, basics_numbers, refusals
from .numbers import arithmetic, calendar, counting, sorting
from .turn import SPELLED, Turn
from .writing import code, lists, spelling, stories

# Name: (relative frequency, function that starts a turn of it).
TOPICS = {
    "small talk": (3.6, small_talk.start),
    "app": (4.0, app.start),
    "basics": (2.4, basics.start),
    "numbers and machine": (1.8, basics_numbers.start),
    "arithmetic": (3.8, arithmetic.start),
    "counting": (1.1, counting.start),
    "spelling": (6.4, spelling.start),
    "calendar": (1.6, calendar.start),
    "sorting": (2.2, sorting.start),
    "stories": (3.2, stories.start),
    "lists": (1.2, lists.start),
    "code": (1.3, code.start),
    "refusals": (2.6, refusals.start),
}
# Number of turns. Most conversations are short, a few fill the context.
TURNS = [1] * 46 + [2] * 24 + [3] * 12 + [4] * 7 + [5] * 5 + [8] * 3 + [14] * 1
# Share of answers with a thought. Below a half, because a thought that nobody asked for must never happen.
THINKING = 0.45
SYSTEM = (
    "You are a helpful assistant.",
    "You are a helpful assistant. Answer in a few short sentences.",
    "Answer briefly.",
    "You are a friendly teacher.",
    "You are Qwen3, a helpful assistant.",
    "Be concise.",
    "You are a careful engineer.",
)


@dataclass(frozen=True)
class Conversation:
    system: str  # empty for none
    turns: list[Turn]
    thinks: list[bool]  # for each turn, whether its answer has a thought

    @property
    def thinking(self) -> bool:
        """Whether the last answer, which is the one to learn, has a thought."""
        return self.thinks[-1]

    def messages(self) -> list[dict[str, str]]:
        """All messages but the last answer, in the form that a chat template takes."""
        messages = [{"role": "system", "content": self.system}] if self.system else []
        for turn, thinking in zip(self.turns[:-1], self.thinks):
            answer = turn.reply(thinking).replace(SPELLED, "")
            messages += [{"role": "user", "content": turn.user}, {"role": "assistant", "content": answer}]
        return messages + [{"role": "user", "content": self.turns[-1].user}]


def next_turn(rng: random.Random, turns: list[Turn], held: bool) -> Turn:
    kept = [turn.follow for turn in turns if turn.lasting and turn.follow]
    if kept and rng.random() < 0.3:
        return rng.choice(kept)(rng, held)
    if turns and turns[-1].follow and rng.random() < 0.65:
        return turns[-1].follow(rng, held)
    if not turns and rng.random() < 0.004:
        return small_talk.unknown_name(rng)
    weights = [weight for weight, _ in TOPICS.values()]
    start = rng.choices([start for _, start in TOPICS.values()], weights)[0]
    return start(rng, held)


def conversation(rng: random.Random) -> Conversation:
    """A conversation to train on."""
    turns: list[Turn] = []
    for _ in range(rng.choice(TURNS)):
        turns.append(typed(rng, next_turn(rng, turns, held=False)))
    system = rng.choice(SYSTEM) if rng.random() < 0.12 else ""
    return Conversation(system, turns, switched(rng, len(turns)))


def switched(rng: random.Random, count: int) -> list[bool]:
    """Whether thinking is on at each of `count` turns. Usually it does not change, but a reader may switch it.

    The earlier answers must not decide whether the next one has a thought.
    """
    last = rng.random() < THINKING
    alone = rng.random() < 0.6
    return [last if alone else rng.random() < 0.5 for _ in range(count - 1)] + [last]


def typed(rng: random.Random, turn: Turn) -> Turn:
    """`turn` with its question as people type it."""
    user, copied = as_typed(rng, turn.user), turn.check.kind != "contains" or any(fact in turn.user for fact in turn.check.wanted)
    drawn = rng.random()
    if not copied and len(user) > 12 and drawn < 0.1:
        user = typo(rng, user)
    elif not copied and drawn < 0.13:
        user = rng.choice([user.upper(), user + rng.choice(["?", "??", "!", "!!", "...", " :)"])])
    if rng.random() < 0.02:
        user = rng.choice([f" {user}", f"{user} ", f"{user}\n"])
    return replace(turn, user=user)
