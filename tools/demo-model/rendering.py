"""Conversations as token ids, split as Qwen3's chat template and a generating model split them."""

from text.conversation import Conversation
from text.turn import SPELLED
from tokenizers import Tokenizer

NO_THOUGHT = "<think>\n\n</think>\n\n"


def prompt_text(messages: list[dict[str, str]], thinking: bool) -> str:
    """What Qwen3's template makes of messages without thoughts. evaluate.py compares the two."""
    said = "".join(f"<|im_start|>{message['role']}\n{message['content']}<|im_end|>\n" for message in messages)
    return said + "<|im_start|>assistant\n" + ("" if thinking else NO_THOUGHT)


def reply_text(conversation: Conversation) -> str:
    turn = conversation.turns[-1]
    thought = f"<think>\n{turn.thought}\n</think>\n\n" if conversation.thinking else ""
    return thought + turn.reply(conversation.thinking) + "<|im_end|>"


def reply_ids(tokenizer: Tokenizer, text: str) -> list[int]:
    """Ids of `text`; what stands between marks of spelling gets one token a letter."""
    ids = []
    for i, part in enumerate(text.split(SPELLED)):
        for piece in part if i % 2 else [part]:
            ids += tokenizer.encode(piece, add_special_tokens=False).ids
    return ids


def sample(tokenizer: Tokenizer, conversation: Conversation) -> tuple[list[int], int]:
    """Ids of the prompt and the last reply, and where the reply starts."""
    prompt = prompt_text(conversation.messages(), conversation.thinking)
    ids = tokenizer.encode(prompt, add_special_tokens=False).ids
    return ids + reply_ids(tokenizer, reply_text(conversation)), len(ids)
