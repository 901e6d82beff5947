"""Sizes, seeds and rates: everything that one would change to train another demo."""

# A small Qwen3-0.6B: all heads together are twice as wide as the hidden size, and two query heads share a KV head.
DEMO = {
    "hidden_size": 256,
    "intermediate_size": 512,
    "num_hidden_layers": 8,
    "num_attention_heads": 4,
    "num_key_value_heads": 2,
    "head_dim": 128,
    "max_position_embeddings": 2048,
    "rope_theta": 1000000.0,
    "rms_norm_eps": 1e-6,
    "tie_word_embeddings": True,
}
# Guesses what the demo will say, for speculative decoding: a ninth of its weights, the same tokenizer.
DRAFT = {
    **DEMO,
    "hidden_size": 128,
    "intermediate_size": 256,
    "num_hidden_layers": 2,
    "num_attention_heads": 2,
    "num_key_value_heads": 1,
}
ARCHITECTURES = {"demo": DEMO, "draft": DRAFT}
VOCABULARY = 3072  # with the special tokens
SEED = 1

CONVERSATIONS = 1_800_000  # to train on
SHARDS = 64  # made in parallel; changing their number changes the text
TOKENIZER_CONVERSATIONS = 60_000

ROW = 2048  # tokens per row of packed conversations
ROWS = 32  # rows per batch
STEPS = 12_300  # about seven minutes on an H100
PEAK_RATE = 2e-3
WARM_UP = 0.01  # share of the run in which the learning rate rises
DECAY = 0.4  # share of the run in which it falls
WEIGHT_DECAY = 0.1
