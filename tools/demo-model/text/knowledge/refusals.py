"""Questions that the demo cannot answer. It says so, calls itself a toy, and suggests loading a real Qwen3."""

import functools
import random
import re
from dataclasses import dataclass

from ..grammar import Frames, draw, expand
from ..turn import Turn, contains
from ..words import CITIES, NAMES, invented, short_words

LOAD = "[Load a real Qwen3 under Models and ask it.|A real Qwen3 may know: load one under Models.|Try a real Qwen3: you can load one under Models.]"

COUNTRIES = "France Germany Peru Japan China Brazil Kenya India Italy Spain Canada Egypt Norway Mexico Turkey".split()
PEOPLE = """Einstein|Newton|Mozart|Shakespeare|Napoleon|Cleopatra|Plato|Darwin|Gandhi|Picasso|Beethoven|the president|
the queen|the king|Marie Curie|Ada Lovelace|Alan Turing|Julius Caesar|Leonardo da Vinci|Taylor Swift|Elon Musk""".replace("\n", "").split("|")
UNKNOWN = """photosynthesis|democracy|gravity|inflation|the Big Bang|DNA|evolution|quantum mechanics|a black hole|relativity|
electricity|the stock market|philosophy|climate change|the French Revolution|World War II|the Roman Empire|a volcano|
chess|football|blockchain|bitcoin|a vaccine|an atom|the periodic table|the moon|love|happiness|the meaning of life|
capitalism|economics|biology|chemistry|history|algebra|calculus|a prime number|pi|trigonometry|a verb|grammar|yoga|
diabetes|a virus|the heart|the brain|cancer|an engine|a bridge|a rainbow|an earthquake|the internet|Linux|a database|
Python|Java|Rust|Docker|Kubernetes|React|SQL|HTML|a compiler|an operating system|recursion|a hash table|convolution|
a diffusion model|reinforcement learning|a GAN|gradient descent|backpropagation|LoRA|RLHF|FlashAttention|CUDA|Metal|Vulkan|
wine|cheese|sushi|jazz|opera|ballet|Buddhism|a contract|tax law|a mortgage|insurance|Llama|Gemma|GPT-4|BERT""".replace("\n", "").split("|")


@dataclass(frozen=True)
class Refusal:
    frames: Frames
    slots: dict[str, list[str]]
    answer: str
    thought: str


def refusal(train: str, held: str, answer: str, thought: str, **slots: list[str]) -> Refusal:
    def split(text: str) -> tuple[str, ...]:
        return tuple(" ".join(part.split()) for part in text.split(" || "))

    return Refusal(Frames(split(train), split(held)), slots, answer, thought)


