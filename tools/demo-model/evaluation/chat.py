"""Greedy answers of a checkpoint, in batches, with transformers' own generate and chat template."""

import json
import pathlib

import torch
from tokenizers import Tokenizer
from training.model import read
from transformers import GenerationConfig, PreTrainedTokenizerFast

LONGEST_ANSWER = 320  # tokens
BATCH = 512


class Chat:
    """A checkpoint folder on the GPU. It computes in float32, from the stored weights."""

    def __init__(self, folder: pathlib.Path, longest: int = LONGEST_ANSWER):
        config = json.loads((folder / "tokenizer_config.json").read_text(encoding="utf-8"))
        generation = json.loads((folder / "generation_config.json").read_text(encoding="utf-8"))
        self.plain = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self.tokenizer = PreTrainedTokenizerFast(
            tokenizer_file=str(folder / "tokenizer.json"), chat_template=config["chat_template"]
        )
        self.ends: list[int] = generation["eos_token_id"]
        self.padding: int = generation["pad_token_id"]
        self.model = read(folder, "sdpa").cuda()
        # The checkpoint's own generation_config.json samples.
        self.model.generation_config = GenerationConfig(
            do_sample=False, max_new_tokens=longest, eos_token_id=self.ends, pad_token_id=self.padding
        )

    def prompt(self, messages: list[dict[str, str]], thinking: bool) -> list[int]:
        options = {"add_generation_prompt": True, "enable_thinking": thinking}
        return self.tokenizer.apply_chat_template(messages, tokenize=True, return_dict=False, **options)

    @torch.no_grad()
    def batch(self, prompts: list[list[int]]) -> list[list[int]]:
        longest = max(map(len, prompts))
        padded = torch.full((len(prompts), longest), self.padding)
        mask = torch.zeros_like(padded)
        for row, prompt in enumerate(prompts):
            padded[row, longest - len(prompt) :] = torch.tensor(prompt)
            mask[row, longest - len(prompt) :] = 1
        written = self.model.generate(input_ids=padded.cuda(), attention_mask=mask.cuda())[:, longest:].tolist()
        return [self.ended(ids) for ids in written]

    def ended(self, ids: list[int]) -> list[int]:
        """`ids` up to and including the token that ends the turn."""
        end = next((i for i, token in enumerate(ids) if token in self.ends), len(ids) - 1)
        return ids[: end + 1]

    def answers(self, prompts: list[list[int]]) -> list[list[int]]:
        """Greedy ids for each prompt. A batch holds prompts of similar length, for speed."""
        order = sorted(range(len(prompts)), key=lambda i: len(prompts[i]))
        answers: list[list[int]] = [[] for _ in prompts]
        for at in range(0, len(order), BATCH):
            chosen = order[at : at + BATCH]
            for i, ids in zip(chosen, self.batch([prompts[i] for i in chosen])):
                answers[i] = ids
        return answers

    def text(self, ids: list[int]) -> str:
        """The text that a reader sees, without the token that ends the turn."""
        return self.all_text([token for token in ids if token not in self.ends])

    def all_text(self, ids: list[int]) -> str:
        return self.plain.decode(ids, skip_special_tokens=False)
