"""Whole conversations: turns of all topics, each going on from the last or turning to something else."""

import random
from dataclasses import dataclass, replace

from . import app, arithmetic, basics, basics_numbers, calendar, code, counting, lists, refusals, small_talk, sorting
from . import spelling, stories
from .grammar import as_typed, typo
from .turn import SPELLED, Turn

# Name: (how often, where a turn of it starts).
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
# How many turns: most conversations are short, a few fill the context.
TURNS = [1] * 46 + [2] * 24 + [3] * 12 + [4] * 7 + [5] * 5 + [8] * 3 + [14] * 1
# How many think: somewhat fewer than not, since a thought that nobody asked for must never happen.
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
    thinks: list[bool]  # for each turn, whether its answer was thought about

    @property
    def thinking(self) -> bool:
        """Whether the last answer is, which is the one to learn."""
        return self.thinks[-1]

    def messages(self) -> list[dict[str, str]]:
        """All but the last answer, as a chat template takes them."""
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
    """One to train on."""
    turns: list[Turn] = []
    for _ in range(rng.choice(TURNS)):
        turns.append(typed(rng, next_turn(rng, turns, held=False)))
    system = rng.choice(SYSTEM) if rng.random() < 0.12 else ""
    return Conversation(system, turns, switched(rng, len(turns)))


def switched(rng: random.Random, count: int) -> list[bool]:
    """Where the switch for thinking stands at each of `count` turns: usually it is left alone, but a reader may turn it.

    Earlier answers then look as if it stood otherwise, and must not decide how the next one is written.
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