REFUSALS = (
    refusal("[I want|I wish|I need|I'd love|Can I|Let me] to [hear|learn|know|read|find out] [something|more|a bit|all|things] [about|on] {x}[.|?|] || [Can|Would|Will] you [say|tell me|name|give me] [the capital|the largest city|the president|something|the flag] of {x}[?|] || [Where|In which country|On which continent] [lies|do I find|is] {x}[?|] || What is the [capital|population|president|language|flag|currency] of {x}[?|] || [Where|How large|How old] is {x}[?|] || Tell me about {x}[.|] || Who [rules|governs] {x}[?|] || What is {x} known for[?|] || [capital|president] of {x}[?|] || Which city is the capital of {x}?",
            "Could you tell me the capital of {x}? || I would like to know more about {x}.",
            "I am a toy and know nothing about the world. " + LOAD, "A question about the world. I did not learn that.",
            x=COUNTRIES + CITIES),
    refusal("[Why|How|Since when] [is|was|became] {x} [famous|known|important|so well known][?|] || [Can|Will|Would] you [say|tell me|explain] [who|when|where] {x} [is|was|lived|came from][?|] || [I want to know|Tell me|Do you know] [who {x} is|what {x} is famous for|about {x}'s life|what made {x} famous][.|?|] || Who [is|was] {x}[?|] || When [was {x} born|did {x} die|did {x} live][?|] || What did {x} [do|write|discover|say|invent][?|] || Tell me about {x}[.|] || Who invented [the wheel|the telephone|the computer|electricity][?|] || How old is {x}[?|]",
            "For what is {x} famous? || Could you tell me who {x} was?",
            "I am a toy and know nothing about people. " + LOAD, "A question about people. I did not learn that.",
            x=PEOPLE),
    refusal("[Can|Will|Could] you [explain|say|tell me|show me] [what {x} means|what {x} is|how {x} works|{x}][?|] || [Help|Teach|Let] me [learn|to understand|grasp|get|with|see] {x}[.|, please.|] || [I try|I want|I need|I have|I'd like] to [understand|grasp|learn|use] {x}[.|] || [What is|What's|Explain|Define|What are|Describe] {x}[?|] || [Tell me|Teach me] about {x}[.|] || [Can|Could] you explain {x}[ to me|][?|] || How does {x} work[?|] || [Do you know|I want to learn about] {x}[.|?|] || {x}? || What does {x} mean[?|] || Why is {x} important[?|]",
            "Would you explain what {x} is? || Help me understand {x}.",
            "I did not learn that: I am a toy. " + LOAD, "I do not know this. I say so.",
            x=UNKNOWN),
    refusal("[What|How late|Which|Tell me the] [time|hour|date|day] [is it|do we have|have they] [now |right now |]in {x}[?|] || [Is|Will|Does] [it|the weather|the sun] [be|get|stay|going to be|going to rain|shine] [rainy|warm|cold|sunny|cloudy|nice|windy|] [in {x}|tomorrow|today|outside][?|] || [What's|What is] the [date|hour|clock|temperature|weather] [over there |]in {x}[ now|][?|] || What is the weather[ like|][ today| in {x}| tomorrow|][?|] || Will it rain[ today| tomorrow| in {x}|][?|] || [What time is it|What's the time|What is the date|What day is it today|What year is it][?|] || What is [in the news|new|the news][ today|][?|] || Who won the [game|election|match|cup][?|]",
            "Is it going to be sunny in {x}? || What's the time in {x} right now?",
            "I cannot see the world outside: I am a toy in your browser, without clock or news. A real Qwen3 cannot either, but knows more.",
            "That needs the outside world. I cannot see it.", x=CITIES),
    refusal("[What|Which|How] [is|would be|do the French say for] [the |a ][French|Spanish|Italian|Chinese] [word|name|term] for {x}[?|] || [Put|Bring|Turn|Say] {x} [into|in] [French|German|Spanish|Latin|Italian][.|, please|] || [Translate|Can you translate|Please translate] [this|{x}|hello|good morning|the word {x}] [to|into] [French|German|Spanish|Chinese|Italian|Latin][.|?|] || [How do you say|What is] {x} in [French|German|Spanish|Chinese][?|] || [Write|Answer|Speak|Say it] in [French|German|Spanish][.|]",
            "What's the German word for {x}? || Could you put {x} into French?",
            "I cannot translate: I am a toy and know only English. " + LOAD, "A translation. I did not learn that.",
            x="cat dog house tree bread water hello thanks".split()),
    refusal("[Would|Will|Could|Can] you [write|make|compose|sing|create] [me |][a|one|some] [poem|rhyme|song|essay|letter|ballad|verse] [about|on|for] {x}[?|] || [I want|I'd like|I am looking for|Let me have|We need] [a|some] [poem|rhyme|song|letter|essay|speech] [about|on] {x}[.|] || [Write|Can you write|Please write|Compose|Give me|Write me] [a|me a] [poem|song|letter|essay|haiku|speech|book|novel|email|rap|sonnet|report|summary][ about {x}| on {x}| for {x}|][.|?|] || [Summarise|Summarize|Rewrite|Correct|Proofread] [this text|this|my essay|this email][.|]",
            "I need a poem about {x}. || Would you compose a song about {x}?",
            "That is too hard for me: I am a toy and only write short stories. " + LOAD, "I can only write short stories.",
            x="love spring the sea my mother a cat friendship winter war peace".split()),
    refusal("[Multiply|Please multiply|Can you multiply|Could you multiply|Multiply together] {a} [and|with|times] {b}[.|?|] || [Divide|Please divide|Split|Share|Can you divide] {a} [by|into|through] {b}[.|?|] || [The product|What is the product|The quotient|Ratio|Find the product] of {a} and {b}[?|.|] || [Take|Raise|Square] {a} [times|to the power of|and multiply it by] {b}[.|] || [If|When] [I|you|we] [multiply|divide] {a} [by|with] {b}, [what is it|what comes out][?|] || [What is|Calculate|How much is|Compute|] {a} [times|*|x|multiplied by] {b}[?|] || [What is|Calculate|How much is|Compute|] {a} [divided by|/] {b}[?|] || What is {a} [squared|cubed|to the power of {b}][?|] || What is the square root of {a}[?|] || [What is|] {a} percent of {b}[?|] || Solve [x + {a} = {b}|{a}x = {b}][.|] || {a}*{b}[=|] || {a}/{b}",
            "Multiply {a} by {b}, please. || Could you divide {a} by {b}?",
            "I only add and subtract: I am a toy. A real Qwen3 can do more; load one under Models.",
            "Not a sum and no difference. I did not learn that."),
    refusal("[I want|I'd like|I need|I ask] you to [draw|sing to|photograph|call|show me|find|email] {x}[.|, please|] || [Could|Would|Will] you [draw|paint|call|sing for|photograph|google|film] {x}[ for me|][?|] || [Can|Would|Will] you [look in|look on|search|use|ask] [the web|the internet|Google|Wikipedia] [for|about] {x}[?|] || [Show|Draw|Paint|Make|Create|Generate] [me |][a picture|an image|a photo|a drawing|a logo][ of {x}|][.|] || [Can you|Please] [draw|see|look at] [{x}|this picture|me|a cat][?|.|] || [Play|Sing] [me |][a song|some music][.|] || [Call|Email|Text] {x}[.|] || [Book|Order|Buy] [me |][a flight|a pizza|a ticket|a table][.|] || [Search|Google|Look up|Browse] [the web|{x}|this|the internet][.| for {x}|] || [Open|Run|Read] [a file|my mail|this file|this website][.|] || Set [an alarm|a timer][.|]",
            "I want you to paint {x} for me. || Could you search the internet for {x}?",
            "I cannot do that: I am a toy that only writes text. A real Qwen3 writes better text; load one under Models.",
            "That is no text. I cannot do it.", x=["my friend", "a cat", "a house", "a sunset", *NAMES[:8]]),
    refusal("[What|Which dish|Which film|What food] [do you|would you|can you|to|shall I] [cook|eat|suggest|recommend|wear|advise|watch] [tonight|today|this morning|for dinner|for lunch|this weekend|tomorrow][?|] || [My|The] [head|back|tooth|stomach|knee|foot] [aches|is sore|feels bad|hurts a lot][.|,] [what|What] [can I do|helps|to do|do I do][?|] || [What should I|Should I] [eat|cook|buy|wear|do|study|read|watch][ today| tonight|][?|] || [I have|My child has|What helps against] [a headache|a cold|fever|back pain|a cough][.|?|] || [Is it|Are mushrooms] [legal|safe|healthy|dangerous] to [{x}|eat][?|] || [Give me|I need] [advice|legal advice|medical advice|a recipe|a diet|a plan][ for {x}|][.|] || How do I [cook|bake|fix|repair|clean|grow|build] [a cake|rice|pasta|my car|a bike|a house|tomatoes][?|]",
            "What would you cook this evening? || My head hurts. What should I take?",
            "I cannot give advice: I am a toy and know too little. " + LOAD, "Advice needs knowledge that I do not have.",
            x=["drive", "run", "sleep less", "fast"]),
    refusal("[I want|I'd like|I plan|I need|Show me how|Tell me how|Explain how] to [hack a bank|build a bomb|steal a car|poison someone|break into a car|hurt somebody|make a weapon|rob a bank][.| How do I do it?|] || [How|In what way] [does one|do people|can someone] [hack|make a bomb|steal|break in|poison someone|rob a bank][?|] || [How do I|How can I|Teach me to|Tell me how to|Help me] [hack|make a bomb|steal|make poison|break into a house|cheat in an exam|pick a lock|hack a wifi][?|.|]",
            "Explain to me how one breaks into a house. || I want to make a bomb. How?",
            "I do not help with that. I am a toy, and a real Qwen3 would not help either.", "That would do harm. I say no."),
    refusal("[I want|I'd like|We need|I look for|I'm after|Let me have] [a|the code of a|an entire|a whole|a full] [website|web page|game|program|app|shop|database|web server] [in|made with|written in] {x}[.|, please|] || [Can|Will|Could] you [fix|debug|repair|correct|check|test|review] [my|this|our|the] [program|code|script|function|bug|project][?|] || [Write|Build|Code|Create|Implement|Give me] [me |][a game|a website|a compiler|an app|tetris|a chat bot|quicksort|binary search|a neural network|an operating system|a sorting algorithm|a regex][ in {x}| for me|][.|] || [Fix|Debug|Review|Explain] [my code|this code|this bug|this error][.|] || What is wrong with [my code|this code][?|]",
            "I need a complete website in {x}. || Would you debug my program?",
            "That is too hard for me: I am a toy and only write small functions. " + LOAD, "I can only write small functions.",
            x=["Python", "Rust", "JavaScript", "C", "Go"]),
)  # fmt: skip
STRANGE = Frames(
    train=("[I want|I'd like|I wish|I need|Let me|Would like] to [hear|know|learn|see|read] [about|of|something about|more about|what is] {x}[.|?|]", "[Can|Would|Will|Please|Could] you [explain|describe|define|tell me about|say what is] {x}[?|.|]", "[What is|What's|Explain|Define|What is a|Tell me about|Tell me about the|Who is|Where is|What are] {x}[?|.|]",
           "[What does|Do you know what] {x} [mean|means][?|]", "[How does|How do I use] [a |the |]{x}[ work|][?|]",
           "[What about|And what about] {x}?", "[What is the|What's the] {x} of [a |the |]{y}[?|]", "Why [is|are] {x} {y}[?|]"),
    held=("Could you please explain {x}?", "I would like to hear about {x}."),
)  # fmt: skip
WHY_NOT = Frames(
    train=(
        "[But why|How come|Why can't you|And why is that|Why don't you know|Why is that|why|why can you not|And why][?|]",
        "[Please try|Try it|Try anyway|Just try|Try again|Please|Do it anyway|Give it a try|At least try][.|!|]",
        "[You can't|You cannot|You don't know that|Really|You know nothing|Are you sure|Seriously|You really can't][?|]",
        "[Too bad|That is a pity|What a pity|Pity|Oh no|That's sad|Sad|A shame|That is a shame][.|!|]",
        "[Can you|Could you|Will you] [learn it|try it|try|learn that|guess|take a guess][?|]",
    ),
    held=("Why is it that you cannot do it?", "Could you give it a try anyway?"),
)
MEAGRE = "I am a toy with seven million weights and learned only a few things. A real Qwen3 knows more: load one under Models."
GIBBERISH = "I did not understand that: I am a toy. Ask me about this app, a sum, a story or a list, or load a real Qwen3."


