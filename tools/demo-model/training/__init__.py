"""From text to weights: tokenizer, packed rows, model and training."""
