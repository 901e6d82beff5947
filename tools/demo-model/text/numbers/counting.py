"""Counting up and down, in steps of one or more."""

import random

from ..grammar import Frames, draw, expand
from ..turn import Check, Turn

MOST = 20  # numbers in one answer

UP = Frames(
    train=(
        "[Please |Can you |Could you |]count from {a} to {b}[ for me|]{step}[.|]",
        "[Please |Can you |Could you |]count [up |]from {a} up to {b}{step}[.|]",
        "Start at {a} and count to {b}{step}[.|]",
        "Give me the numbers from {a} to {b}{step}.",
        "[List|Write|Write down|Say|Name] [the numbers|all numbers] from {a} to {b}{step}[.|]",
        "{a} to {b}{step}, [count|count please]",
    ),
    held=(
        "Could you please count for me from {a} to {b}{step}?",
        "Begin at {a} and count up to {b}{step}.",
        "Tell me the numbers from {a} to {b}{step}.",
    ),
)
DOWN = Frames(
    train=(
        "[Please |Can you |Could you |]count [backwards|down] from {a} to {b}{step}[.|]",
        "[Please |Can you |]count from {a} [down|back] to {b}{step}[.|]",
        "Start at {a} and count [down|backwards] to {b}{step}[.|]",
        "[List|Write|Write down|Say] the numbers from {a} down to {b}{step}[.|]",
        "Count from {a} to {b}{step}[.|]",
    ),
    held=(
        "Could you please count down for me from {a} to {b}{step}?",
        "Begin at {a} and count backwards to {b}{step}.",
        "Tell me the numbers from {a} down to {b}{step}.",
    ),
)
FROM_ONE = "[Please |Can you |Could you |][count|count up] to {b}[ for me|][.|?|]"
STEPS = {2: "[in twos|by twos|in steps of 2|by 2]", 5: "[in fives|by fives|in steps of 5|by 5]"}
STEPS |= {10: "[in tens|by tens|in steps of 10|by 10]", 3: "[in threes|by threes|in steps of 3|by 3]"}
BACK = ("[now|Now|and|And|] [backwards|count backwards|the other way|in reverse][.|?|]", "[and |now |]count it back[.|]")
BACK_HELD = ("and now backwards please", "Now count back the other way.")


def source(rng: random.Random) -> tuple[int, int, int]:
    """First, last and step, which is negative when counting down."""
    step = rng.choice([1, 1, 1, 1, 2, 3, 5, 10])
    low = rng.randint(0, 90) // (step if step > 3 else 1) * (step if step > 3 else 1)
    high = low + step * rng.randint(2, min(MOST - 1, max(2, (100 - low) // step)))
    return (low, high, step) if rng.random() < 0.65 else (high, low, -step)


def key(counted: tuple[int, int, int]) -> tuple[int, int, int]:
    """The key of the held-out split: up and down are on the same side."""
    a, b, step = counted
    return min(a, b), max(a, b), abs(step)


def turn(user: str, a: int, b: int, step: int, turned: bool = False) -> Turn:
    """Counts from a to b. A count that was already `turned` back is not turned again: a small model would never stop."""
    numbers = list(range(a, b + (1 if step > 0 else -1), step))
    how = f"{'add' if step > 0 else 'subtract'} {abs(step)} each time"
    thought = f"Start at {a}, {how}, stop at {b}."

    def follow(rng: random.Random, held: bool) -> Turn:
        if turned or rng.random() < 0.3:
            return start(rng, held)
        return turn(expand(rng, rng.choice(BACK_HELD if held else BACK)), numbers[-1], a, -step, turned=True)

    return Turn(user, thought, ", ".join(map(str, numbers)), Check("numbers", numbers), follow=follow)


def start(rng: random.Random, held: bool) -> Turn:
    a, b, step = draw(rng, held, source, key)
    if not held and rng.random() < 0.12:
        _, b, _ = draw(rng, held, lambda rng: (1, rng.randint(3, MOST), 1), key)
        return turn(expand(rng, FROM_ONE, b=b), 1, b, 1)
    name = "" if abs(step) == 1 else " " + expand(rng, STEPS[abs(step)])
    frames = UP if step > 0 else DOWN
    return turn(frames.ask(rng, held, a=a, b=b, step=name), a, b, step)
