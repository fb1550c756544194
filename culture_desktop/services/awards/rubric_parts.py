"""Parts of a criterion with their bands, as a campaign stores them."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from culture_desktop.rules.rubrics import Band, Part


def parts_parameters(part: Part) -> dict[str, Any]:
    """What ``part_of`` reads back."""
    bands = [
        {"name": b.name, "lowest": f"{b.lowest:f}", "highest": f"{b.highest:f}"}
        | ({"description": b.description} if b.description else {})
        for b in part.bands
    ]
    return {"maximum": f"{part.maximum:f}", "digits": part.digits, "bands": bands}


def part_of(name: str, stored: Mapping[str, Any]) -> Part:
    """The part that was stored."""
    bands = tuple(
        Band(b["name"], Decimal(b["lowest"]), Decimal(b["highest"]), b.get("description", "")) for b in stored["bands"]
    )
    return Part(name, Decimal(stored["maximum"]), bands, int(stored["digits"]))
