"""Questions about known things: a table of facts, and the ways in which people ask for them.

A table consists of blocks of `field: text` lines. An indented line continues the one before. A block has one of

term   names of a thing, separated by `|`, asked for as "What is …?"
how    things to do, separated by `|`, asked for as "How do I …?"
ask    whole questions as templates, separated by ` || `, with others in `held`

the answers

what   the usual answer
short  the same in one sentence
more   what that leaves out
why    the reason (optional)

and optionally `brief`: templates, separated by ` || `, for short questions such as "from a folder?" that follow on from a
related one. `<words>` in an answer is a key fact, which the evaluation looks for.
`{lab.live}` is a label of the page.
"""

import functools
import random
import re
from dataclasses import dataclass

from ..grammar import Frames, expand
from ..labels import labelled
from ..turn import Turn, contains

WHAT = Frames(
    train=(
        "[What is|What's|whats|What are] {x}[?|]",
        "[What does|What do] {x} [mean|do]?",
        "[What is|What's] meant by {x}?",
        "[Please |Can you |Could you |][explain|define|describe] {x}[ to me| for me| briefly| in simple words| in plain words|][.|?|]",
        "[Tell me|Teach me] [about|something about|a bit about] {x}[.|]",
        "[Can|Could] you tell me [about {x}|what {x} is]?",
        "[I don't know|I do not understand|I don't get|I never understood] [{x}|what {x} is].",
        "[I want|I'd like|I would like] to [know|learn|understand] [what {x} is|about {x}].",
        "How does {x} work?",
        "How would you [explain|describe] {x}[ to a beginner|]?",
        "{x}?",
        "{x}",
        "[Do you know|Have you heard of] [what {x} is|{x}]?",
        "[Give me|I need] [a short explanation|an explanation|a definition] of {x}[, please|][.|]",
        "[So what|What exactly|And what] is {x}?",
        "[In simple words|In plain words|In short|Briefly], what is {x}?",
        "Who can explain {x}?",
        "What is the [meaning|idea|definition] of {x}?",
        "What should I know about {x}?",
        "[Somebody|My teacher|The page|A colleague|My friend] [mentioned|speaks of|talks about|writes about] {x}[.|,] [what is it|what is that|what does it mean|what is meant][?|]",
        "[Say|Write|Tell me] [in your words|in simple words|shortly|in one or two sentences] what {x} [is|means|does][.|]",
    ),
    held=(
        "Would you explain what {x} is?",
        "Could you please tell me something about {x}?",
        "I keep hearing about {x}. What is it?",
        "Help me understand {x}.",
        "In a few words, what does {x} mean?",
        "I am new to this: what is {x}?",
        "Please describe {x} in your own words.",
    ),
)
WHY = Frames(
    train=(
        "[For what|To what end|What for|With what aim] [do we have|do we need|does one use|is there|do models have] {x}?",
        "[Can|Would|Will] you [tell|explain to|show] me [what|for what|why] [we need|one needs|one uses|models use] {x}[?|]",
        "[What|Which] [good|reason|need|cause|use] [is there|do we have] for {x}?",
        "[Say|Explain|Please say|Tell me] [why|for what reason] [we use|there is|one needs|people use] {x}[.|]",
        "Why [do we need|do we use|use|do models use|does a model need|does Qwen3 use|do people use|is there] {x}?",
        "What is {x} [good|used|needed] for?",
        "What is the [point|purpose|use|benefit] of {x}?",
        "Why is {x} [important|needed|useful|necessary]?",
        "[What|Why] do I need {x}[ for|]?",
        "[Why|Why does] {x} [matter|matters]?",
        "What would happen without {x}?",
        "[Can you explain|Tell me|Explain] why {x} [is needed|matters|is used][.|?|]",
    ),
    held=(
        "For what reason is {x} used?",
        "Could you tell me what {x} is needed for?",
        "What is the reason for {x}?",
        "Please explain why {x} is useful.",
    ),
)
HOW = Frames(
    train=(
        "[How|In which way|With what|By what means] [should|could|might|must|does a user|would one|will I] [I |]{x}?",
        "[What|Which steps] [should|must|can|do] I [do|follow|take|press] [in order |]to {x}?",
        "[I wonder|I ask myself|I don't know|I can't see|I forgot|No idea] how [to|I|one can|we] {x}[.|]",
        "[Is there|Do you have|Have you] [some|any|a good] [way|method|button|means] to {x}?",
        "How [do I|can I|would I|do you|to|could I|can one] {x}[?|]",
        "[I want|I'd like|I would like|I am trying|I need] to {x}[. How?|.|, how?|. What do I do?]",
        "[Can|Could|May] I {x}[ here| in this app| with this|]?",
        "Is it possible to {x}[ here|]?",
        "[Tell me|Explain|Show me|Please explain] how [to|I can|I] {x}[.|]",
        "[What do I do|What must I do|What should I click|What do I have to do] to {x}?",
        "Where [can|do] I {x}?",
        "[Help me|Please help me] [to |]{x}[.|]",
        "What is the way to {x}?",
        "Does [this app|this page|Plumbline] let me {x}?",
        "[I can't|I cannot|I did not|I don't] [find|see|find out] [how|where|the way] to {x}[.|]",
        "[Which|What] [button|setting|menu|option|switch] [is there|do I use|do I need|is it] to {x}[?|]",
        "[Any|Some|Have you an|Do you have an] [idea|hint|tip|advice] how to {x}[?|]",
        "[Explain|Show me|Tell me|I need] [the steps|what to do|where to click|the way] to {x}[.|]",
        "{x}[: how|, how|, but how|. How|]?",
    ),
    held=(
        "Could you tell me how I can {x}?",
        "What steps do I take to {x}?",
        "I was wondering how to {x}.",
        "Is there a way to {x}?",
        "How does one {x}?",
    ),
)
SHORTER = Frames(
    train=("[Please |Can you |Would you |]shorten [it|this|your answer|the answer][.|?|, please|]", "[Now|Again|And|And that|All that|The same|Just] [in a sentence|in one line|in a few words|with fewer words|briefly|short|in only one sentence][.|?|, please|]", "[Shorter|shorter|shorter please|Make it shorter|In one sentence|Too long|In short][, please|][.|?|!|]",
           "[Can you|Could you|] [say it|say that|explain it|put it] [shorter|more briefly|in one sentence][?|.|]"),
    held=("Could you shorten that?", "And in just one sentence?"),
)  # fmt: skip
MORE = Frames(
    train=("[I want|I wish|I need|Let me|I'd like|Can I|May I] to [hear|know|read|learn] [more|a bit more|some more|the rest][ on this| of it|][.|?|]", "[Please|Can you|Would you|Will you|Do] [go on|continue|add something|say more|keep going|go deeper|elaborate][ a bit| with this| on that|][.|?|]", "[Tell me more|tell me more|More|more|Go on|go on|Continue|And|more please|more details][.|?|, please|]",
           "[Can you|Could you|] [tell me|say|explain] [more|a bit more|some more][ about that| about it|][?|.|]"),
    held=("I would like to hear more about that.", "Could you go on a little?"),
)  # fmt: skip
WHY_THAT = Frames(
    train=("[And|But|So|Then|Well,|] [why|what for|for what] [do we|do you|does one|must we|should I|would I] [need|want|use|have] [it|that|this|those][?|]", "[What|And what|So what] [use|purpose|point|benefit] [is it|has it|is there|does it have][?|]", "[Is|And is|But is] [it|that] [good|useful|needed|important] for [something|anything][?|]", "[Why|why|But why|and why|Why is that|What for|what is it good for][?|]", "[Why|And why] is [that|it] [needed|useful|important]?"),
    held=("And what is that good for?", "But why do we need it?"),
)
AND_THIS = Frames(
    train=("[Next|Then|Now|And now|Go to|Now to|Let us turn to|I also want to know about|Tell me also about|The same for|And how is it with|And also][:|] {x}[?|.|, please|]", "[And|and|What about|what about|How about|Now|And what is|and what about] {x}[?|]",),
    held=("and how about {x}?", "Now what about {x}, please?"),
)
BRIEF = Frames(
    train=("[And|and|or|Or|What about|what about|And if it is|Can I do it|also|And how|How about|Does it work|] {x}[?|.|, please|]",),
    held=("Would it work {x} too?", "Then how is it done {x}?"),
)
ASK_WEIGHT = 2
THOUGHTS = {
    "what": "The question is about {x}. I know this.",
    "why": "The question is why: {x}. I know this.",
    "how": "The user wants to {x}. I know how.",
    "ask": "A question that I know: {x}.",
    "short": "Again, in one sentence.",
    "more": "There is more to say about this.",
}


