"""How names, dates and numbers read in papers."""

from collections.abc import Iterable
from datetime import date

from culture_desktop.documents.name_list import NameEntry, NameGroup
from culture_desktop.documents.text import spaced
from culture_desktop.errors import SettingMissingError, StepBlockedError
from culture_desktop.rules.strokes import surname_stroke_key
from culture_desktop.services.awards.rows import CampaignBoard, Nominee
from culture_desktop.services.settings import TITLES, UnitSettings
from culture_desktop.vocabulary import DocumentKind, TierKind

_NUMERALS = "〇一二三四五六七八九"


def numeral_year(year: int) -> str:
    """``二〇二六``."""
    return "".join(_NUMERALS[int(digit)] for digit in str(year))


def numeral_date(day: date) -> str:
    """``二〇二六年十二月一日``, as certificates are dated."""
    return f"{numeral_year(day.year)}年{numeral(day.month)}月{numeral(day.day)}日"


def numeral(number: int) -> str:
    """1 to 99 in numerals."""
    tens, ones = divmod(number, 10)
    ten = {0: "", 1: "十"}.get(tens, f"{_NUMERALS[tens]}十")
    return ten + (_NUMERALS[ones] if ones else "")


def document_number(prefix: str, year: int, sequence: int) -> str:
    """``云工发〔2026〕12号``: the year in full, no leading zero (GB/T 9704-2012, 7.2.5)."""
    return f"{prefix}〔{year}〕{sequence}号"


def require_setting(settings: UnitSettings, *names: str) -> str:
    """The first of these settings that is filled in; SettingMissingError when none is."""
    for name in names:
        value = str(getattr(settings, name)).strip()
        if value:
            return value
    raise SettingMissingError(title=TITLES[names[0]])


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


def require_confirmed(board: CampaignBoard, kind: DocumentKind) -> date:
    """The day of a campaign's award; StepBlockedError before there is one."""
    if board.awarded_on is None:
        raise StepBlockedError(step=kind.label, reason="名单还没有确认表彰，请先完成“表彰”一步。")
    return board.awarded_on


def contact_lines(settings: UnitSettings) -> tuple[str, ...]:
    """One line with whom to ask and where; none where nothing is set."""
    known = (
        ("联系人", settings.contact_person),
        ("联系电话", settings.contact_phone),
        ("联系地址", settings.contact_address),
    )
    line = "，".join(f"{title}：{value}" for title, value in known if value.strip())
    return (f"{line}。",) if line else ()
