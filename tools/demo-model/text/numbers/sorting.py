"""Sorting three numbers, and naming the largest or the smallest."""

import random

from ..grammar import Frames, draw, expand
from ..turn import Turn, bold

ASCENDING = Frames(
    train=(
        "[Put|Bring|Arrange|Sort|Order|Line up] [these|them|the numbers|these numbers|the following|all these][ for me|][, |: ][ascending|going up|small to large|from the smallest|in order][:|] {n}",
        "[Sort|Order|Arrange] {n}[,| with the| so that the] [smallest first|smallest at the front|smallest is first|largest last|lowest at the start][.|]",
        "{n}: [sort|order|arrange|line up] [them|these|it][ upwards| from small to large|][.|]",
        "{n} [in order|sorted|ascending|from small to large|sorted upwards][?|.|]",
        "[Bring|Put|Get|Rank|Place] [the numbers |the values |]{n} [in order|into order|in a row by size|from the smallest to the largest|in rising order][.|]",
        "[Here are|I have|Take] [three numbers|some numbers][:|,] {n}. [Sort them|Put them in order|Order them|In which order are they][.|?|]",
        "[Starting with|Begin with] the [smallest|lowest], [sort|order|list] {n}[.|]",
        "[Please |Can you |Could you |]sort {n}[.|?|]",
        "[Please |Can you |Could you |]sort [the numbers|these numbers|these three numbers|these]: {n}[.|]",
        "Sort {n} from [smallest to largest|small to large|low to high|lowest to highest][.|]",
        "Put {n} in [order|ascending order|increasing order|the right order][.|]",
        "[Please |Can you |]order {n}[ from smallest to largest| by size|][.|?|]",
        "Arrange {n} [in order|from small to large|from low to high][.|]",
        "What is the order of {n}?",
        "[Please |]sort {n} [ascending|in ascending order|upwards][.|]",
    ),
    held=(
        "Could you put the numbers {n} in ascending order?",
        "Please arrange {n} from smallest to largest.",
        "Sort these for me, smallest first: {n}",
    ),
)
DESCENDING = Frames(
    train=(
        "[Put|Bring|Arrange|Sort|Order|Line up] [these|them|the numbers|these numbers|the following|all these][ for me|][, |: ][descending|going down|large to small|from the largest|in falling order][:|] {n}",
        "[Sort|Order|Arrange] {n}[,| with the| so that the] [largest first|biggest first|largest at the front|largest is first|smallest last|highest at the start][.|]",
        "{n}: [sort|order|arrange|line up] [them|these|it] [downwards|from large to small|largest first][.|]",
        "{n} [descending|from large to small|sorted downwards|biggest first][?|.|]",
        "[Bring|Put|Get|Rank|Place] [the numbers |the values |]{n} [in falling order|from the largest to the smallest|from the biggest down][.|]",
        "[Here are|I have|Take] [three numbers|some numbers][:|,] {n}. [Sort them downwards|Put them in descending order|Order them, largest first][.|]",
        "[Starting with|Begin with] the [largest|biggest|highest], [sort|order|list] {n}[.|]",
        "Sort {n} from [largest to smallest|large to small|high to low|highest to lowest|biggest to smallest][.|]",
        "Put {n} in [descending|decreasing|falling] order[.|]",
        "[Please |Can you |]order {n} from [largest to smallest|high to low][.|?|]",
        "Arrange {n} from [large to small|high to low|largest to smallest][.|]",
        "[Please |]sort {n} [descending|in descending order|downwards|backwards|largest first][.|]",
    ),
    held=(
        "Could you put the numbers {n} in descending order?",
        "Please arrange {n} from biggest to smallest.",
        "Sort these for me, largest first: {n}",
    ),
)
EXTREME = Frames(
    train=(
        "[Among|From|In|Out of|Between|Looking at] {n}[,| ] [what is|which one is|name|find|give me|tell me|I want] the {which}[?|.|]",
        "{n}: [which is|what is|which one is|name|find] the {which}[?|.|]",
        "[Here are|I have|Take] {n}. [Which is|What is|Which one is|Name] the {which}[?|.|]",
        "the {which} [of|among|from|in] {n}[?|.|]",
        "Which [of|among] {n} is [the |]{which}?",
        "[Pick|Choose|Show|Say] the {which}: {n}",
        "[Which is|What is|Which one is] the {which} of {n}?",
        "[Which|What] is {which}: {n}?",
        "[Which|What] number is the {which}: {n}?",
        "Find the {which} of {n}[.|]",
        "[Give me|Name|Tell me] the {which} number of {n}[.|]",
    ),
    held=("Of {n}, which is the {which}?", "Tell me which one is the {which}: {n}"),
)
OTHER_WAY = Frames(
    train=(
        "[now|Now|and|And|] [the other way round|the other way|in reverse|reversed|backwards][?|.|]",
        "[Now|And|] from {far}[.|?|]",
        "[Can you|Now] [turn it around|reverse it|reverse that|flip it][?|.|]",
    ),
    held=("and the other way around?", "Now in the opposite order, from {far}."),
)
AND_THESE = ("[and|And|what about|What about|now|Now|now sort|] {n}[?|]",)
JOINED = ("{0}, {1}, {2}", "{0}, {1}, {2}", "{0} {1} {2}", "{0}, {1} and {2}", "{0},{1},{2}", "{0}, {1}, and {2}")


def source(rng: random.Random) -> tuple[int, ...]:
    return tuple(sorted(rng.sample(range(rng.choice([20, 100, 100])), 3)))


def shuffled(rng: random.Random, numbers: tuple[int, ...]) -> str:
    return rng.choice(JOINED).format(*rng.sample(numbers, 3))


def turn(user: str, numbers: tuple[int, ...], down: bool) -> Turn:
    small, middle, large = numbers
    ordered = [large, middle, small] if down else [small, middle, large]
    thought = f"The smallest is {small}, the largest is {large}, and {middle} is between them."

    def follow(rng: random.Random, held: bool) -> Turn:
        if rng.random() < 0.5:
            far = rng.choice(["small to large", "smallest to largest"] if down else ["large to small", "largest to smallest"])
            return turn(OTHER_WAY.ask(rng, held, far=far), numbers, not down)
        others = draw(rng, held, source)
        return turn(expand(rng, rng.choice(AND_THESE), n=shuffled(rng, others)), others, down)

    return Turn(user, thought, f"In order: **{', '.join(map(str, ordered))}**.", bold(", ".join(map(str, ordered))), follow=follow)


def extreme(rng: random.Random, held: bool, numbers: tuple[int, ...]) -> Turn:
    which, result = rng.choice([("largest", -1), ("biggest", -1), ("smallest", 0)])
    user = EXTREME.ask(rng, held, which=which, n=shuffled(rng, numbers))
    small, middle, large = numbers
    thought = f"The smallest is {small}, the largest is {large}, and {middle} is between them."
    return Turn(user, thought, f"The {which} is **{numbers[result]}**.", bold(numbers[result]))


def start(rng: random.Random, held: bool) -> Turn:
    numbers = draw(rng, held, source)
    if rng.random() < 0.2:
        return extreme(rng, held, numbers)
    down = rng.random() < 0.35
    frames = DESCENDING if down else ASCENDING
    return turn(frames.ask(rng, held, n=shuffled(rng, numbers)), numbers, down)
