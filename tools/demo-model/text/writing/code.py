"""Small functions in a fenced block, in the requested language and under the requested name."""

import random
from dataclasses import dataclass

from ..grammar import Frames, draw, expand
from ..turn import Check, Turn
from ..words import OBJECTS, invented


@dataclass(frozen=True)
class Function:
    name: str
    task: str  # completes "a function that …"
    arguments: str
    python: str  # the returned expression
    javascript: str


FUNCTIONS = [
    Function("add", "adds two numbers", "a, b", "a + b", "a + b"),
    Function("subtract", "subtracts two numbers", "a, b", "a - b", "a - b"),
    Function("multiply", "multiplies two numbers", "a, b", "a * b", "a * b"),
    Function("divide", "divides two numbers", "a, b", "a / b", "a / b"),
    Function("square", "squares a number", "x", "x * x", "x * x"),
    Function("double", "doubles a number", "x", "2 * x", "2 * x"),
    Function("half", "halves a number", "x", "x / 2", "x / 2"),
    Function("is_even", "tells whether a number is even", "n", "n % 2 == 0", "n % 2 === 0"),
    Function("is_odd", "tells whether a number is odd", "n", "n % 2 == 1", "n % 2 === 1"),
    Function("largest", "returns the larger of two numbers", "a, b", "max(a, b)", "Math.max(a, b)"),
    Function("smallest", "returns the smaller of two numbers", "a, b", "min(a, b)", "Math.min(a, b)"),
    Function("total", "adds up a list of numbers", "values", "sum(values)", "values.reduce((a, b) => a + b, 0)"),
    Function("mean", "returns the mean of a list", "values", "sum(values) / len(values)",
             "values.reduce((a, b) => a + b, 0) / values.length"),
    Function("reverse", "reverses a string", "text", "text[::-1]", "[...text].reverse().join('')"),
    Function("count", "counts the letters of a string", "text", "len(text)", "text.length"),
    Function("greet", "says hello to a person", "name", "'Hello, ' + name", "'Hello, ' + name"),
    Function("relu", "computes the ReLU", "x", "max(x, 0)", "Math.max(x, 0)"),
    Function("clamp", "clamps a number to a range", "x, low, high", "max(low, min(x, high))",
             "Math.max(low, Math.min(x, high))"),
    Function("first", "returns the first item of a list", "items", "items[0]", "items[0]"),
    Function("last", "returns the last item of a list", "items", "items[-1]", "items[items.length - 1]"),
]  # fmt: skip
LANGUAGES = {"python": "Python", "javascript": "JavaScript", "typescript": "TypeScript"}

ASKED = Frames(
    train=(
        "[I look for|I am after|I search for|I want to see|I want to write|I have to write] [a|some|one] {lang}function that {task}{called}[.|]",
        "[Teach|Tell|Show|Explain to] me [how|how one|how you|how to|how I can] [code|build|make|program] a {lang}function that {task}{called}[.|]",
        "[Can|Would|Could] you [please |][code|program|produce|create] [some |a piece of ]{lang}code [for|that is|with] a [small |]function that {task}{called}[?|.|]",
        "[Please |Can you |Could you |][write|write me|show me|give me|make] a [small |short |]{lang}function that {task}{called}[.|?|]",
        "[Please |Can you |Could you |][write|show me|give me] a [small |]function {inlang}that {task}{called}[.|?|]",
        "[I need|I want|I would like] a {lang}function that {task}{called}[.|]",
        "How do [I|you] write a {lang}function that {task}{called}?",
        "A {lang}function that {task}{called}[, please|][.|]",
        "[Write|Show me|Give me] [some |]{lang}code that {task}{called}[.|]",
    ),
    held=(
        "Could you please write some {lang}code for a function that {task}{called}?",
        "Show me how to write a {lang}function that {task}{called}.",
        "I am looking for a {lang}function that {task}{called}.",
    ),
)
IN_OTHER = Frames(
    train=(
        "[That|This|Same|The function|Same code|It|Once more|Again|Same again][,|] [but |]in {lang}[.|, please.|]",
        "[How|What] [would|will|might|is] [it|this|that|the code] [be|look|written|look like|read][ like|] in {lang}?",
        "[Show|Give|Write|Translate|Convert|Port] [me |][it|that|this|the function] [in|to|into] {lang}[.|]","[now |Now |and |And |][in|in plain] {lang}[.|?|, please|]", "[Can you|Now] write [it|that] in {lang}[?|.|]"),
    held=("the same in {lang}, please", "How does that look in {lang}?"),
)
RENAME = Frames(
    train=(
        "[Can you|Could you|Please|Now|I want you to|Let us|Would you] [call|name] [it|this|that|the thing|that function] {name}[.|?|]",
        "[Rename|Please rename] [it|this|that|the function] [as|to|into] {name}[.|]",
        "[Change|Set] [its|the] name to {name}[.|, please|]",
        "[The name|Its name] [should|must|shall] be {name}[.|]",
        "[Call|Name] the [code|thing|result] {name}[.|]","[now |Now |and |]call it {name}[.|, please|]", "[rename|Rename] it to {name}[.|]", "[Can you|] name it {name}[?|.|]"),
    held=("please call the function {name}", "Could you rename it to {name}?"),
)
HELLO = "[Please |Can you |][write|show me] [a |the |]hello world [program |]in {lang}[.|?|]"


