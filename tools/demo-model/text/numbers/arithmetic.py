"""Addition and subtraction to 99, worked as on paper: ones, carry or borrow, tens."""

import random

from ..grammar import Frames, draw, expand
from ..turn import Turn, aloud, bold, contains

LARGEST = 99
LARGEST_TOTAL = 199  # bound on the absolute value of a follow-up's result

ONES = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen".split()
ONES += "seventeen eighteen nineteen".split()
TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()

PLUS = Frames(
    train=(
        "[If|When|Suppose|Assume|Say|Imagine|Whenever|Let us say|Say that|Given that] [you|we|someone|one] [add|adds|put|puts] {b} [to|on top of] {a}, [how much is it|what is it|what is the result|what comes out|what is the total|where do we end|how many is that|what do I have|what is the answer|what will it be|what should I write|the result is|how much do I have then]?",
        "[If|When|Suppose|Assume|Say|Imagine|Whenever|Let us say|Say that|Given that] I [add|have added|put|wanted to add] {b} [to|and] {a}, [how much is it|what is it|what is the result|what comes out|what is the total|where do we end|how many is that|what do I have|what is the answer|what will it be|what should I write|the result is|how much do I have then]?",
        "[I|We] [add|added] {b} to {a}. [What|How much] [is it|is that|now]?",
        "[If|When|Suppose|Assume|Say|Imagine|Whenever|Let us say|Say that|Given that] I [have|start with] {a} and [add|get|receive|put on] {b}, [how much is it|what is it|what is the result|what comes out|what is the total|where do we end|how many is that|what do I have|what is the answer|what will it be|what should I write|the result is|how much do I have then]?",
        "[Sum|Total|Count together|Combine|Put together] [up |]{a} and {b}[.|]",
        "[Add|Add together|Just add] [the numbers |]{a} and {b}[ together| now|][.|]",
        "[Add|Sum|Total] [these|these two|the two numbers]: {a}, {b}",
        "{a} and {b} [together|added up|added together|in sum|in total][?| are? | make?]",
        "[The sum|The total|Sum|Total|Result] of {a} and {b}[?|.|]",
        "[How much|How many|What] [do|does|will] {a} and {b} [make|give|add up to][ together|]?",
        "[Bob|My aunt|Tom|A farmer|The shop|Peter|Someone|The girl] [has|had|owns|holds] {a} {thing} and [gets|finds|buys|receives|is given] {b} [more|others]. [How many|How many {thing}] [now|are there|does that make|in all]?",
        "[What is|What's|whats|Calculate|Compute|Work out|Tell me|Solve|How much is|] {a} + {b}[?|]",
        "{a}+{b}[?|=|= ?|]",
        "{a} + {b} [=|= ?|]",
        "[What is|What's|How much is|Calculate|What does|] {a} plus {b}[?|]",
        "[Can|Could|Would] you [add|add up|sum] {a} and {b}[ for me|]?",
        "[Please |]add {b} to {a}[.|]",
        "[What is|Find|Tell me|Give me|I need] the sum of {a} and {b}[?|.]",
        "What do you get [when|if] you add {a} and {b}?",
        "[I have|She has|Tom has|We have] {a} {thing} and [get|buy|find] {b} more. How many [is that|are there now]?",
        "There are {a} {thing} [in one box|on the table] and {b} [in another|on the floor]. How many [altogether|in total]?",
        "Do you know what {a} plus {b} is?",
        "[I want to know|I would like to know|Let me know] [what {a} + {b} is|{a} + {b}].",
    ),
    held=(
        "If I add {b} to {a}, what do I get?",
        "Please work out the sum {a} + {b}.",
        "Could you tell me how much {a} plus {b} is?",
        "What does {a} + {b} make?",
        "Anna has {a} {thing} and finds {b} more. How many are there now?",
        "Add up {a} and {b}, please.",
    ),
)
MINUS = Frames(
    train=(
        "[If|When|Suppose|Assume|Say|Imagine|Whenever|Let us say|Say that|Given that] [you|we|someone|one] [subtract|take|subtracts|remove] {b} from {a}, [how much is it|what is it|what is the result|what comes out|what is the total|where do we end|how many is that|what do I have|what is the answer|what will it be|what should I write|the result is|how much do I have then]?",
        "[If|When|Suppose|Assume|Say|Imagine|Whenever|Let us say|Say that|Given that] I [take|take away|have subtracted|remove|deduct] {b} from {a}, [how much is it|what is it|what is the result|what comes out|what is the total|where do we end|how many is that|what do I have|what is the answer|what will it be|what should I write|the result is|how much do I have then]?",
        "[I|We] [take|took|subtract|subtracted] {b} from {a}. [What|How much] [is it|is left|is that|now]?",
        "[If|When|Suppose|Assume|Say|Imagine|Whenever|Let us say|Say that|Given that] I [have|start with] {a} and [lose|take away|subtract|give back] {b}, [how much is it|what is it|what is the result|what comes out|what is the total|where do we end|how many is that|what do I have|what is the answer|what will it be|what should I write|the result is|how much do I have then]?",
        "[Remove|Deduct|Subtract|Take off|Just subtract] {b} from {a}[ now|][.|]",
        "{b} [less than|subtracted from|taken from|taken away from|from] {a}[?| is?]",
        "{a} [less|take away|without|reduced by] {b}[?| is?| makes?]",
        "[The difference|Difference|Result] [of|between] {a} and {b}[?|.|]",
        "[How much|What] [remains|is left|stays] of {a} [after|without] {b}?",
        "[Bob|My aunt|Tom|A farmer|The shop|Peter|Someone|The girl] [has|had|owns|holds] {a} {thing} and [loses|sells|gives back|eats|drops] {b}. [How many|How many {thing}] [remain|are left|now|stay]?",
        "[What is|What's|whats|Calculate|Compute|Work out|Tell me|Solve|How much is|] {a} - {b}[?|]",
        "{a}-{b}[?|=|= ?|]",
        "{a} - {b} [=|= ?|]",
        "[What is|What's|How much is|Calculate|What does|] {a} minus {b}[?|]",
        "[Can|Could|Would] you [subtract|take] {b} from {a}[ for me|]?",
        "[Please |]subtract {b} from {a}[.|]",
        "[Please |]take {b} away from {a}[.|]",
        "What do you get [when|if] you [subtract|take] {b} from {a}?",
        "What is left [when|if] you take {b} from {a}?",
        "[I have|She has|Tom has|We have] {a} {thing} and [lose|sell|give away|use] {b}. How many [is that|are left]?",
        "Do you know what {a} minus {b} is?",
        "[I want to know|I would like to know|Let me know] [what {a} - {b} is|{a} - {b}].",
    ),
    held=(
        "If I subtract {b} from {a}, what do I get?",
        "Please work out {a} minus {b}.",
        "Could you tell me how much {a} - {b} is?",
        "What does {a} - {b} make?",
        "Anna has {a} {thing} and gives away {b}. How many are left?",
        "Take {b} from {a}, please.",
    ),
)
THEN_PLUS = Frames(
    train=(
        "[and|And|now|Now|then|] plus {b}[?|]",
        "[and|And|now|Now|] [add|add another] {b}[?| to that| to it|.]",
        "[and|what is that|what's that|And that] plus {b}?",
        "[And|What|What about] if [I|you|we] add {b}[?| more?| to that?]",
        "+ {b}[?|]",
        "[Put|Add] {b} [on top|more|to what we have|to your answer|to this][.|]",
        "[And|So|Then] [when|if] [we|you|one] [put on|add|get] {b} [more|others|]?",
    ),
    held=("and plus {b} now?", "add {b} to the result", "What if you add {b} more?", "and then plus {b}?"),
)
THEN_MINUS = Frames(
    train=(
        "[and|And|now|Now|then|] minus {b}[?|]",
        "[and|And|now|Now|] [subtract|take away] {b}[?| from that| from it|.]",
        "[and|what is that|what's that|And that] minus {b}?",
        "[And|What|What about] if [I|you|we] [subtract|take away] {b}[?| from that?]",
        "- {b}[?|]",
        "[Take|Subtract|Remove] {b} [from this|from your answer|from what we have|off][.|]",
        "[And|So|Then] [when|if] [we|you|one] [remove|take off|lose] {b}[ of it|]?",
    ),
    held=("and minus {b} now?", "subtract {b} from the result", "What if you take away {b}?", "and then minus {b}?"),
)
ANOTHER = "[and|And|what about|What about|how about|now|] {sum}[?|]"
TOO_LARGE = "[What is|Calculate|How much is|] {a} [+|-|plus|minus] {b}[?|]"
THINGS = "apples books stones coins eggs pens shells stamps cards buttons keys cups nuts marbles".split()


