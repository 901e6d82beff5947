"""Writes YaRN's inverse frequencies and attention factor as transformers computes them.

usage: yarn.py OUT.json

OUT.json lists {name, config, attentionFactor, inverseFrequencies}: src/model/pass/yarn.fixture.json.
"""

import copy
import json
import pathlib
import sys

from transformers import Qwen3Config
from transformers.models.qwen3.modeling_qwen3 import Qwen3RotaryEmbedding

YARN = {"rope_type": "yarn", "factor": 4.0}
CASES = {
    # The recipe of Qwen3's model cards.
    "recipe": {
        "head_dim": 128,
        "rope_theta": 1e6,
        "max_position_embeddings": 40960,
        "rope_scaling": {**YARN, "original_max_position_embeddings": 32768},
    },
    # Every key but attention_factor.
    "keys": {
        "head_dim": 64,
        "rope_theta": 1e4,
        "max_position_embeddings": 8192,
        "rope_scaling": {
            **YARN,
            "factor": 2.5,
            "original_max_position_embeddings": 2048,
            "beta_fast": 16,
            "beta_slow": 2,
            "truncate": False,
            "mscale": 0.707,
            "mscale_all_dim": 0.5,
        },
    },
    # As transformers 5 saves it.
    "parameters": {
        "head_dim": 128,
        "max_position_embeddings": 262144,
        "rope_parameters": {
            **YARN,
            "rope_theta": 5e6,
            "original_max_position_embeddings": 262144,
            "attention_factor": 1.25,
        },
    },
}


def rotary(fields: dict) -> Qwen3RotaryEmbedding:
    # A copy: transformers completes the scaling that it is given.
    sizes = {"hidden_size": 256, "num_attention_heads": 2, "num_key_value_heads": 1}
    return Qwen3RotaryEmbedding(Qwen3Config(**sizes, **copy.deepcopy(fields)))


def described(name: str, fields: dict) -> dict:
    embedding = rotary(fields)
    return {
        "name": name,
        "config": fields,
        "attentionFactor": embedding.attention_scaling,
        "inverseFrequencies": embedding.inv_freq.tolist(),
    }


if __name__ == "__main__":
    pathlib.Path(sys.argv[1]).write_text(json.dumps([described(name, fields) for name, fields in CASES.items()]))
