"""Short stories that contain the named animal, place and object."""

import random
from dataclasses import dataclass, replace

from . import story_parts as parts
from ..grammar import Frames, draw, expand, reserved, with_article
from ..turn import Check, Turn
from ..words import ANIMALS, CITIES, NAMES, OBJECTS, PLACES, any_noun

TELL = "[Please |Can you |Could you |][tell|tell me|write|write me|make up|invent|give me] a [short |little |][story|tale]"
ASKED = Frames(
    train=(
        "[Can|Would|Will|Could] you [tell|write|make up|invent] [me |us |][a|some|one] [short|little|nice|] [story|tale] [where|about how|how|so that] {aa} [finds|loses|gets|sees|needs|buys|steals] {ao} [at|near|by|inside|behind] {p}[?|.|]",
        "[Tell|Write|Invent|Make up|Give me] [us |][a|the|some] [story|tale] [of|about] {aa} [who|that|which] [takes|carries|brings|moves|gives] {ao} [to|from|through|towards] {p}[.|]",
        "[A|Some] [story|tale] [where|in which|about how] {aa} [carries|brings|sends|moves] {ao} [to|into|from] {p}[.|, please.|]",
        "[A|Some] [story|tale] [where|about how|in which] {aa} [loses|sees|wants|needs|hides] {ao} [at|in|near|by] {p}[.|, please.|]",
        "[Write|Tell|I need|I want|Let me hear|Let us have|Think of] [a|some] [story|tale] [that has|containing|including|that uses|which mentions|with] {aa}, {ao} and {ap}[.|]",
        "[Use|Take|Here are] {aa}, {ap} and {ao}[.|:| and] [tell me a story|write a tale|make a story]",
        "{An}, {ap} and {ao}: [tell me a story|a story, please|make a tale of it|write a story]",
        "[I want|I'd love|I like|I need|Let me hear|Read me] [to hear |to read |][a|one|your] [story|tale] with {aa}, {ao} and {ap}[.|]",
        "[I'd love|I'd like|I would enjoy|I am in the mood for|Let me hear|Read me] [a|one|your] [short |little |nice |][story|tale] [about|of] {aa}, {ap} and {ao}[.|, please.|]",
        "[I would like|We'd love|It would be nice] to [hear|read|get] [a|some] [short |nice |][story|tale] [about|of] {aa}, {ap} and {ao}[.|]",
        "[How about|What about|Have you got|Do you know] a [short |little |][story|tale] [about|of] {aa}, {ap} and {ao}[?|]",
        "[Once|Imagine] {aa} [finds|has|loses] {ao} [at|in|near] {p}. [Tell the story|Go on|Tell me about it|Make a story of it][.|]",
        "Story [time|please]: {aa} [brings|takes|finds] {ao} [in|at|near] {p}[.|]",
        TELL + " about {aa}, {ap} and {ao}[.|?|]",
        TELL + " with {aa}, {ao} and {ap}[ in it|][.|?|]",
        TELL + " about {aa} [at|in|near|by] {p} with {ao}[.|?|]",
        TELL + " about {aa} [who|that] finds {ao} [at|in|near|by] {p}[.|?|]",
        TELL + " [in|at] {p} about {aa} and {ao}[.|?|]",
        TELL + " with these three things: {a}, {p}, {o}[.|]",
        "A [short |]story about {aa}, {ap} and {ao}[, please|][.|]",
        "[I want|I would like] a [short |]story with {aa}, {ap} and {ao}[.|]",
        "[Story|Write a story]: {a}, {p}, {o}",
    ),
    held=(
        "Could you write a short story in which {aa} finds {ao} in {p}?",
        "Please tell me a tale that has {aa}, {ao} and {ap} in it.",
        "I would love a story about {aa}, {ap} and {ao}.",
        "Make up a story where {aa} takes {ao} to {p}.",
    ),
)
ABOUT_ONE = TELL + " about {aa}[.|?|]"
ABOUT_TWO = TELL + " about {aa} and {ao}[.|?|]"
ABOUT_NONE = TELL + "[.|?| please|]"
ANOTHER = Frames(
    train=(
        "[I want|I'd like|I need|Let me have|Let's have|May I have|Can I have|Can you do|Let me hear] [another|another one|one more|a new one|a different story|one more story|another story][.|?|, please|]",
        "[one more|another|new story|next story|a second one|and one more story][, please|][.|!|]",
        "[Please |]tell [me |us |]one more[ story| of these| time|][.|]","[Another one|another one|another|And another|One more|Again|Another story|A different one][, please|][.|!|]",
           "[Tell me|Can you tell me|Give me|Write] another [one|story][.|?|]", "[once more|a new one]"),
    held=("One more story, please.", "Could I have another one?"),
)
SHORTER = Frames(
    train=(
        "[Please |Can you |Could you |]shorten [it|this|the story|your story][.|?|, please|]",
        "[I want|I need|Give me|Make|Can I have|Let me have] [a shorter one|it shorter|a brief one|a shorter story|this one shorter][.|?|]","[Shorter|shorter|Make it shorter|Too long|Shorter please|A shorter version|In two sentences][, please|][.|!|]",
           "[Can you|Could you|] make [it|that|the story] shorter[?|.|]", "[Now |]in short[.|]"),
    held=("Could you shorten that?", "A shorter one, please."),
)
LONGER = Frames(
    train=(
        "[I want|I need|Give me|Can I have|Let me have] [a longer one|it longer|a longer story|this one longer][.|?|]",
        "[Stretch|Extend|Lengthen] [it|this|that|the story][.|, please|]",
        "[Could|Would] you [make|tell] [it|this|the story] longer?","[Longer|longer|Make it longer|Too short|A longer version][, please|][.|!|]", "[Can you|] make [it|that] longer[?|.|]"),
    held=("Could you make that one longer?", "A longer one, please."),
)
SWAP = Frames(
    train=(
        "[Use|Take|Put in|Try|I want|Make it|I'd prefer] {ax} [instead|instead of the {old}|in place of the {old}|rather than the {old}|not the {old}][.|, please|]",
        "[Can|Would|Will] you [take|put|try] {ax} [instead|in place of the {old}|for the {old}][?|]",
        "[That|This|It|The story|The same story|Once more|Again] [but |]with {ax}[.|, please.|]",
        "[Replace|Swap|Exchange] the {old} [with|by|for] {ax}[.|]","[Now |now |And |And now |]with {ax}[ instead of the {old}| instead|][.|?|]",
           "[Can you|Now] [change|swap] the {old} [to|for] {ax}[.|?|]"),
    held=("the same with {ax}, please", "Could you use {ax} instead of the {old}?"),
)