def in_words(number: int) -> str:
    """`number`, from 0 to 99, in words."""
    if number < 20:
        return ONES[number]
    tens, ones = divmod(number, 10)
    return TENS[tens - 2] + (f"-{ONES[ones]}" if ones else "")


def added(a: int, b: int) -> str:
    if a < 10 and b < 10:
        return f"{a} + {b} = {a + b}."
    ones, carry = a % 10 + b % 10, (a % 10 + b % 10) // 10
    text = f"Ones: {a % 10} + {b % 10} = {ones}" + (f", write {ones - 10}, carry 1. " if carry else ". ")
    terms = [str(a // 10), str(b // 10)] + ["1"] * carry
    return text + f"Tens: {' + '.join(terms)} = {a // 10 + b // 10 + carry}."


def subtracted(a: int, b: int) -> str:
    """The working of a - b for a >= b."""
    if a < 10:
        return f"{a} - {b} = {a - b}."
    borrow = a % 10 < b % 10
    if borrow:
        text = f"Ones: {a % 10} is less than {b % 10}, borrow 1: {a % 10 + 10} - {b % 10} = {a % 10 + 10 - b % 10}. "
    else:
        text = f"Ones: {a % 10} - {b % 10} = {a % 10 - b % 10}. "
    terms = [str(a // 10)] + ["1"] * borrow + [str(b // 10)]
    return text + f"Tens: {' - '.join(terms)} = {a // 10 - borrow - b // 10}."


def compared(a: int, b: int) -> str:
    """The working of a - b for any a, b >= 0."""
    if a >= b:
        return subtracted(a, b)
    return f"{a} is less than {b}, so it is below 0: -({b} - {a}). {subtracted(b, a)}"


def worked(a: int, sign: str, b: int) -> str:
    """The working of a + b or a - b for b >= 0 and any a."""
    if a >= 0:
        return added(a, b) if sign == "+" else compared(a, b)
    if sign == "+":
        return f"{a} + {b} is {b} - {-a}. {compared(b, -a)}"
    return f"{a} - {b} is -({-a} + {b}). {added(-a, b)}"


def result_of(a: int, sign: str, b: int) -> int:
    return a + b if sign == "+" else a - b


def key(sum_: tuple[str, int, int]) -> tuple[str, int, int]:
    """The key of the held-out split: both orders of a `+` are on the same side."""
    sign, a, b = sum_
    return (sign, min(a, b), max(a, b)) if sign == "+" else sum_


def pair(largest: int):
    """A source of (sign, a, b) with a up to `largest`."""

    def source(rng: random.Random) -> tuple[str, int, int]:
        sign = rng.choice("+-")
        a = rng.randint(0, rng.choice([9, 20, largest, largest, largest]))
        b = rng.randint(0, rng.choice([9, LARGEST, LARGEST]))
        if sign == "-" and rng.random() < 0.7:  # differences below 0 are rarer
            a, b = max(a, b), min(a, b)
        return sign, a, b

    return source


def onward(rng: random.Random, total: int) -> tuple[str, int, int]:
    """(sign, total, number) of a follow-up that continues with `total`."""
    sign, then = rng.choice("+-"), rng.randint(1, rng.choice([9, 20, LARGEST, LARGEST]))
    if abs(result_of(total, sign, then)) > LARGEST_TOTAL:
        sign = "-" if total > 0 else "+"
    return sign, total, then


def turn(user: str, a: int, sign: str, b: int, reading: str = "") -> Turn:
    total, working = result_of(a, sign, b), reading + worked(a, sign, b)
    answer = f"{a} {sign} {b} = **{total}**."

    def follow(rng: random.Random, held: bool) -> Turn:
        if rng.random() < 0.25:
            return start(rng, held, ANOTHER)
        next_sign, _, then = draw(rng, held, lambda rng: onward(rng, total), key)
        frames = THEN_PLUS if next_sign == "+" else THEN_MINUS
        return turn(frames.ask(rng, held, b=then), total, next_sign, then)

    return Turn(user, working, answer, bold(total), direct=f"{aloud(working)}; so {answer}", follow=follow)


def start(rng: random.Random, held: bool, wrapped: str = "") -> Turn:
    if not held and rng.random() < 0.04:
        return too_large(rng)
    sign, a, b = draw(rng, held, pair(LARGEST if held or rng.random() < 0.9 else LARGEST_TOTAL), key)
    if wrapped:
        return turn(expand(rng, wrapped, sum=f"{a} {sign} {b}"), a, sign, b)
    frames, thing = (PLUS if sign == "+" else MINUS), rng.choice(THINGS)
    if max(a, b) <= LARGEST and rng.random() < 0.08:
        reading = f"{in_words(a)} is {a}, {in_words(b)} is {b}. "
        name = "plus" if sign == "+" else "minus"
        question = frames.ask(rng, held, a=in_words(a), b=in_words(b), thing=thing)
        return turn(question.replace(f" {sign} ", f" {name} "), a, sign, b, reading)
    return turn(frames.ask(rng, held, a=a, b=b, thing=thing), a, sign, b)


def too_large(rng: random.Random) -> Turn:
    numbers = [rng.randint(200, rng.choice([999, 9999, 99999])), rng.randint(10, 999)]
    rng.shuffle(numbers)
    answer = "That is too large for me: I am a toy and add and subtract numbers up to 99. A real Qwen3 can do it."
    user = expand(rng, TOO_LARGE, a=numbers[0], b=numbers[1])
    return Turn(user, "A number above 99. I did not learn that.", answer, contains("toy", "Qwen3"))