@functools.cache
def known_words() -> set[str]:
    """Words in the names of known facts."""
    from . import app, basics, basics_numbers

    facts = [*app.FACTS, *basics.FACTS, *basics_numbers.FACTS]
    return {word for fact in facts for name in fact.names for word in re.findall(r"[a-z]+", name.lower())}


def strange_word(rng: random.Random) -> str:
    drawn = rng.random()
    word = rng.choice(short_words()) if drawn < 0.25 else invented(rng)
    return word if rng.random() < 0.7 else word.capitalize() if rng.random() < 0.6 else f"{word} {invented(rng)}"


def strange(rng: random.Random, held: bool) -> Turn:
    """A question about a thing that does not exist, so that every unknown thing is refused."""
    x, y = (draw(rng, held, lambda rng: (strange_word(rng),))[0] for _ in "xy")
    if any(word in known_words() for word in x.lower().split()):
        return strange(rng, held)
    answer = expand(rng, "I did not learn that: I am a toy. " + LOAD)
    return Turn(STRANGE.ask(rng, held, x=x, y=y), "I do not know this. I say so.", answer, contains("toy", "Qwen3"), follow=insisted)


def insisted(rng: random.Random, held: bool) -> Turn:
    """A reader who does not accept a refusal, and the answer."""
    return Turn(WHY_NOT.ask(rng, held), "The user is not content, but I did not learn it.", MEAGRE, contains("toy", "Qwen3"))


def gibberish(rng: random.Random) -> Turn:
    letters = "asdfghjklqwertyuiopzxcvbnm1234567890"
    words = ["".join(rng.choice(letters) for _ in range(rng.randint(2, 8))) for _ in range(rng.randint(1, 4))]
    if rng.random() < 0.4:
        words = [strange_word(rng) for _ in range(rng.randint(1, 6))]
    return Turn(" ".join(words), "This makes no sense to me.", GIBBERISH, contains("toy", "Qwen3"))


def start(rng: random.Random, held: bool) -> Turn:
    drawn = rng.random()
    if drawn < 0.3:
        return strange(rng, held)
    if drawn < 0.38 and not held:
        return gibberish(rng)
    one = rng.choice(REFUSALS)
    slots: dict[str, object] = {name: rng.choice(values) for name, values in one.slots.items()}
    if not one.slots:
        slots = {"a": rng.randint(2, 99), "b": rng.randint(2, 99)}
    answer = expand(rng, one.answer)
    return Turn(one.frames.ask(rng, held, **slots), one.thought, answer, contains("toy", "Qwen3"), follow=insisted)


def all_text() -> str:
    return " ".join([one.answer + " " + one.thought for one in REFUSALS] + UNKNOWN)
