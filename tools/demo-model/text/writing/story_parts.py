"""Sentences for stories. {a} is the animal, {p} the place, {o} the object and {n} a name for the animal."""

OPENINGS = (
    "Once there was {aa} who lived near {p}.",
    "[Long ago|Many years ago|Once upon a time], {aa} lived by {p}.",
    "{An} came to {p} [early one morning|one rainy evening|on the first day of spring|late in the autumn].",
    "Near {p} lived {aa} called {n}.",
    "There was once {aa} called {n} who [never left|loved|guarded|dreamed of] {p}.",
    "[Every day|Every night|Each morning], {aa} walked to {p} and [listened to the wind|counted the clouds|waited for a friend].",
    "Nobody at {p} knew where the {a} had come from.",
    "{An} and a [small|quiet|curious] friend were lost near {p}.",
)
FINDS = (
    "There the {a} found {ao} [under a leaf|behind a wall|in the grass|half hidden in the sand].",
    "One day the {a} found {ao} that [shone in the dark|nobody had lost|seemed to hum|was older than the trees].",
    "The {a} carried {ao}, and it was [heavy|light as air|the only thing it owned].",
    "A stranger gave the {a} {ao} and said: [\"Keep it safe.\"|\"You will need this.\"|\"It is yours now.\"]",
    "In the middle of {p} lay {ao}, and the {a} [picked it up|stopped to look|could not look away].",
    "All the {a} wanted was {ao}, and at {p} there was one.",
)
TROUBLES = (
    "Then the [rain|snow|wind|fog] came, and the way home was gone.",
    "But [a child|an old man|a bird|a neighbour] had been looking for the {o} all week.",
    "That night the {o} began to [sing|glow|whisper|move by itself].",
    "But the {o} was broken, and nobody knew how to mend it.",
    "Then it grew dark, and the {a} was afraid.",
    "But a [jealous|hungry|greedy] [crow|neighbour|king] wanted the {o} too.",
    "The {a} tried it once, twice, three times, and nothing happened.",
    "Everyone laughed at the {a}, and it grew very quiet.",
)
TURNS = (
    "So the {a} [held up the {o}|took the {o}|looked at the {o} again] and [walked on|waited|asked for help].",
    "The {a} thought for a long time, and then it had an idea.",
    "\"[Let us share it|Let me help you|We can do it together],\" said the {a}.",
    "With the {o} in front, the {a} went [slowly|bravely|step by step] through the dark.",
    "The {a} gave the {o} away, and got a [smile|song|friend] in return.",
    "Then the {a} turned the {o} around, and there was [a door|a tiny light|a name] on it.",
)
ENDINGS = (
    "Since that day, the {a} is never alone at {p}.",
    "In the morning the sun rose over {p}, and all was well.",
    "And the {o}? It still lies at {p} [today|to this day], waiting for the next one.",
    "The {a} slept well that night, with the {o} beside it.",
    "They still tell this story at {p} [when the evenings are long|to anyone who asks|every winter].",
    "And so the {a} learned that [a small light is enough|sharing makes things larger|patience opens doors].",
    "From then on, {p} was home.",
)
SHORT = (
    "{An} found {ao} at {p}. It gave the {o} to a friend, and both went home happy.",
    "At {p}, {aa} lost {ao}. A friend brought it back, and they laughed.",
    "{An} carried {ao} to {p}. There it shone all night.",
    "One night {aa} took {ao} to {p} and was never afraid again.",
)


def all_text() -> str:
    return " ".join(part for parts in (OPENINGS, FINDS, TROUBLES, TURNS, ENDINGS, SHORT) for part in parts)