@dataclass(frozen=True)
class Fact:
    kind: str  # term, how or ask
    names: tuple[str, ...]  # for ask: the training templates
    held_names: tuple[str, ...]
    answers: dict[str, str]
    topic: str  # its name in thoughts
    brief: tuple[str, ...] = ()

    def all_text(self) -> str:
        return " ".join(self.answers.values())


def table(text: str) -> list[Fact]:
    facts = []
    for block in re.split(r"\n\s*\n", labelled(text).strip()):
        fields = dict(re.findall(r"^(\w+): ((?:.|\n )*)", block, re.MULTILINE))
        fields = {name: " ".join(value.split()) for name, value in fields.items()}
        kind = next(kind for kind in ("term", "how", "ask") if kind in fields)
        names = tuple(name.strip() for name in re.split(r" \|\| " if kind == "ask" else r" \| ", fields.pop(kind)))
        held = tuple(name.strip() for name in fields.pop("held").split(" || ")) if kind == "ask" else ()
        topic = fields.pop("topic", names[0])
        brief = tuple(fields.pop("brief").split(" || ")) if "brief" in fields else ()
        assert {"what", "short", "more"} <= fields.keys() <= {"what", "short", "more", "why"}, block
        assert all("<" in answer for answer in fields.values()), f"no key fact: {block}"
        facts.append(Fact(kind, names, held, fields, topic, brief))
    return facts


