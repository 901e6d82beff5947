"""Trains the demo, or its draft, on one CUDA GPU.

usage: python3 -m training.train DATA TOKENIZER OUT [--model draft] [--steps N] [--minutes M] [--resume FOLDER]

DATA is the folder that data.py wrote, TOKENIZER the one that tokenizer.py wrote. OUT receives the finished checkpoint,
and OUT.log the progress.

A run ends after N steps. --minutes ends it earlier and squeezes the same schedule into that time. --resume starts from
the weights of an earlier checkpoint with the same tokenizer instead of random ones. A long run can therefore be split
into short ones that each end with a usable checkpoint.
"""

import argparse
import pathlib
import shutil
import time

import numpy as np
import recipe
import torch
import torch.nn.functional as F
from torch.nn.attention.flex_attention import create_block_mask, flex_attention
from training.model import fresh, held_norms, read, write
from transformers import AttentionInterface, Qwen3ForCausalLM

LOG_EVERY = 100
IGNORED = -100


def packed_attention(module, query, key, value, attention_mask, scaling=None, **_):
    """Attention inside each conversation of a packed row. With a block mask, blocks of other conversations cost nothing."""
    query, key = query.to(value.dtype), key.to(value.dtype)
    mixed = flex_attention(query, key, value, block_mask=attention_mask, scale=scaling, enable_gqa=True)
    return mixed.transpose(1, 2).contiguous(), None


AttentionInterface.register("packed", packed_attention)


@torch.compile(dynamic=False)
def head_loss(hidden: torch.Tensor, table: torch.Tensor, labels: torch.Tensor) -> torch.Tensor:
    logits = F.linear(hidden, table).float()
    return F.cross_entropy(logits.flatten(0, 1), labels.flatten(), ignore_index=IGNORED)


def loss_of(model: Qwen3ForCausalLM, tokens, positions, labels, mask) -> torch.Tensor:
    """Calls transformers' layers one by one, because its own forward would create a dense mask."""
    with torch.autocast("cuda", dtype=torch.bfloat16):
        hidden = model.model.embed_tokens(tokens)
        rotation = model.model.rotary_emb(hidden, positions)
        for layer in model.model.layers:
            hidden = layer(hidden, attention_mask=mask, position_ids=positions, position_embeddings=rotation)
        return head_loss(model.model.norm(hidden), model.lm_head.weight, labels)


def same_conversation(conversations: torch.Tensor):
    """The mask function of a batch. `conversations` [ROWS, ROW] holds the number of each token's conversation."""

    def inside(b, h, q, k):
        return (q >= k) & (conversations[b, q] == conversations[b, k])

    return inside


class Rows:
    """Packed rows on the GPU, in a new order every epoch."""

    def __init__(self, folder: pathlib.Path):
        arrays = np.load(folder / "rows.npz")
        self.tokens = torch.from_numpy(arrays["tokens"].astype(np.int16)).cuda()
        self.positions = torch.from_numpy(arrays["positions"].astype(np.int16)).cuda()
        self.learned = torch.from_numpy(arrays["learned"]).cuda()
        self.order = torch.empty(0, dtype=torch.long, device="cuda")
        # One buffer and one function for all batches, so that compiled code stays valid.
        self.conversations = torch.zeros(recipe.ROWS, recipe.ROW, dtype=torch.int32, device="cuda")
        self.inside = same_conversation(self.conversations)

    def batch(self):
        while len(self.order) < recipe.ROWS:
            self.order = torch.cat([self.order, torch.randperm(len(self.tokens), device="cuda")])
        chosen, self.order = self.order[: recipe.ROWS], self.order[recipe.ROWS :]
        tokens, positions = self.tokens[chosen].long(), self.positions[chosen].long()
        labels = torch.full_like(tokens, IGNORED)
        labels[:, :-1] = torch.where(self.learned[chosen][:, 1:], tokens[:, 1:], IGNORED)
        self.conversations.copy_((positions == 0).cumsum(1))
        mask = create_block_mask(self.inside, recipe.ROWS, None, recipe.ROW, recipe.ROW, device="cuda")
        return tokens, positions, labels, mask


def optimizer_of(model: Qwen3ForCausalLM) -> torch.optim.Optimizer:
    trained = [parameter for parameter in model.parameters() if parameter.requires_grad]
    embedding = model.model.embed_tokens.weight
    groups = [
        {"params": [p for p in trained if p.ndim == 2 and p is not embedding], "weight_decay": recipe.WEIGHT_DECAY},
        {"params": [embedding, *(p for p in trained if p.ndim == 1)], "weight_decay": 0.0},
    ]
    return torch.optim.AdamW(groups, lr=recipe.PEAK_RATE, betas=(0.9, 0.95), fused=True)


