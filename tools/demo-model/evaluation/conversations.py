"""Ten conversations of five turns, as a newcomer might have them, with greedy answers, unedited.

usage: python3 -m evaluation.conversations FOLDER OUT.md [--longest N]

--longest limits the tokens of an answer.
"""

import argparse
import pathlib

from evaluation.chat import LONGEST_ANSWER, Chat
from evaluation.checks import parsed

# These questions were written without looking at the grammars of the training text.
ASKED = [
    ["Hi!", "What is this page?", "ok and what's a fused kernel", "why would I want that?", "cool, thanks"],
    ["what can you do", "What is 58 + 27?", "and minus 9", "12*12?", "reverse the word planet"],
    ["Tell me a story about a hedgehog, a lighthouse and a teapot", "another one", "shorter", "now with a shark", "Thank you!"],
    ["I'm Robert", "what's rmsnorm?", "shorter please", "and softmax?", "do you remember my name?"],
    ["What's the capital of France?", "Why not?", "How do I load the real Qwen3?", "from my own disk", "is it private?"],
    ["list 5 fruits", "as a numbered list", "write a python function that adds two numbers", "in javascript", "call it plus"],
    ["What day comes after Friday?", "and the one after that?", "count from 7 to 15", "backwards", "sort 42, 7 and 19"],
    ["whats the kv cache", "tell me more", "why do we need it", "is bf16 better than f16?", "what is an overflow"],
    ["The model prints only !!!!!", "how do I find which kernel is broken?", "What is replay?", "and lockstep?",
     "How can I share it with a colleague?"],
    ["How are you?", "are you chatgpt?", "tell me a joke", "another one", "What is the meaning of life?"],
]  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("out", type=pathlib.Path)
    parser.add_argument("--longest", type=int, default=LONGEST_ANSWER)
    options = parser.parse_args()
    chat = Chat(options.folder, options.longest)

    history: list[list[dict[str, str]]] = [[] for _ in ASKED]
    lines = [[f"## {i + 1} (thinking {'on' if i % 2 else 'off'})\n"] for i in range(len(ASKED))]
    for turn in range(len(ASKED[0])):
        for messages, asked in zip(history, ASKED):
            messages.append({"role": "user", "content": asked[turn]})
        prompts = [chat.prompt(messages, thinking=bool(i % 2)) for i, messages in enumerate(history)]
        for i, ids in enumerate(chat.answers(prompts)):
            text = chat.text(ids)
            history[i].append({"role": "assistant", "content": parsed(text, True, bool(i % 2)).answer})
            lines[i].append(f"**User:** {ASKED[i][turn]}\n\n{text}\n")
    options.out.write_text("\n".join("\n".join(part) for part in lines), encoding="utf-8")


if __name__ == "__main__":
    main()
