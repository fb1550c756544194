"""The designs that come with the program."""

import json
from functools import cache

from culture_desktop.documents.designs.design import Design
from culture_desktop.documents.designs.reading import trusted_design
from culture_desktop.paths import resource

STANDARD = "red-gold"


@cache
def bundled_design(code: str) -> Design:
    """A design by the name of its file."""
    return trusted_design(json.loads(resource("designs", f"{code}.json").read_text(encoding="utf-8")))


def bundled_codes() -> tuple[str, ...]:
    """The codes of all, the standard one first."""
    found = sorted(path.stem for path in resource("designs").glob("*.json") if not path.name.endswith(".schema.json"))
    return tuple(sorted(found, key=lambda code: (code != STANDARD, code)))
