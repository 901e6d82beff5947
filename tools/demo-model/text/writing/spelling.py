"""Reversing a word, spelling it, and counting its letters.

A model sees tokens, not letters. It therefore first writes the word with spaces between the letters, so that each letter
is a token, and reverses that. Training never reverses a held-out word. It does spell such words, because a model could
not guess their letters.
"""

import random

from ..grammar import Frames, draw, expand
from ..turn import SPELLED, Turn, aloud, bold
from ..words import invented, short_words

REVERSE = Frames(
    train=(
        "[What|How] [comes out|happens|does it look|do I get|is the result] [when|if] [you|I|we|one] [reverse|flip|turn around] [the word |]{w}[?|]",
        "[If|When|Suppose|Assume|Say|Imagine|Whenever|Let us say|Say that|Given that] [you|we|I] [reverse|flip|turn|mirror] [the word |]{w}, [what is it|what comes out|what do I read|what does it say]?",
        "[Show|Give|Tell|Hand] me [the word |]{w} [backwards|in reverse|reversed|mirrored|from the last letter to the first][.|]",
        "[Tell me|I want to know|I wonder|Do you know] [how|what] {w} [is|looks|reads] [backwards|reversed|in reverse][.|?|]",
        "[Type|Put down|Print|Write] {w} [starting at its end|from the end|from its last letter|from right to left|letter by letter backwards][.|]",
        "[Take|Here is] the word {w}[.| and] [reverse|Reverse|flip|turn round] it[.|]",
        "[Mirror|Invert|Flip|Flip round|Turn round] [the word |the letters of |]{w}[.| for me|]",
        "[The|A] reverse of {w}[?|.|]",
        "[backwards|reverse|reversed|flip]: {w}",
        "{w} [from the end|from right to left|in mirror writing][?|.|]",
        "[I need|I'd like|I would like|Let me see|Let me have] [the word |]{w} [backwards|in reverse|reversed][.|]",
        "[Please |Can you |Could you |]reverse [the word |the letters of |]{w}[.|?|]",
        "[What is|What's] {w} [backwards|in reverse|reversed|spelled backwards]?",
        "[Please |Can you |Could you |]write [the word |]{w} [backwards|in reverse][.|?|]",
        "[Please |Can you |Could you |]spell [the word |]{w} backwards[.|?|]",
        "[Please |Can you |Could you |]turn [the word |]{w} around[.|?|]",
        "{w} [backwards|reversed][?|]",
        "How do you [write|spell|say] {w} backwards?",
        "[Say|Read|Flip] [the word |]{w} [backwards|in reverse][.|]",
        "Reverse this word: {w}",
        "[Swap|Exchange|Turn] the [order|sequence] of the letters [of|in] [the word |]{w}[.|]",
        "[Begin|Start|Go] [with|from|at] the last letter of [the word |]{w} and [go|read|write|work] to the first[.|]",
        "[Which|What] [word|letters|string] [do I get|do you get|results|comes out|appears] [by|from|after] [reversing|flipping|mirroring] [the word |]{w}[?|]",
        "[How|In what way] [is|does one write|would you write|do I write] {w} [written |][backwards|in reverse|from its end][?|]",
        "[Can|Could|Would|Will] you [tell|show|give|write] me [the reverse of |the mirror image of |][the word |]{w} [in reverse|backwards|from right to left|reversed][?|]",
        "[The word|The letters of|Word:|This word:] {w}[,| but| please,| -] [backwards|reversed|the other way round|in reverse][.|, please|]",
        "[Please|Now|Kindly|Just|I want you to|I ask you to|Let us|Try to] [reverse|flip|mirror|turn round] {w}[ for me| now| letter by letter|][.|]",
        "[Write|Read|Say|Spell] [the word |]{w} [from its last letter to its first|last letter first|from the end to the start|from behind|with the last letter first][.|, please|]",
    ),
    held=(
        "Could you tell me what {w} is backwards?",
        "Please reverse the word {w} for me.",
        "What do you get when you reverse {w}?",
        "Write {w} from back to front, so backwards.",
    ),
)
SPELL = (
    "[Please |Can you |Could you |]spell [the word |]{w}[ for me|][.|?|]",
    "How [do you|is the word] {w} spelled?",
    "[What are|Tell me|Give me|List] the letters [of|in] [the word |]{w}[?|.|]",
    "How do you spell {w}?",
    "[Spell|Write|Say] {w} [letter by letter|one letter at a time|with spaces between the letters][.|, please|]",
    "[What|Which] letters [are in|make up|does one need for] [the word |]{w}[?|]",
)
LETTERS = (
    "How many letters [are in|are there in|does] [the word |]{w}[ have|]?",
    "[Please |Can you |]count the letters [of|in] [the word |]{w}[.|]",
    "How long is the word {w}?",
)
ANOTHER = Frames(
    train=(
        "[do|Do|now do|try|Try|once more with|Next|next one:|then] {w}[.|, please|]",
        "[The same|same|Same|That again|likewise] [for|to] {w}[.|]","[and|And|now|Now|what about|What about|how about|another one:|next:] [the word |]{w}[?|.|]",),
    held=("and how about {w}?", "now the same with {w}"),
)
END = (
    "[What is|What's|Tell me|Name|Give me|Which is] the {which} letter [of|in] [the word |]{w}[?|.|]",
    "[With which|Which|With what] letter does [the word |]{w} {verb}[?|]",
    "The {which} letter [of|in] {w}[?|, please|]",
)
QUOTED = ('"{w}"', "'{w}'", "{w}", "{w}", "{w}", "{w}")


