"""The page's own labels, which the text names.

labels.json has all of them, by where they are. `npm test` looks for each on the page. A text has `{lab.live}` in their place.
"""

import json
import pathlib
import re

LABELS = json.loads(pathlib.Path(__file__).with_name("labels.json").read_text(encoding="utf-8"))


def labelled(text: str) -> str:
    """`text` with the labels in their places. An unknown one is a KeyError."""
    return re.sub(r"\{(\w+)\.(\w+)\}", lambda place: LABELS[place[1]][place[2]], text)
