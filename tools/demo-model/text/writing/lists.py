"""Lists in Markdown, with bullets or numbers."""

import random

from ..numbers.arithmetic import in_words
from ..grammar import Frames, draw, expand
from ..turn import Check, Turn

ITEMS = {
    "fruits": "apple, pear, plum, cherry, banana, orange, grape, lemon, peach, melon",
    "vegetables": "carrot, onion, potato, cabbage, pea, bean, leek, spinach, pumpkin, tomato",
    "colours": "red, blue, green, yellow, black, white, orange, purple, brown, grey",
    "animals": "dog, cat, horse, cow, fox, owl, bear, mouse, sheep, deer",
    "birds": "owl, robin, crow, swan, eagle, sparrow, duck, parrot, raven, goose",
    "trees": "oak, pine, birch, maple, willow, elm, ash, beech, cedar, fir",
    "flowers": "rose, tulip, lily, daisy, violet, poppy, iris, lilac, orchid, sunflower",
    "planets": "Mercury, Venus, Earth, Mars, Jupiter, Saturn, Uranus, Neptune",
    "weekdays": "Monday, Tuesday, Wednesday, Thursday, Friday, Saturday, Sunday",
    "months": "January, February, March, April, May, June, July, August, September, October",
    "drinks": "water, tea, coffee, milk, juice, lemonade, cocoa, cider",
    "instruments": "violin, flute, drum, piano, guitar, trumpet, harp, cello, horn, organ",
    "tools": "hammer, saw, drill, screwdriver, ladder, brush, pliers, chisel, file, axe",
    "kernels": "embedding, RMSNorm, matrix product, RoPE, attention, softmax, SwiGLU, residual add",
    "number formats": "float32, float16, bfloat16, int8, int4, float64",
    "stages": "input norm, query, key, value, attention, output projection, gate, up, down",
    "sampling settings": "temperature, top-k, top-p, min-p, repetition penalty, seed, max tokens",
    "sports": "football, tennis, running, swimming, chess, rowing, cycling, skiing, boxing, judo",
    "countries": "France, Japan, Brazil, Kenya, Canada, India, Norway, Peru, Egypt, Spain",
    "shapes": "circle, square, triangle, rectangle, star, oval, cube, cone",
}
ALSO = {"colours": ["colors"], "weekdays": ["days of the week"], "kernels": ["GPU kernels"], "tools": ["hand tools"]}
ALSO |= {"stages": ["stages of a layer"], "number formats": ["numeric formats", "float formats"], "months": ["months of the year"]}

ASKED = Frames(
    train=(
        "[Can you|Would you|Will you|I want you to|Please] [make|write|build|show|print|put] {n} {what} [in|into|as] a {kind}list[.|?|]",
        "[Show|Write|Print|Present] [me |]{n} {what}{style}[ as bullets| below|][.|]",
        "[Can|Would] you [write|build|prepare] a {kind}list [with|of|containing|that has] {n} {what}{style}[?|]",
        "{n} {what}{style}[, please|][.|?|]",
        "[Think of|Find|Collect|I need|I want] {n} {what}{style}[.|]",
        "[Please |Can you |Could you |][list|name|give me|tell me|write down] {n} {what}{style}[.|?|]",
        "[Give|Write|Make|Show] [me |]a {kind}list of {n} {what}{style}[.|]",
        "[I need|I want|I would like] a {kind}list [of|with] {n} {what}{style}[.|]",
        "A {kind}list of {n} {what}{style}[, please|][.|]",
        "[What are|Name] {n} {what}{style}[?|.|]",
    ),
    held=(
        "Could you make a {kind}list with {n} {what}{style}?",
        "Please write {n} {what} as a {kind}list.",
        "Show me {n} {what} in a {kind}list.",
    ),
)
MORE = Frames(
    train=("[I want|I need|Can I have|May I have|Let me have|Let me see|Please give me|Show me|Write|Name|List|] {n} [more|others|additional ones|extra ones|new ones|more of them|other ones][.|?|, please|]", "[{n} more|and {n} more|{n} more please|Give me {n} more|Add {n} more|Now {n} others][.|?|]",),
    held=("Could I have {n} more?", "{n} further ones, please."),
)
RESTYLE = Frames(
    train=("[That|This|Same|The list|These|Them|All|It|Once more|Again|The very same][,|] [but |]as a {kind}list[.|!|]", "[I want|Turn|Put|Write|Give me|Show|Please make] [it|that|them|these|the list] [as|into|in|to] a {kind}list[.|, please|?]", "[Now |And |]as a {kind}list[.|, please|]", "[Can you|Now] make [it|that] a {kind}list[?|.|]"),
    held=("The same as a {kind}list, please.",),
)
FEWER = Frames(
    train=("[Just|Only|Keep|I want|Give me|I need|Show|No, only|But only] {n}[ of these| of those| items| things| entries| from it][.|!|, please|]", "[{n} are enough|{n} will do|I only need {n}|not so many, {n}|Cut it to {n}|Leave {n}][.|, please|]", "[shorter|Shorter|make it shorter|only {n}|just {n}|only the first {n}][.|, please|]",),
    held=("Only {n} of them, please.",),
)


def items_of(what: str) -> list[str]:
    return ITEMS[what].split(", ")


def source(rng: random.Random) -> tuple[str, int, bool]:
    what = rng.choice(list(ITEMS))
    return what, rng.randint(2, min(7, len(items_of(what)))), rng.random() < 0.4


def number(rng: random.Random, n: int) -> str:
    return str(n) if rng.random() < 0.4 else in_words(n)


def turn(user: str, what: str, first: int, count: int, numbered: bool) -> Turn:
    every = items_of(what)
    chosen = every[first : first + count]
    lines = [f"{i}. {item}" if numbered else f"- {item}" for i, item in enumerate(chosen, 1)]
    head = f"Here are {in_words(count)} {'more ' if first else ''}{what}:"
    thought = f"A {'numbered list' if numbered else 'list with bullets'} of {in_words(count)} {what}."

    def follow(rng: random.Random, held: bool) -> Turn:
        left = len(every) - first - count
        if left >= 1 and rng.random() < 0.5:
            more = rng.randint(1, min(3, left))
            return turn(MORE.ask(rng, held, n=number(rng, more)), what, first + count, more, numbered)
        if count > 2 and rng.random() < 0.4:
            fewer = 2
            return turn(FEWER.ask(rng, held, n=in_words(fewer)), what, first, fewer, numbered)
        kind = "bulleted " if numbered else "numbered "
        return turn(RESTYLE.ask(rng, held, kind=kind), what, first, count, not numbered)

    check = Check("list", {"items": chosen, "numbered": numbered})
    return Turn(user, thought, head + "\n\n" + "\n".join(lines), check, follow=follow)


def start(rng: random.Random, held: bool) -> Turn:
    what, count, numbered = draw(rng, held, source)
    name = rng.choice([what, *ALSO.get(what, [])])
    kind = "numbered " if numbered else rng.choice(["", "", "", "bulleted ", "bullet "])
    user = ASKED.ask(rng, held, n=number(rng, count), what=name, kind="{kind}", style="{style}")
    said = "{kind}" in user
    style = "" if said or not numbered else rng.choice([" as a numbered list", " in a numbered list"])
    return turn(expand(rng, user, kind=kind, style=style), what, 0, count, numbered)
