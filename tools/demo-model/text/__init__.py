"""The demo's training text: conversations from grammars that were written for this project, and nothing else."""
