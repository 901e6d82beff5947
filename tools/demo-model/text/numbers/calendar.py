"""The next and the previous day or month."""

import random

from ..grammar import Frames, expand
from ..turn import Turn, bold

DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
MONTHS = "January February March April May June July August September October November December".split()

# Keyed by the distance of the wanted day or month. `{unit}` is "day" or "month".
ASKED = {
    1: Frames(
        train=(
        "[If|When|Suppose|Assume|Say|Imagine|Whenever|Let us say|Say that|Given that] [today is|it is|we have|now is] {x}[,|.] [what is the next {unit}|which {unit} comes then|the next {unit} is|what {unit} do we have then]?",
        "[Now it is|It is now|We have] {x}. [What|Which|And what] is the next {unit}?",
        "[The|One|A] {unit} after {x}[?| is?| is which?|, what is it?| is what?]",
        "After {x}, [what|which] {unit}[ is it|]?",
        "[Give me|Say|I need|Find|I want] the {unit} after {x}[.|]",
            "[What|Which] {unit} [comes|is|follows] [right |][after] {x}?",
            "[What is|What's|Name|Tell me] the {unit} after {x}[?|.|]",
            "[What is|Tell me] the next {unit} after {x}[?|.|]",
            "[What|Which] {unit} follows {x}?",
            "What comes after {x}?",
            "After {x} comes [which {unit}|what]?",
            "{x} is followed by [which {unit}|what]?",
            "Do you know which {unit} comes after {x}?",
        ),
        held=(
            "Could you tell me what {unit} comes after {x}?",
            "Which is the {unit} that follows {x}?",
            "If it is {x} now, what is the next {unit}?",
        ),
    ),
    -1: Frames(
        train=(
        "[If|When|Suppose|Assume|Say|Imagine|Whenever|Let us say|Say that|Given that] [today is|it is|we have|now is] {x}[,|.] [what is the previous {unit}|which {unit} did we have just before|the previous {unit} is|what {unit} do we have just before]?",
        "[Now it is|It is now|We have] {x}. [What|Which|And what] is the previous {unit}?",
        "[The|One|A] {unit} before {x}[?| is?| is which?|, what is it?| is what?]",
        "Before {x}, [what|which] {unit}[ is it|]?",
        "[Give me|Say|I need|Find|I want] the {unit} before {x}[.|]",
            "[What|Which] {unit} [comes|is|was] [right |]before {x}?",
            "[What is|What's|Name|Tell me] the {unit} before {x}[?|.|]",
            "[What is|Tell me] the previous {unit} before {x}[?|.|]",
            "[What|Which] {unit} precedes {x}?",
            "What comes before {x}?",
            "Before {x} comes [which {unit}|what]?",
            "Do you know which {unit} comes before {x}?",
        ),
        held=(
            "Could you tell me what {unit} comes before {x}?",
            "Which is the {unit} that precedes {x}?",
            "If it is {x} now, what was the previous {unit}?",
        ),
    ),
    2: Frames(
        train=(
        "[Two|2] {unit}s after {x}[?| is?| it is?|, please.|, what is it?| comes what?| gives which {unit}?]",
        "[Give me|Say|Name|Tell me|Find|I want] the {unit} [two|2] {unit}s after {x}[.|]",
        "[Starting at|From|Beginning with] {x}[,|] [what|which {unit}] [is|comes|do I reach] [two|2] {unit}s later?",
        "[If|When|Suppose|Assume|Say|Imagine|Whenever|Let us say|Say that|Given that] [it is|we have|now is] {x}, [what|which {unit}] [is|was] it [two|2] {unit}s later?",
        "[What|Which] {unit} [lies|falls|stands] two {unit}s after {x}?",
            "[What|Which] {unit} [comes|is] two {unit}s after {x}?",
            "[What is|Tell me] the {unit} two after {x}[?|.|]",
            "What {unit} is it two {unit}s after {x}?",
        ),
        held=("Which {unit} do we have two {unit}s after {x}?", "Two {unit}s after {x} is which {unit}?"),
    ),
    -2: Frames(
        train=(
        "[Two|2] {unit}s before {x}[?| is?| it is?|, please.|, what is it?| comes what?| gives which {unit}?]",
        "[Give me|Say|Name|Tell me|Find|I want] the {unit} [two|2] {unit}s before {x}[.|]",
        "[Starting at|From|Beginning with] {x}[,|] [what|which {unit}] [is|comes|do I reach] [two|2] {unit}s earlier?",
        "[If|When|Suppose|Assume|Say|Imagine|Whenever|Let us say|Say that|Given that] [it is|we have|now is] {x}, [what|which {unit}] [is|was] it [two|2] {unit}s earlier?",
        "[What|Which] {unit} [lies|falls|stands] two {unit}s before {x}?",
            "[What|Which] {unit} [comes|is|was] two {unit}s before {x}?",
            "[What is|Tell me] the {unit} two before {x}[?|.|]",
            "What {unit} was it two {unit}s before {x}?",
        ),
        held=("Which {unit} did we have two {unit}s before {x}?", "Two {unit}s before {x} is which {unit}?"),
    ),
}
TODAY = {
    1: Frames(
        train=(
        "[Today we have|We have|Now it is|Assume it is|Suppose today is|Imagine it is] {x}[ today|]. [What|Which day|And what] [is|comes|will be] tomorrow?",
        "Tomorrow, [if today is|when it is] {x} [now|today|], [is|will be] what?",
            "[If |]today is {x}[.|,] [What|what|Which|which] [day |weekday |]is [it |]tomorrow?",
            "It is {x} today. What day is tomorrow?",
            "[Today is|It is] {x}, so tomorrow is?",
        ),
        held=("Say today is {x}. Which day will tomorrow be?", "Today it is {x}; what is tomorrow?"),
    ),
    -1: Frames(
        train=(
            "[Today we have|We have|Now it is|Assume it is|Suppose today is|Imagine it is] {x}[ today|]. [What|Which day|And what] was yesterday?",
            "[If |]today is {x}[.|,] [What|what|Which|which] [day |weekday |]was [it |]yesterday?",
            "It is {x} today. What day was yesterday?",
            "[Today is|It is] {x}, so yesterday was?",
        ),
        held=("Say today is {x}. Which day was yesterday?", "Today it is {x}; what was yesterday?"),
    ),
}
TODAY[2] = Frames(
    train=("[If |]today is {x}[.|,] [What|what|Which|which] day is the day after tomorrow?",
           "[Today we have|We have|Now it is|Assume it is|Suppose today is|Imagine it is] {x}[ today|]. [What|Which day|And what] [is|comes|will be] the day after tomorrow?",
           "[What|Which day] is the day after tomorrow[,|] [if|when] today is {x}?"),
    held=("Say today is {x}. Which day will it be the day after tomorrow?",),
)
TODAY[-2] = Frames(
    train=("[If |]today is {x}[.|,] [What|what|Which|which] day was the day before yesterday?",
           "[Today we have|We have|Now it is|Assume it is|Suppose today is|Imagine it is] {x}[ today|]. [What|Which day|And what] was the day before yesterday?",
           "[What|Which day] was the day before yesterday[,|] [if|when] today is {x}?"),
    held=("Say today is {x}. Which day was it the day before yesterday?",),
)
ON = {1: "[and|And|And the {unit}|and the one|and then the one|what comes|Which is|Which one is|what follows|the next] after [that|it|this|that one][?|]", -1: "[and|And|And the {unit}|and the one|and then the one|what comes|Which is|Which one is|what was|the one] before [that|it|this|that one][?|]"}
ON_HELD = {1: "and which one comes after that?", -1: "and which one comes before that?"}
OTHER = {1: "[and|And|what about|What about] after {x}?", -1: "[and|And|what about|What about] before {x}?"}
OTHER_HELD = {1: "Then which one comes after {x}?", -1: "Then which one comes before {x}?"}


