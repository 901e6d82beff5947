"""Judging a checkpoint: what is held out, strict checks, and greedy answers through transformers."""
