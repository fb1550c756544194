"""How names, dates and numbers read in papers."""

from collections.abc import Iterable

from culture_desktop.documents.name_list import NameEntry, NameGroup
from culture_desktop.documents.text import spaced
from culture_desktop.rules.strokes import surname_stroke_key
from culture_desktop.services.awards.nominee_rows import Nominee
from culture_desktop.services.awards.rows import CampaignBoard
from culture_desktop.services.settings import UnitSettings
from culture_desktop.vocabulary import TierKind, numeral


def document_number(prefix: str, year: int, sequence: int) -> str:
    """``云工发〔2026〕12号``: the year in full, no leading zero (GB/T 9704-2012, 7.2.5)."""
    return f"{prefix}〔{year}〕{sequence}号"


def winner_groups(board: CampaignBoard) -> tuple[NameGroup, ...]:
    """The winners tier by tier, in surname-stroke order, each with the unit."""
    groups = []
    for place, tier in enumerate(board.tiers, start=1):
        winners = [winner for winner in board.winners if winner.tier == tier.name]
        measure = "人" if tier.kind is TierKind.PERSON else "个"
        heading = f"{numeral(place)}、{tier.name}（{len(winners)} {measure}）"
        groups.append(NameGroup(heading, tuple(_entry(winner) for winner in by_strokes(winners))))
    return tuple(groups)


def by_strokes(nominees: Iterable[Nominee]) -> list[Nominee]:
    """In surname-stroke order, as names stand in public lists."""
    return sorted(nominees, key=lambda nominee: (surname_stroke_key(nominee.name), nominee.number))


def _entry(winner: Nominee) -> NameEntry:
    if winner.kind is TierKind.TEAM:
        return NameEntry(winner.name, winner.unit)
    return NameEntry(spaced(winner.name), winner.unit)


def contact_lines(settings: UnitSettings) -> tuple[str, ...]:
    """One line with whom to ask and where; none where nothing is set."""
    known = (
        ("联系人", settings.contact_person),
        ("联系电话", settings.contact_phone),
        ("联系地址", settings.contact_address),
    )
    line = "，".join(f"{title}：{value}" for title, value in known if value.strip())
    return (f"{line}。",) if line else ()
