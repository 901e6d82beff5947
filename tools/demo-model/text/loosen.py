"""Other words for the same question, so that a model learns which words matter.

It works on templates before their slots are filled, so it never changes content.
"""

import random
import re

OPENERS = (
    "Quick question: ", "Tell me this: ", "One thing: ", "I wonder: ", "Here is one: ", "Next: ", "My question: ", "Excuse me, ",
    "Listen, ", "Oh, ", "Right, ", "Sorry, ", "By the way, ", "Just wondering: ", "Now, ", "Dear model, ", "I have a question. ",
    "Let me ask: ", "For my homework: ", "Let us see: ", "Maybe you know: ", "My friend asks: ", "Hmm, ", "Alright, ", "And: ",
    "First of all, ", "Be honest: ", "I forgot: ", "Come on, ", "Let's try: ", "Question: ", "Now tell me, ", "Good, ",
)  # fmt: skip
CLOSERS = (
    ", if you can", ", if possible", ", for me", ", thank you", ", if you know", ", I wonder", ", just curious", ", my friend",
    ", toy model", ", when you have time", ", would you", ", can you", ", quickly", ", in your opinion", ", for once", ", really",
)  # fmt: skip
FILLERS = (
    "just really maybe actually perhaps quickly simply kindly here then also exactly basically even indeed still "
    "possibly roughly once surely only certainly kind finally normally usually currently gladly"
).split()
DROPPED = frozenset("the a me please you of for is do it that to this does an".split())
SYNONYMS = {
    "calculate": "compute|figure out|determine|evaluate", "compute": "figure out|determine|evaluate", "please": "kindly|pls|plz",
    "write": "produce|put down|print|make", "give": "hand|get|bring", "show": "present|display", "explain": "clarify|illustrate",
    "describe": "sketch|outline|explain", "find": "determine|figure out", "story": "tale|fable", "want": "wish|need|would love",
    "can": "could|would|might|will|may", "could": "can|would|might", "you": "u|ya", "shorter": "briefer|more compact|smaller",
    "numbers": "values|integers", "number": "value|integer", "another": "one more|a different", "more": "extra|additional",
    "backwards": "in reverse order|the wrong way round|from its end", "important": "relevant|essential|vital",
    "needed": "required|necessary", "need": "require", "computer": "machine|laptop|PC", "page": "site|website|app|program",
    "app": "page|program|site|tool", "answer": "reply|response", "difference": "distinction|contrast", "start": "begin",
    "use": "employ|apply|try", "tell": "inform|show", "know": "see|remember", "make": "create|produce|build|prepare",
    "work": "function|operate", "works": "functions|operates", "why": "how come|for which cause", "mean": "stand for|signify",
    "comes": "arrives|falls|stands", "get": "obtain|receive|see", "gives": "yields", "i": "we|one",
    "what": "wat|what", "about": "on|around|regarding", "and": "&|plus also", "big": "large|huge", "put": "place|bring|set",
    "sort": "order|arrange|line up", "arrange": "order|line up|sort", "order": "sequence", "keep": "hold|store", "see": "find|view",
    "happens": "occurs", "wrong": "mistaken|incorrect|false", "good": "fine|great|useful",
    "understand": "grasp|get|follow", "load": "open|fetch|bring in", "change": "alter|modify|swap", "run": "start|execute",
    "say": "state|tell", "talk": "speak|chat", "invent": "think up|imagine", "list": "listing|list", "code": "source code|a snippet",
    "function": "routine|procedure|function", "called": "named|by the name of", "name": "state|list", "which": "what|whichever",
}  # fmt: skip


def _insert(rng: random.Random, words: list[str]) -> list[str]:
    gaps = [i for i in range(1, len(words)) if "{" not in words[i - 1] + words[i] and words[i - 1][-1].isalpha()]
    if len(words) < 4 or not gaps:
        return words
    at = rng.choice(gaps)
    return [*words[:at], rng.choice(FILLERS), *words[at:]]


def _drop(rng: random.Random, words: list[str]) -> list[str]:
    places = [i for i, word in enumerate(words) if word.lower() in DROPPED]
    if len(words) < 4 or not places:
        return words
    at = rng.choice(places)
    return words[:at] + words[at + 1 :]


def _swap(rng: random.Random, words: list[str]) -> list[str]:
    places = [i for i, word in enumerate(words) if word.lower().rstrip("?.,:!") in SYNONYMS]
    if not places or len(words) < 2:
        return words
    at = rng.choice(places)
    word, mark = re.fullmatch(r"(.*?)([?.,:!]*)", words[at]).groups()
    other = rng.choice(SYNONYMS[word.lower()].split("|"))
    return [*words[:at], (other.capitalize() if word[0].isupper() else other) + mark, *words[at + 1 :]]


def loosened(rng: random.Random, text: str) -> str:
    """`text` unchanged, or with a few words added, dropped or replaced."""
    if rng.random() < 0.4:
        return text
    words = text.split()
    if not words:
        return text
    for _ in range(rng.choice([0, 1, 1, 2, 3])):
        words = rng.choice([_insert, _swap, _swap, _drop])(rng, words)
    text = " ".join(words)
    if rng.random() < 0.15:
        text = rng.choice(OPENERS) + (text[0].lower() + text[1:] if rng.random() < 0.5 else text)
    if rng.random() < 0.1 and len(words) > 2:
        end = len(text.rstrip("?.!"))
        text = text[:end] + rng.choice(CLOSERS) + text[end:]
    return text
