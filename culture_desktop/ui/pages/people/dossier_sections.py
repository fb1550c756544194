"""The parts of a dossier as tables: what each is called, its columns, and where a row leads."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from culture_desktop.services.people.dossier_rows import (
    Dossier,
    DossierActivity,
    DossierConduct,
    DossierHonour,
    DossierNomination,
    DossierPosting,
)
from culture_desktop.services.people.rows import MembershipRow
from culture_desktop.ui.labels import NONE, count, day
from culture_desktop.ui.tables.cells import Cell, Chip, Chips, Figure, Layers, Muted, Name
from culture_desktop.ui.tables.column import Column
from culture_desktop.ui.theme.tokens import Tone
from culture_desktop.vocabulary import Attendance, Layer, ParticipationRole

Target = tuple[str, str]  # a page and what it is to show
_LAYERS = tuple(Layer)
_TONES = {Attendance.ATTENDED: Tone.OK, Attendance.EXCUSED: Tone.WARN, Attendance.ABSENT: Tone.BAD}
_TIME_COLUMN = 92


@dataclass(frozen=True)
class Event:
    """One line of the whole dossier by time."""

    on: date | None
    kind: str
    title: str
    detail: str
    layer: Layer | None = None
    target: Target | None = None


@dataclass(frozen=True)
class Section:
    """A part of the dossier; ``on`` and ``layer`` are what the filters go by, ``unit`` what is counted."""

    icon: str
    title: str
    unit: str
    columns: tuple[Column[Any], ...]
    rows: Callable[[Dossier], Sequence[Any]]
    empty: str
    on: Callable[[Any], date | None]
    layer: Callable[[Any], Layer | None] | None = None
    target: Callable[[Any], Target | None] = lambda _row: None


def events_of(dossier: Dossier) -> tuple[Event, ...]:
    """Everything in the dossier, the latest first; what has no day comes last."""
    found = [
        Event(a.day, "活动", a.title, "　".join(_took_part(a)), a.layer, ("activities", a.code))
        for a in dossier.activities
    ]
    found += [Event(h.granted_on, "荣誉", h.title, _of_honour(h), None, _campaign(h.campaign)) for h in dossier.honours]
    found += [
        Event(n.as_of, "推荐", n.campaign_title, n.outcome, None, _campaign(n.campaign)) for n in dossier.nominations
    ]
    found += [
        Event(c.happened_on, "文明行为", c.norm, "　".join((_points(c.points), _conduct_note(c))).strip())
        for c in dossier.conduct
    ]
    for member in dossier.memberships:
        found.append(Event(member.starts, "组织", member.organisation, f"任{member.role.label}"))
        if member.ends:
            found.append(Event(member.ends, "组织", member.organisation, f"不再任{member.role.label}"))
    found += [Event(posting.starts, "任职", posting.unit, "调入") for posting in dossier.postings]
    if dossier.left_on:
        found.append(Event(dossier.left_on, "任职", dossier.unit or NONE, dossier.draft.status.label))
    return tuple(sorted(found, key=lambda event: event.on or date.min, reverse=True))


def _campaign(code: str) -> Target | None:
    return ("awards", code) if code else None


def _of_honour(honour: DossierHonour) -> str:
    return "　".join(filter(None, (honour.campaign_title, honour.certificate_words)))


def _took_part(activity: DossierActivity) -> list[str]:
    role = "" if activity.role is ParticipationRole.PARTICIPANT else activity.role.label
    return [words for words in (activity.attendance.label, role, _sessions(activity), activity.result) if words]


def _sessions(activity: DossierActivity) -> str:
    came, noted = activity.sessions
    return f"{came}/{noted} 场次" if noted else ""


def _part(activity: DossierActivity) -> Cell:
    chips = [Chip(activity.attendance.label, _TONES.get(activity.attendance, Tone.INFO))]
    if activity.role is not ParticipationRole.PARTICIPANT:
        chips.append(Chip(activity.role.label))
    return Chips(tuple(chips))


def _layer(activity: DossierActivity) -> Cell:
    return Layers(((_LAYERS.index(activity.layer), f"{activity.layer.label}·{activity.mechanism.label}"),))


def _hours(activity: DossierActivity) -> Cell:
    return None if activity.hours is None else Figure(f"{activity.hours.normalize():f} 小时")


def _points(points: Decimal) -> str:
    return f"{points.normalize():+f} 分" if points else "0 分"


def _conduct_note(record: DossierConduct) -> str:
    if record.reverses:
        return "冲销"
    return f"已于 {record.reversed_on} 冲销" if record.reversed_on else ""


def _layer_of_event(event: Event) -> Cell:
    return None if event.layer is None else Layers(((_LAYERS.index(event.layer), event.layer.label),))


def _chip(words: str, tone: Tone = Tone.NEUTRAL) -> Cell:
    return Chip(words, tone) if words else None


def _day(read: Callable[[Any], date | None], title: str = "日期") -> Column[Any]:
    return Column(title, lambda row: Muted(day(read(row))), width=_TIME_COLUMN, order=lambda row: read(row) or date.min)


def _name(read: Callable[[Any], str], title: str, width: int = 220) -> Column[Any]:
    return Column(title, lambda row: Name(read(row)), width=width, stretch=True, order=read)


_SESSIONS = Column[DossierActivity]("场次", lambda a: _sessions(a) or None, width=84, priority=3)
_RESULT = Column[DossierActivity]("成绩", lambda a: a.result or None, width=96, priority=1)
_EVENTS = (
    _day(lambda e: e.on),
    Column[Event]("类别", lambda e: Chip(e.kind), width=88, order=lambda e: e.kind),
    _name(lambda e: e.title, "事项"),
    Column[Event]("说明", lambda e: e.detail or None, width=200, stretch=True, priority=2),
    Column[Event]("四层", _layer_of_event, width=72, priority=1),
)
_ACTIVITIES = (
    _day(lambda a: a.day),
    _name(lambda a: a.title, "活动"),
    Column[DossierActivity]("四层·机制", _layer, width=150, priority=2),
    Column[DossierActivity]("参与", _part, width=116, order=lambda a: a.attendance.label),
    Column[DossierActivity]("时长", _hours, width=76, right=True, order=lambda a: a.hours or Decimal(0)),
    _SESSIONS,
    _RESULT,
)
_DEVELOPMENT = (
    _day(lambda a: a.day),
    _name(lambda a: a.title, "培训、竞赛和学习"),
    Column[DossierActivity]("类别", lambda a: Chip(a.kind.label), width=72, order=lambda a: a.kind.label),
    Column[DossierActivity]("账户", lambda a: Muted(a.account.label) if a.account else None, width=92, priority=2),
    _SESSIONS,
    _RESULT,
)
_CARE = (
    _day(lambda a: a.day),
    _name(lambda a: a.title, "活动"),
    Column[DossierActivity]("四层·机制", _layer, width=150, priority=2),
    Column[DossierActivity]("账户", lambda a: Muted(a.account.label) if a.account else None, width=92),
)
_HONOURS = (
    _day(lambda h: h.granted_on, "授予日期"),
    _name(lambda h: h.title, "称号"),
    Column[DossierHonour]("评选", lambda h: h.campaign_title or "历年荣誉", width=200, stretch=True, priority=1),
    Column[DossierHonour]("证书编号", lambda h: Muted(h.certificate_words) if h.certificate_words else None, width=160),
)
_NOMINATIONS = (
    _day(lambda n: n.as_of, "截止日期"),
    _name(lambda n: n.campaign_title, "评选"),
    Column[DossierNomination]("推荐理由", lambda n: n.reason or None, width=240, stretch=True, priority=1),
    Column[DossierNomination]("结果", lambda n: _chip(n.outcome, Tone.OK if n.won else Tone.NEUTRAL), width=120),
)
_CONDUCT = (
    _day(lambda c: c.happened_on),
    _name(lambda c: c.norm, "规范", 160),
    Column[DossierConduct]("分值", lambda c: Figure(_points(c.points)), width=76, right=True, order=lambda c: c.points),
    Column[DossierConduct]("依据", lambda c: c.evidence or None, width=220, stretch=True, priority=1),
    Column[DossierConduct]("备注", lambda c: _chip(_conduct_note(c)), width=150),
)
_MEMBERSHIPS = (
    _day(lambda m: m.starts, "开始"),
    Column[MembershipRow]("结束", lambda m: Muted(day(m.ends) if m.ends else "至今"), width=_TIME_COLUMN),
    _name(lambda m: m.organisation, "组织"),
    Column[MembershipRow]("职务", lambda m: Chip(m.role.label), width=110, order=lambda m: m.role.label),
)
_POSTINGS = (
    Column[DossierPosting]("开始", lambda p: Muted(day(p.starts) if p.starts else "更早"), width=_TIME_COLUMN),
    Column[DossierPosting]("结束", lambda p: Muted(day(p.ends) if p.ends else "至今"), width=_TIME_COLUMN),
    _name(lambda p: p.unit, "单位"),
)

POSTINGS = "任职经历"
SECTIONS = (
    Section(
        "history", "时间线", "条", _EVENTS, events_of, "还没有任何记录", lambda e: e.on,
        lambda e: e.layer, lambda e: e.target,
    ),
    Section(
        "calendar-event", "参与活动", "场", _ACTIVITIES, lambda d: d.activities, "还没有报名或参加过活动",
        lambda a: a.day, lambda a: a.layer, lambda a: ("activities", a.code),
    ),
    Section(
        "rosette", "荣誉", "项", _HONOURS, lambda d: d.honours, "还没有荣誉", lambda h: h.granted_on,
        target=lambda h: _campaign(h.campaign),
    ),
    Section(
        "award", "评选推荐", "次", _NOMINATIONS, lambda d: d.nominations, "还没有被推荐过", lambda n: n.as_of,
        target=lambda n: _campaign(n.campaign),
    ),
    Section(
        "seedling", "成长", "场", _DEVELOPMENT, lambda d: d.development, "还没有参加过培训、学习或竞赛",
        lambda a: a.day, lambda a: a.layer, lambda a: ("activities", a.code),
    ),
    Section(
        "heart-handshake", "关怀", "场", _CARE, lambda d: d.care, "还没有参加过关怀活动",
        lambda a: a.day, lambda a: a.layer, lambda a: ("activities", a.code),
    ),
    Section(
        "clipboard-text", "文明行为", "条", _CONDUCT, lambda d: d.conduct, "还没有文明行为记录", lambda c: c.happened_on,
    ),
    Section(
        "users-group", "党团工会", "项", _MEMBERSHIPS, lambda d: d.memberships, "没有党团工会关系", lambda m: m.starts,
    ),
    Section(
        "building-community", POSTINGS, "段", _POSTINGS, lambda d: d.postings, "还没有分到单位", lambda p: p.ends,
    ),
)  # fmt: skip


def counts_of(dossier: Dossier) -> list[str]:
    """How much each section holds, for the list of them."""
    return [count(len(rows), section.unit) if (rows := section.rows(dossier)) else "" for section in SECTIONS]