def word(rng: random.Random) -> str:
    return rng.choice(short_words()) if rng.random() < 0.5 else invented(rng)


def longer_word(rng: random.Random) -> str:
    """A word for training, sometimes of up to 10 letters. Long words fail most, and the evaluation has up to 8 letters."""
    return max((invented(rng, 10) for _ in range(2)), key=len) if rng.random() < 0.3 else word(rng)


def letterwise(text: str) -> str:
    return SPELLED + text + SPELLED


def reversal(rng: random.Random, held: bool, frames: Frames) -> Turn:
    drawn = draw(rng, held, word if held else longer_word)
    there, back = " ".join(drawn), " ".join(reversed(drawn))
    thought = f"The letters are {there}. Backwards they are {back}."
    answer = f"{drawn} backwards is **{letterwise(drawn[::-1])}**."
    return Turn(
        frames.ask(rng, held, w=rng.choice(QUOTED).format(w=drawn)),
        thought,
        answer,
        bold(drawn[::-1]),
        direct=f"{aloud(thought)}: **{letterwise(drawn[::-1])}**.",
        follow=lambda rng, held: reversal(rng, held, ANOTHER),
    )


def spelled(rng: random.Random) -> Turn:
    drawn = longer_word(rng)
    letters, quoted = " ".join(drawn), rng.choice(QUOTED).format(w=drawn)
    kind = rng.random()
    if kind < 0.15:
        which, verb, at = rng.choice([("first", "[start|begin]", 0), ("last", "[end|finish]", -1)])
        answer = f"The {which} letter of {drawn} is **{drawn[at]}**."
        user = expand(rng, expand(rng, rng.choice(END), w=quoted, which=which, verb=verb))
        return Turn(user, f"The letters are {letters}.", answer, bold(drawn[at]))
    if kind < 0.7:
        answer = f"{drawn} is spelled **{letters}**."
        return Turn(expand(rng, rng.choice(SPELL), w=quoted), "I name the letters one by one.", answer, bold(letters))
    numbered = [f"{letter} {i}" for i, letter in enumerate(drawn, 1)]
    answer = f"{drawn} has **{len(drawn)}** letters."
    user = expand(rng, rng.choice(LETTERS), w=quoted)
    return Turn(user, f"{', '.join(numbered)}.", answer, bold(len(drawn)), direct=f"{'; '.join(numbered)}: {answer}")


def start(rng: random.Random, held: bool) -> Turn:
    if not held and rng.random() < 0.36:
        return spelled(rng)
    return reversal(rng, held, REVERSE)