def turn(user: str, names: list[str], at: int, offset: int) -> Turn:
    result = names[(at + offset) % len(names)]
    unit = "day" if names is DAYS else "month"
    step = 1 if offset > 0 else -1
    path = [names[(at + step * i) % len(names)] for i in range(abs(offset) + 1)]
    word = "after" if offset > 0 else "before"
    thought = " ".join(f"The {unit} {word} {one} is {other}." for one, other in zip(path, path[1:]))
    far = "" if abs(offset) == 1 else "Two days " if unit == "day" else "Two months "
    verb = "comes" if abs(offset) == 1 else "is"
    answer = f"{far}{word if far else word.capitalize()} {names[at]} {verb} **{result}**."

    def follow(rng: random.Random, held: bool) -> Turn:
        way = rng.choice([1, -1])
        if rng.random() < 0.6:
            asked = ON_HELD[way] if held else ON[way]
            return turn(expand(rng, asked, unit=unit), names, (at + offset) % len(names), way)
        other = rng.randrange(len(names))
        return turn(expand(rng, (OTHER_HELD if held else OTHER)[way], x=names[other]), names, other, way)

    return Turn(user, thought, answer, bold(result), follow=follow)


def start(rng: random.Random, held: bool) -> Turn:
    names = DAYS if held or rng.random() < 0.75 else MONTHS
    at, offset = rng.randrange(len(names)), rng.choice([1, 1, 1, -1, -1, -1, 2, -2])
    unit = "month" if names is MONTHS else rng.choice(["day", "day", "weekday", "day of the week"])
    if unit == "day of the week" and abs(offset) == 2:
        unit = "day"
    today = names is DAYS and rng.random() < 0.25
    frames = TODAY[offset] if today else ASKED[offset]
    return turn(frames.ask(rng, held, unit=unit, x=names[at]), names, at, offset)