@dataclass(frozen=True)
class Things:
    animal: str
    place: str
    object: str

    def slots(self) -> dict[str, str]:
        a, p, o = self.animal, self.place, self.object
        proper = p[0].isupper()
        an = with_article(a)
        return {
            "a": a, "o": o, "aa": an, "An": an[0].upper() + an[1:], "ao": with_article(o),
            "p": p if proper else f"the {p}", "ap": p if proper else with_article(p),
        }  # fmt: skip


def source(rng: random.Random) -> Things:
    place = rng.choice(CITIES) if rng.random() < 0.06 else any_noun(rng, PLACES)
    return Things(any_noun(rng, ANIMALS), place, any_noun(rng, OBJECTS))


def anything(rng: random.Random) -> Things:
    """Any three words in any role, so that the model has to take the roles from the question."""
    known = [*ANIMALS, *PLACES, *OBJECTS]
    return Things(*(any_noun(rng, known) for _ in range(3)))


def key(things: Things) -> tuple[str, ...]:
    return things.animal, things.place, things.object


def drawn_things(rng: random.Random, held: bool) -> Things:
    wide = not held and rng.random() < 0.35
    return Things(*draw(rng, held, lambda rng: key(anything(rng) if wide else source(rng))))


def told(rng: random.Random, things: Things, length: str) -> str:
    """A story of that length that mentions all three things."""
    while True:
        if length == "short":
            chosen = [rng.choice(parts.SHORT)]
        else:
            troubles = rng.sample(parts.TROUBLES, 2 if length == "long" else 1)
            turns = rng.sample(parts.TURNS, len(troubles))
            middle = [part for pair in zip(troubles, turns) for part in pair]
            chosen = [rng.choice(parts.OPENINGS), rng.choice(parts.FINDS), *middle, rng.choice(parts.ENDINGS)]
        slots = {"n": rng.choice(NAMES), **things.slots()}
        text = " ".join(expand(rng, part, **slots) for part in chosen)
        if all(name in text for name in key(things)):
            return text


def turn(rng: random.Random, user: str, things: Things, length: str = "middle") -> Turn:
    slots = things.slots()
    thought = f"A {length + ' ' if length != 'middle' else ''}story with {slots['aa']}, {slots['ap']} and {slots['ao']}."

    def follow(rng: random.Random, held: bool) -> Turn:
        way = rng.random()
        if way < 0.3:
            return turn(rng, ANOTHER.ask(rng, held), things, "middle")
        if way < 0.55 and length != "short":
            return turn(rng, SHORTER.ask(rng, held), things, "short")
        if way < 0.7 and length != "long":
            return turn(rng, LONGER.ask(rng, held), things, "long")
        field = rng.choice(["animal", "animal", "object"])
        other = any_noun(rng, ANIMALS if field == "animal" else OBJECTS)
        changed = replace(things, **{field: other})
        if reserved(*key(changed)) and not held:
            return turn(rng, ANOTHER.ask(rng, held), things, "middle")
        return turn(rng, SWAP.ask(rng, held, ax=with_article(other), old=getattr(things, field)), changed, length)

    return Turn(user, thought, told(rng, things, length), Check("words", list(key(things))), follow=follow)


def start(rng: random.Random, held: bool) -> Turn:
    things = drawn_things(rng, held)
    if held or rng.random() < 0.8:
        return turn(rng, ASKED.ask(rng, held, **things.slots()), things)
    # The model chooses the things that the question does not name, among those it knows.
    known = Things(things.animal, rng.choice(PLACES), rng.choice(OBJECTS))
    template = rng.choice([ABOUT_ONE, ABOUT_TWO, ABOUT_NONE])
    if template is ABOUT_TWO:
        known = replace(known, object=things.object)
    elif template is ABOUT_NONE:
        known = replace(known, animal=rng.choice(ANIMALS))
    if reserved(*key(known)):
        return start(rng, held)
    return turn(rng, expand(rng, template, **known.slots()), known)
