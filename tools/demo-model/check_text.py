"""Checks the training text: answers pass their own checks, and training never contains a question of the evaluation.

usage: check_text.py    (needs plain Python and nothing installed)
"""

import random

import recipe
from evaluation import held_out
from evaluation.checks import right, well_formed
from text.conversation import conversation
from text.turn import SPELLED, Turn

CONVERSATIONS = 20_000


def check(turns: list[Turn], thinking: bool) -> None:
    earlier: list[str] = []
    for turn in turns:
        answer = turn.reply(thinking).replace(SPELLED, "")
        assert not set("{}[]|") & set(turn.user), f"unfinished template: {turn.user}"
        assert right(turn.check, answer, earlier), f"{turn.user}: {answer} fails {turn.check}"
        assert well_formed(answer), f"{turn.user}: not well-formed: {answer}"
        assert turn.thought and "<" not in turn.thought, f"{turn.user}: empty thought or one with a tag: {turn.thought}"
        assert not turn.direct.startswith(turn.thought), f"{turn.user}: begins like its thought: {turn.direct}"
        earlier.append(answer)


def main() -> None:
    items = held_out.all_items()
    for item in items:
        check(item.turns, item.thinking)
    reserved, rng, turns, met = held_out.questions(), random.Random(recipe.SEED), 0, 0
    for _ in range(CONVERSATIONS):
        for turn in conversation(rng).turns:
            check([turn], thinking=turns % 2 == 0)
            turns += 1
            met += held_out.normal(turn.user) in reserved
    print(f"text: {len(items)} held-out items, {len(reserved)} questions; {met} of them occur in {turns} training turns")
    assert met == 0


if __name__ == "__main__":
    main()
