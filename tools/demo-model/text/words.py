"""Nouns, names, and words that are in no list."""

import functools
import random
import re

ANIMALS = """fox owl cat dog mouse rabbit bear wolf horse cow sheep goat pig duck goose hen rooster frog toad turtle snail
hedgehog squirrel badger otter beaver deer moose lion tiger elephant giraffe zebra monkey parrot crow raven robin
sparrow swan eagle hawk penguin seal whale dolphin shark crab fish bee ant spider butterfly beetle camel donkey kitten
puppy lamb pony lizard snake crocodile kangaroo koala panda bat dragon unicorn octopus""".split()
PLACES = """forest harbour castle garden village mountain river lake beach desert island cave tower bridge market library
kitchen school farm mill station lighthouse meadow valley swamp city town park museum theatre church attic cellar barn
bakery workshop windmill ship field hill palace temple ruin well street square shop hospital hotel tent house cottage
jungle canyon volcano moon zoo factory office""".split()
OBJECTS = """lantern key map book letter coin ring crown sword hat boot coat umbrella clock watch bell drum flute violin
trumpet candle mirror box basket bag bottle cup plate spoon kettle pot broom rope ladder hammer saw needle button shoe
scarf glove blanket pillow chair table lamp stone shell feather pearl diamond apple cake loaf egg seed rose kite ball
balloon telescope compass wheel boat anchor net pencil paintbrush camera guitar""".split()
NAMES = """Ada Alan Grace Linus Mia Tom Anna Ben Clara David Emma Felix Hana Ivan Julia Kai Lena Max Nina Omar Paul Rosa
Sam Tara Uma Victor Wendy Yuki Zoe Leo Maria Peter Sofia Noah Olivia John Sarah Alex Chris Priya Chen
Ahmed Alice Amir Anita Arthur Bella Boris Carla Carlos Cora Daniel Diego Dora Edith Elena Elias Erik Eva Fatima Fiona Frank
Greta Hugo Ida Igor Ingrid Isaac Jana Jonas Karl Kate Kofi Laura Lucy Luis Malik Marco Martha Nadia Nora Oscar Pablo Petra
Quinn Ravi Rita Ruth Simon Stella Tina Ursula Vera Walter Xenia Yara Zara""".split()
CITIES = "Paris London Rome Oslo Tokyo Cairo Lima Boston Vienna Prague Dublin Sydney".split()

ONSETS = "b c d f g h j k l m n p r s t v w z bl br cl cr dr fl fr gl gr pl pr sk sl sm sn sp st str sw th tr wh sh ch".split()
VOWELS = "a e i o u a e i o u ai ea ee oa oo ou y".split()
CODAS = "b ck d f g k l m n p r s t v x z nd nk nt lt lk mp rd rk rn rt sh st th ng ll ss".split() + [""] * 12


def invented(rng: random.Random, longest: int = 8) -> str:
    """A pronounceable word of 3 to `longest` letters that hardly any language has."""
    while True:
        if rng.random() < 0.3:
            word = blended(rng)
            if 3 <= len(word) <= longest:
                return word
            continue
        syllables = rng.choice([1, 1, 2, 2, 2, 3])
        word = "".join(rng.choice(ONSETS) + rng.choice(VOWELS) for _ in range(syllables)) + rng.choice(CODAS)
        if 3 <= len(word) <= longest:
            return word


def blended(rng: random.Random) -> str:
    """The start of one word and the end of another, so that tokens occur in orders that no list has."""
    first, second = rng.choice(short_words()), rng.choice(short_words())
    return first[: rng.randint(1, len(first) - 1)] + second[rng.randint(1, len(second) - 1) :]


def any_noun(rng: random.Random, known: list[str]) -> str:
    """Usually a noun of the list, now and then any word at all: people name things that are in no list."""
    drawn = rng.random()
    if drawn < 0.72:
        return rng.choice(known)
    return rng.choice(short_words()) if drawn < 0.84 else invented(rng)


@functools.cache
def short_words() -> list[str]:
    """Every word of 3 to 8 letters in the demo's answers. The tokenizer has these as whole tokens."""
    from . import small_talk
    from .knowledge import app, basics, basics_numbers, refusals
    from .writing import story_parts

    known = [ANIMALS, PLACES, OBJECTS, story_parts.all_text(), small_talk.all_text(), refusals.all_text()]
    known += [fact.all_text() for facts in (app.FACTS, basics.FACTS, basics_numbers.FACTS) for fact in facts]
    text = " ".join(part if isinstance(part, str) else " ".join(part) for part in known)
    return sorted(set(re.findall(r"(?<![\w{<'-])[a-z]{3,8}(?![\w}'-])", text)))