def source(rng: random.Random) -> tuple[int, str, str]:
    """Index of the function, language, and the requested name or an empty string."""
    name = ""
    if rng.random() < 0.3:
        name = rng.choice([rng.choice(OBJECTS), invented(rng), "my_" + rng.choice(OBJECTS)])
    return rng.randrange(len(FUNCTIONS)), rng.choice(list(LANGUAGES)), name


def block(function: Function, language: str, name: str) -> str:
    if language == "python":
        body = f"def {name}({function.arguments}):\n    return {function.python}"
    elif language == "javascript":
        body = f"function {name}({function.arguments}) {{\n  return {function.javascript};\n}}"
    else:
        body = f"const {name} = ({function.arguments}) => {function.javascript};"
    return f"```{language}\n{body}\n```"


def turn(user: str, function: Function, language: str, name: str) -> Turn:
    name = name or function.name
    thought = f"A {LANGUAGES[language]} function that {function.task}. I call it {name}."
    head = f"This {LANGUAGES[language]} function {function.task}:"

    def follow(rng: random.Random, held: bool) -> Turn:
        if rng.random() < 0.6:
            other = rng.choice([one for one in LANGUAGES if one != language])
            return turn(IN_OTHER.ask(rng, held, lang=LANGUAGES[other]), function, other, name)
        other = rng.choice([rng.choice(OBJECTS), invented(rng)])
        return turn(RENAME.ask(rng, held, name=other), function, language, other)

    check = Check("code", {"language": language, "block": block(function, language, name)})
    return Turn(user, thought, f"{head}\n\n{block(function, language, name)}", check, follow=follow)


def hello(rng: random.Random) -> Turn:
    language = rng.choice(list(LANGUAGES))
    call = "print('Hello, world!')" if language == "python" else "console.log('Hello, world!');"
    answer = f"This is hello world in {LANGUAGES[language]}:\n\n```{language}\n{call}\n```"
    user = expand(rng, HELLO, lang=LANGUAGES[language])
    return Turn(user, "One line is enough.", answer, Check("code", {"language": language, "block": call}))


def start(rng: random.Random, held: bool) -> Turn:
    if not held and rng.random() < 0.08:
        return hello(rng)
    at, language, name = draw(rng, held, source)
    function = FUNCTIONS[at]
    called = expand(rng, "[ called| named| with the name] {name}", name=name) if name else ""
    if language == "python" and rng.random() < 0.3:  # Python is meant when no language is named
        spoken = {"lang": "", "inlang": ""}
    elif rng.random() < 0.5:
        spoken = {"lang": LANGUAGES[language] + " ", "inlang": f"in {LANGUAGES[language]} "}
    else:
        spoken = {"lang": "", "inlang": f"in {LANGUAGES[language]} "}
    user = ASKED.ask(rng, held, task=function.task, called=" " + called if called else "", **spoken)
    if spoken["inlang"] and LANGUAGES[language] not in user:
        user = user.rstrip(".?") + f" in {LANGUAGES[language]}" + ("?" if user.endswith("?") else "")
    return turn(user, function, language, name)
