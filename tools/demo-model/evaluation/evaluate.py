"""Evaluates a checkpoint on held-out questions, with transformers' greedy answers.

usage: python3 -m evaluation.evaluate FOLDER OUT [--share S] [--longest N]

Writes into OUT:

evaluation.json   all figures
failures.txt      every wrong answer
prompts.json      one prompt per line with transformers' greedy ids, to compare other engines with

--share takes only that share of the held-out items. --longest limits the tokens of an answer.
"""

import argparse
import json
import pathlib
from collections import Counter

import torch
from evaluation import held_out
from evaluation.chat import LONGEST_ANSWER, Chat
from evaluation.checks import Reply, parsed, right, well_formed
from evaluation.held_out import Item
from evaluation.rescale import rescale_error
from text.turn import SPELLED
from training.rendering import prompt_text

ENOUGH = {
    "arithmetic": 0.98, "words": 0.95, "weekdays": 0.95, "sorting": 0.95, "counting": 0.95, "app": 0.95, "basics": 0.95,
    "stories": 0.95, "markdown": 0.95, "small talk": 0.95, "refusals": 0.95, "follow-ups": 0.90,
    "markdown well-formed": 1.0, "thinking on": 1.0, "thinking off": 1.0,
}  # fmt: skip
PROMPTS = 160
CLEAR = 0.02  # the lead of the chosen logit at every token of an answer in prompts.json


def messages_of(item: Item, answers: list[str]) -> list[dict[str, str]]:
    messages = []
    for turn, answer in zip(item.turns, [*answers, None]):
        messages.append({"role": "user", "content": turn.user})
        if answer is not None:
            messages.append({"role": "assistant", "content": answer})
    return messages


def check_template(chat: Chat, items: list[Item]) -> None:
    """Asserts that training renders conversations as the template does."""
    for item in items:
        said = [turn.reply(item.thinking).replace(SPELLED, "") for turn in item.turns[:-1]]
        messages = messages_of(item, said)
        assert chat.all_text(chat.prompt(messages, item.thinking)) == prompt_text(messages, item.thinking)


def play(chat: Chat, items: list[Item]) -> list[dict]:
    """Plays every item turn by turn, on the model's own earlier answers. One entry for each answer."""
    earlier: list[list[str]] = [[] for _ in items]
    entries = []
    for depth in range(max(len(item.turns) for item in items)):
        playing = [i for i, item in enumerate(items) if len(item.turns) > depth]
        prompts = []
        for i in playing:
            messages = messages_of(items[i], earlier[i])
            prompts.append(chat.prompt(messages, items[i].thinking))
        for i, prompt, ids in zip(playing, prompts, chat.answers(prompts)):
            item, turn = items[i], items[i].turns[depth]
            reply: Reply = parsed(chat.text(ids), ids[-1] in chat.ends, item.thinking)
            entries.append({
                "item": item, "last": depth + 1 == len(item.turns), "question": turn.user, "prompt": prompt, "ids": ids,
                "reply": reply, "right": right(turn.check, reply.answer, earlier[i]), "wanted": turn.check.wanted,
            })  # fmt: skip
            earlier[i] = [*earlier[i], reply.answer]
    return entries


def scores(entries: list[dict]) -> dict[str, tuple[int, int]]:
    """Right answers and all answers, by category."""
    good, every = Counter(), Counter()

    def count(category: str, right: bool) -> None:
        every[category] += 1
        good[category] += right

    for entry in entries:
        item, reply = entry["item"], entry["reply"]
        if entry["last"]:
            count(item.category, entry["right"] and reply.formed)
        if item.category == "markdown":
            count("markdown well-formed", well_formed(reply.answer))
        count("thinking on" if item.thinking else "thinking off", reply.formed)
    return {category: (good[category], every[category]) for category in ENOUGH}


@torch.no_grad()
def lead(chat: Chat, prompt: list[int], ids: list[int]) -> float:
    """The smallest lead of a chosen logit over the next best. It is negative if another token would be chosen."""
    logits = chat.model(torch.tensor([prompt + ids]).cuda(), use_cache=False).logits[0, len(prompt) - 1 : -1]
    chosen = logits.gather(1, torch.tensor(ids).cuda()[:, None]).squeeze(1)
    others = logits.scatter(1, torch.tensor(ids).cuda()[:, None], float("-inf")).amax(1)
    return (chosen - others).min().item()


def clear_prompts(chat: Chat, entries: list[dict]) -> list[dict]:
    """Prompts from each category in turn, with ids that rounding alone cannot change."""
    waiting: dict[str, list[dict]] = {}
    for entry in entries:
        waiting.setdefault(entry["item"].category, []).append(entry)
    chosen: list[dict] = []
    while len(chosen) < PROMPTS and any(waiting.values()):
        for category in waiting:
            if not waiting[category]:
                continue
            entry = waiting[category].pop(0)
            smallest = lead(chat, entry["prompt"], entry["ids"])
            if smallest > CLEAR and entry["ids"][-1] in chat.ends:
                fields = {"category": category, "thinking": entry["item"].thinking, "text": chat.all_text(entry["prompt"])}
                chosen.append({**fields, "prompt": entry["prompt"], "ids": entry["ids"], "lead": round(smallest, 3)})
    return chosen[:PROMPTS]


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("out", type=pathlib.Path)
    parser.add_argument("--share", type=float, default=1.0)
    parser.add_argument("--longest", type=int, default=LONGEST_ANSWER)
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    chat = Chat(options.folder, options.longest)

    items = held_out.all_items(options.share)
    check_template(chat, items)
    entries = play(chat, items)
    table = scores(entries)
    for category, (good, every) in table.items():
        verdict = "ok" if good >= ENOUGH[category] * every else "TOO LOW"
        print(f"{category:22} {good:5} of {every:5} {good / every:7.1%}  (wanted {ENOUGH[category]:.0%}) {verdict}")

    with open(options.out / "failures.txt", "w", encoding="utf-8") as file:
        for entry in entries:
            if not (entry["right"] and entry["reply"].formed):
                text = chat.all_text(entry["prompt"] + entry["ids"])
                file.write(f"--- {entry['item'].category}: wanted {entry['wanted']}\n{text}\n")

    prompts = clear_prompts(chat, [entry for entry in entries if entry["last"]])
    error = rescale_error(chat.model, [entry["prompt"] for entry in entries[:PROMPTS]])
    print(f"gains rescaled to near 1: rms(diff)/rms of the logits {error:.1e}")
    print(f"prompts for other engines: {len(prompts)}, smallest lead {min((prompt['lead'] for prompt in prompts), default=0)}")
    lines = ",\n".join(json.dumps(prompt, separators=(",", ":")) for prompt in prompts)
    (options.out / "prompts.json").write_text(f"[\n{lines}\n]\n")
    figures = {"scores": table, "rescale error": error, "wanted": ENOUGH}
    (options.out / "evaluation.json").write_text(json.dumps(figures, indent=1) + "\n")


if __name__ == "__main__":
    main()