def shown(answer: str) -> str:
    return re.sub(r"<([^<>]+)>", r"\1", answer)


def keys(answer: str) -> list[str]:
    return re.findall(r"<([^<>]+)>", answer)


def turn(facts: tuple[Fact, ...], user: str, fact: Fact, part: str) -> Turn:
    """A turn that answers with `part` of `fact`: `what`, `short`, `more` or `why`."""
    answer = fact.answers.get(part) or fact.answers["more"]
    thought = THOUGHTS[part if part != "what" else {"term": "what"}.get(fact.kind, fact.kind)].replace("{x}", fact.topic)

    def follow(rng: random.Random, held: bool) -> Turn:
        way = rng.random()
        # All brief questions follow on from questions about loading.
        if fact.names[0].startswith("load") and rng.random() < 0.4:
            other = rng.choice([one for one in facts if one.brief and one is not fact])
            return turn(facts, BRIEF.ask(rng, held, x=expand(rng, rng.choice(other.brief))), other, "what")
        if way < 0.3 and part != "short":
            return turn(facts, SHORTER.ask(rng, held), fact, "short")
        if way < 0.55 and part in ("what", "short"):
            return turn(facts, MORE.ask(rng, held), fact, "more")
        if way < 0.75 and "why" in fact.answers and part in ("what", "short"):
            return turn(facts, WHY_THAT.ask(rng, held), fact, "why")
        other = rng.choice([one for one in facts if one.kind == "term"])
        return turn(facts, AND_THIS.ask(rng, held, x=rng.choice(other.names)), other, "what")

    return Turn(user, thought, shown(answer), contains(*keys(answer)), follow=follow)


def start(facts: tuple[Fact, ...], rng: random.Random, held: bool) -> Turn:
    # Training asks `ask` questions more often, because they share no frame with other questions.
    fact = rng.choices(facts, [1 if held or fact.kind != "ask" else ASK_WEIGHT for fact in facts])[0]
    if fact.kind == "ask":
        return turn(facts, Frames(fact.names, fact.held_names).ask(rng, held), fact, "what")
    name = rng.choice(fact.names)
    if fact.kind == "how":
        return turn(facts, HOW.ask(rng, held, x=name), fact, "what")
    if rng.random() < (0.3 if "why" in fact.answers else 0.1):
        return turn(facts, WHY.ask(rng, held, x=name), fact, "why")
    return turn(facts, WHAT.ask(rng, held, x=name), fact, "what")


def topic(facts: list[Fact]):
    """The topic that asks about `facts`."""
    return functools.partial(start, tuple(facts))