class ReciprocalGains:
    """Trains the Q-norm gains beside fixed K-norm gains k as s / k. The factors s all start at 1 and learn at one rate.

    Gradients of s / k itself would be k times as large, and would outweigh all others when gradients are clipped. Steps
    of s / k itself would be too large for the small gains and too small to matter for the large ones.
    """

    def __init__(self, model: Qwen3ForCausalLM):
        self.gains = [attention.q_norm.weight for attention in held_norms(model)]
        self.units = [1 / attention.k_norm.weight for attention in held_norms(model)]

    @torch.no_grad()
    def scale_gradients(self) -> None:
        for gain, unit in zip(self.gains, self.units):
            gain.grad.mul_(unit)

    @torch.no_grad()
    def step(self, optimizer: torch.optim.Optimizer) -> None:
        """The optimizer's step, in units of 1 / k for these gains."""
        before = [gain.clone() for gain in self.gains]
        optimizer.step()
        for gain, old, unit in zip(self.gains, before, self.units):
            gain.copy_(old + (gain - old) * unit)


def rate(progress: float) -> float:
    """The learning rate: a warm-up, a plateau, then a straight line down to 0. `progress` goes from 0 to 1."""
    return recipe.PEAK_RATE * min(1.0, progress / recipe.WARM_UP, (1 - progress) / recipe.DECAY)


def train(model: Qwen3ForCausalLM, rows: Rows, steps: int, seconds: float, log) -> None:
    optimizer, reciprocals = optimizer_of(model), ReciprocalGains(model)
    trained = [parameter for group in optimizer.param_groups for parameter in group["params"]]
    for layer in model.model.layers:
        layer.compile(dynamic=False)
    started = marked = time.monotonic()
    step, total = 0, torch.zeros((), device="cuda")
    while (progress := max(step / steps, (time.monotonic() - started) / seconds)) < 1:
        for group in optimizer.param_groups:
            group["lr"] = rate(progress)
        loss = loss_of(model, *rows.batch())
        loss.backward()
        reciprocals.scale_gradients()
        torch.nn.utils.clip_grad_norm_(trained, 1.0)
        reciprocals.step(optimizer)
        optimizer.zero_grad(set_to_none=True)
        total += loss.detach()
        step += 1
        if step % LOG_EVERY == 0 or step == 10:
            mean, now = total.item() / (step % LOG_EVERY or LOG_EVERY), time.monotonic()
            speed = (step % LOG_EVERY or LOG_EVERY) * recipe.ROWS * recipe.ROW / (now - marked) / 1e6
            log(f"step {step} {progress:.1%} {now - started:.0f} s: loss {mean:.4f}, {speed:.2f}M tokens/s")
            total.zero_()
            marked = now
    torch.cuda.synchronize()
    log(f"trained: {step} steps, {step * recipe.ROWS * recipe.ROW / 1e6:.0f}M tokens in {time.monotonic() - started:.0f} s")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("data", type=pathlib.Path)
    parser.add_argument("tokenizer", type=pathlib.Path)
    parser.add_argument("out", type=pathlib.Path)
    parser.add_argument("--model", choices=recipe.ARCHITECTURES, default="demo")
    parser.add_argument("--steps", type=int, default=recipe.STEPS)
    parser.add_argument("--minutes", type=float, default=60.0)
    parser.add_argument("--resume", type=pathlib.Path)
    options = parser.parse_args()

    options.out.mkdir(parents=True, exist_ok=True)
    for name in ("tokenizer.json", "tokenizer_config.json", "generation_config.json"):
        shutil.copy(options.tokenizer / name, options.out)

    architecture = recipe.ARCHITECTURES[options.model]
    model = fresh(architecture, "packed")
    if options.resume:
        model.load_state_dict(read(options.resume, "packed").state_dict())
    model = model.cuda().train()
    count = sum(parameter.numel() for parameter in model.parameters())
    with open(options.out.with_suffix(".log"), "w") as file:

        def log(line: str) -> None:
            print(line, flush=True)
            print(line, file=file, flush=True)

        log(f"{count} weights, {torch.cuda.get_device_name()}, torch {torch.__version__}")
        train(model, Rows(options.data), options.steps, 60 * options.minutes, log)
    write(model, architecture, options.out)


if __name__ == "__main__":
    main()
