"""Strict checks of answers: each kind of text.turn.Check is a function here."""

import re
from dataclasses import dataclass

from text.turn import Check

THOUGHT = re.compile(r"<think>\n(?P<thought>[^<]+)\n</think>\n\n(?P<answer>.+)", re.DOTALL)
FENCE = re.compile(r"^```(\w*)$", re.MULTILINE)


@dataclass(frozen=True)
class Reply:
    formed: bool  # has a thought exactly when it should, and ended before the limit
    answer: str


def parsed(text: str, ended: bool, thinking: bool) -> Reply:
    if thinking:
        match = THOUGHT.fullmatch(text)
        formed = match is not None and "think>" not in match["answer"]
        return Reply(formed and ended, match["answer"] if match else text)
    return Reply(ended and bool(text.strip()) and "think>" not in text, text)


def has(answer: str, facts: str) -> bool:
    return any(fact.lower() in answer.lower() for fact in facts.split("|"))


def contains(answer: str, wanted: list[str], earlier: list[str]) -> bool:
    return all(has(answer, facts) for facts in wanted)


def words(answer: str, wanted: list[str], earlier: list[str]) -> bool:
    """Every word occurs as a whole word, and the answer does not repeat an earlier one."""
    named = all(re.search(rf"\b{re.escape(word)}\b", answer, re.IGNORECASE) for word in wanted)
    return named and answer not in earlier


def bold(answer: str, wanted: str, earlier: list[str]) -> bool:
    found = re.findall(r"\*\*(.+?)\*\*", answer)
    return bool(found) and found[-1] == wanted


def numbers(answer: str, wanted: list[int], earlier: list[str]) -> bool:
    return [int(number) for number in re.findall(r"-?\d+", answer)] == wanted


def one_of(answer: str, wanted: list[str], earlier: list[str]) -> bool:
    return answer in wanted and answer not in earlier


def list_of(answer: str, wanted: dict, earlier: list[str]) -> bool:
    lines = answer.split("\n\n", 1)[-1].split("\n")
    marks = [f"{i}. " if wanted["numbered"] else "- " for i in range(1, len(wanted["items"]) + 1)]
    return lines == [mark + item for mark, item in zip(marks, wanted["items"])]


def code(answer: str, wanted: dict, earlier: list[str]) -> bool:
    return wanted["block"] in answer and f"```{wanted['language']}\n" in answer


KINDS = {
    "contains": contains,
    "words": words,
    "bold": bold,
    "numbers": numbers,
    "one of": one_of,
    "list": list_of,
    "code": code,
}


def right(check: Check, answer: str, earlier: list[str]) -> bool:
    return KINDS[check.kind](answer, check.wanted, earlier)


def well_formed(answer: str) -> bool:
    """Whether the Markdown is well-formed.

    Fences come in pairs, and the opening one names a language. A list follows a blank line and has either bullets only or
    numbers that count up from 1.
    """
    fences = FENCE.findall(answer)
    if len(fences) % 2 or any(not language for language in fences[::2]) or any(fences[1::2]):
        return False
    outside = FENCE.split(answer)[::4]  # text, language, code, "", text …
    for text in outside:
        for block in re.split(r"\n\n+", text.strip("\n")):
            marks = [re.match(r"(- |\d+\. )?(.*)", line).groups() for line in block.split("\n")]
            if not any(mark for mark, _ in marks):
                continue
            if not all(mark and rest.strip() for mark, rest in marks):
                return False
            if marks[0][0] != "- " and [mark for mark, _ in marks] != [f"{i}. " for i in range(1, len(marks) + 1)]:
                return False
            if marks[0][0] == "- " and any(mark != "- " for mark, _ in marks):
                return False
    return answer.count("**") % 2 == 0
