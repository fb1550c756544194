"""The worked example of docs/selection-format.md is what the program does."""

import json
import re
from pathlib import Path

from culture_desktop.rules.selection import solve
from culture_desktop.rules.selection.document import result_document
from culture_desktop.rules.selection.reading import read_problem

DOCUMENT = Path(__file__).parents[3] / "docs" / "selection-format.md"


def test_the_worked_example() -> None:
    text = DOCUMENT.read_text(encoding="utf-8")
    example = dict(re.findall(r"<!-- (problem|result) -->\n```json\n(.*?)```", text, re.DOTALL))
    result = solve(read_problem(example["problem"].encode(), "problem.json"))
    assert result_document(result) == json.loads(example["result"])
