"""Conversations as token ids, split as Qwen3's chat template and a generating model would split them."""

from text.conversation import Conversation
from text.turn import SPELLED
from tokenizers import Tokenizer

NO_THOUGHT = "<think>\n\n</think>\n\n"


def prompt_text(messages: list[dict[str, str]], thinking: bool) -> str:
    """The text that Qwen3's template renders for messages without thoughts. evaluate.py compares the two."""
    said = "".join(f"<|im_start|>{message['role']}\n{message['content']}<|im_end|>\n" for message in messages)
    return said + "<|im_start|>assistant\n" + ("" if thinking else NO_THOUGHT)


def reply_text(conversation: Conversation) -> str:
    turn = conversation.turns[-1]
    thought = f"<think>\n{turn.thought}\n</think>\n\n" if conversation.thinking else ""
    return thought + turn.reply(conversation.thinking) + "<|im_end|>"


def reply_ids(tokenizer: Tokenizer, text: str) -> list[int]:
    """Ids of `text`. Between two SPELLED marks, each letter is a token of its own."""
    ids = []
    for i, part in enumerate(text.split(SPELLED)):
        for piece in part if i % 2 else [part]:
            ids += tokenizer.encode(piece, add_special_tokens=False).ids
    return ids


def sample(tokenizer: Tokenizer, conversation: Conversation) -> tuple[list[int], int]:
    """Ids of the prompt and the last reply, and the index at which the reply starts."""
    prompt = prompt_text(conversation.messages(), conversation.thinking)
    ids = tokenizer.encode(prompt, add_special_tokens=False).ids
    return ids + reply_ids(tokenizer, reply_text(conversation)), len(ids)
