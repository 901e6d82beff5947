"""The demo's training text: conversations drawn from grammars written for this project, and nothing else."""
