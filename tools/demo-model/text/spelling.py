"""Reversing, spelling and measuring a short word, letter by letter.

A model sees tokens, not letters. So it first writes the word with spaces between the letters, each a token, and turns
that round. Reserved words are never reversed in training; that they are spelled there is how their letters are known.
"""

import random

from .grammar import Frames, draw, expand
from .turn import SPELLED, Turn, aloud, bold
from .words import invented, short_words

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
QUOTED = ('"{w}"', "'{w}'", "{w}", "{w}", "{w}", "{w}")


def word(rng: random.Random) -> str:
    return rng.choice(short_words()) if rng.random() < 0.5 else invented(rng)


def letterwise(text: str) -> str:
    return SPELLED + text + SPELLED


def reversal(rng: random.Random, held: bool, frames: Frames) -> Turn:
    drawn = draw(rng, held, word)
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
    drawn = word(rng)
    letters, quoted = " ".join(drawn), rng.choice(QUOTED).format(w=drawn)
    if rng.random() < 0.6:
        answer = f"{drawn} is spelled **{letters}**."
        return Turn(expand(rng, rng.choice(SPELL), w=quoted), "I name the letters one by one.", answer, bold(letters))
    numbered = [f"{letter} {i}" for i, letter in enumerate(drawn, 1)]
    answer = f"{drawn} has **{len(drawn)}** letters."
    user = expand(rng, rng.choice(LETTERS), w=quoted)
    return Turn(user, f"{', '.join(numbered)}.", answer, bold(len(drawn)), direct=f"{'; '.join(numbered)}: {answer}")


def start(rng: random.Random, held: bool) -> Turn:
    if not held and rng.random() < 0.4:
        return spelled(rng)
    return reversal(rng, held, REVERSE)
