"""A briefing worded from the facts of its activities: when, where, who hosted, how many of which units, what came of it.

Figures are left to the data (``{到场人数}``), so that they are right on the day it is printed.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from culture_desktop.documents.briefings.blocks import (
    Block,
    Heading,
    Paragraph,
    Photo,
    PictureRow,
    Quote,
    plain,
)
from culture_desktop.documents.briefings.figures import literal, token
from culture_desktop.models import Activity, Honour
from culture_desktop.rules.strokes import surname_stroke_key
from culture_desktop.services.activities.queries import read_detail
from culture_desktop.services.activities.rows import ActivityDetail, Participant
from culture_desktop.services.briefings.rows import BriefingDraft
from culture_desktop.services.briefings.titles import titles
from culture_desktop.services.inclusion import is_any_of
from culture_desktop.services.settings import UnitSettings
from culture_desktop.vocabulary import Attendance, EmploymentType, ParticipationRole, numeral, quoted

_MOST_NAMES = 12
_LONGEST_TITLE = 128
_PARTS_OF_DAY = ((6, "凌晨"), (12, "上午"), (14, "中午"), (18, "下午"), (24, "晚"))
# 林婉清说：“……” on a line of its own is a voice.
_VOICE = re.compile(
    "^(?P<who>[^，。：；“”]{1,20}?)(?:动情地|感慨地|高兴地)?(?:说|表示|感慨|坦言|谈到)?[：:，]?“(?P<said>[^“”]+)”[。！]?$"
)
Figure = Callable[[str], str]


def first_draft(
    session: Session, activities: Sequence[Activity], settings: UnitSettings, day: date | None = None
) -> BriefingDraft:
    """Head, text and foot of a briefing about the activities; its day is that of the last one unless told."""
    details = [read_detail(session, activity) for activity in activities]
    honours = _honours(session, details)
    suggested = titles(details)
    return BriefingDraft(
        masthead=settings.masthead,
        title=(details[0].draft.title if len(details) == 1 else suggested[0])[:_LONGEST_TITLE],
        day=day or max((detail.draft.starts.date() for detail in details), default=date.today()),
        blocks=tuple(_blocks(details, honours, settings)),
        editor=settings.editor or settings.unit_name or settings.issuer,
        report_to=settings.report_to,
        send_to=settings.send_to,
        copies=settings.copies,
    )


def suggested_titles(session: Session, activities: Sequence[Activity]) -> tuple[str, ...]:
    """At least four titles."""
    return tuple(title[:_LONGEST_TITLE] for title in titles([read_detail(session, one) for one in activities]))


def _honours(session: Session, details: Iterable[ActivityDetail]) -> dict[int, str]:
    """The latest standing honour of those who spoke."""
    speakers = [person.person_id for detail in details for person in _speakers(detail)]
    statement = select(Honour.person_id, Honour.granted_on, Honour.title).where(
        is_any_of(Honour.person_id, speakers), Honour.revoked_on.is_(None)
    )
    found = session.execute(statement.order_by(Honour.granted_on, Honour.id)).all()
    return {person_id: f"{granted.year}年度“{title}”" for person_id, granted, title in found if person_id is not None}


def _blocks(details: Sequence[ActivityDetail], honours: dict[int, str], settings: UnitSettings) -> Iterator[Block]:
    if len(details) == 1:
        yield from _told(details[0], honours, settings, token, "一、活动成果")
        return
    if details:
        yield _paragraph(_overview(details, settings))
    for number, detail in enumerate(details, start=1):
        yield Heading(
            f"{numeral(number)}、{literal(detail.draft.title)}" if number < 100 else literal(detail.draft.title)
        )
        yield from _told(detail, honours, settings, _figure_of(detail), "（一）活动成果")


def _figure_of(detail: ActivityDetail) -> Figure:
    return lambda name: token(f"{detail.draft.code}.{name}")


def _overview(details: Sequence[ActivityDetail], settings: UnitSettings) -> str:
    """What several activities come to together."""
    hosts = list(dict.fromkeys(detail.host or settings.unit_name for detail in details))
    who = hosts[0] if len(hosts) == 1 else f"{'、'.join(hosts[:3])}{'等' if len(hosts) > 3 else ''}"
    named = "".join(quoted(detail.draft.title) for detail in details[:3])
    more = "等" if len(details) > 3 else ""
    lead = f"{token('日期')}，{literal(who)}先后开展{literal(named)}{more} {token('活动数')} 项活动"
    came = any(detail.counted(Attendance.ATTENDED) for detail in details)
    told = f"，来自 {token('单位数')} 个单位和班组的职工共 {token('到场人次')} 人次参加" if came else ""
    return f"{lead}{told}。"


def _told(
    detail: ActivityDetail, honours: dict[int, str], settings: UnitSettings, figure: Figure, results_title: str
) -> Iterator[Block]:
    """One activity: what happened with the first picture, what else was written of it, results, the other pictures."""
    paragraphs = [line.strip() for line in detail.draft.summary.splitlines() if line.strip()]
    # Who writes "11月23日晚，……" tells the facts already; the draft must not tell them twice.
    if paragraphs and _day(detail) in paragraphs[0]:
        yield _paragraph(literal(paragraphs.pop(0)))
    else:
        yield _paragraph(_lead(detail, honours, settings, figure))
    shown = tuple(Photo(one.sha256, one.file_name, literal(one.caption)) for one in detail.pictures)
    if shown:
        yield PictureRow(shown[:1])
    yield from map(_written, paragraphs)
    if results := _results(detail.participants):
        yield Heading(results_title, 2 if results_title.startswith("（") else 1)
        yield from map(_paragraph, map(literal, results))
    if shown[1:]:
        yield PictureRow(shown[1:])


def _written(line: str) -> Block:
    """A line of the summary: a voice or a paragraph."""
    voice = _VOICE.match(line)
    return Quote(plain(literal(f"“{voice['said']}”")), literal(voice["who"])) if voice else _paragraph(literal(line))


def _paragraph(text: str) -> Paragraph:
    return Paragraph(plain(text))


def _day(detail: ActivityDetail) -> str:
    return f"{detail.draft.starts.month}月{detail.draft.starts.day}日"


def _lead(detail: ActivityDetail, honours: dict[int, str], settings: UnitSettings, figure: Figure) -> str:
    """When, where, who hosted, who came."""
    draft = detail.draft
    part = next(word for hour, word in _PARTS_OF_DAY if draft.starts.hour < hour)
    host = detail.host or settings.unit_name
    together = f"与{'、'.join(detail.joint_hosts)}联合举办" if detail.joint_hosts else "举办"
    where = f"在{draft.place}" if draft.place else ""
    sentence = literal(f"{_day(detail)}{part}，{host}{where}{together}{quoted(draft.title)}。")
    attended = [p for p in detail.participants if p.attendance is Attendance.ATTENDED]
    if not attended:
        return sentence
    from_where = f"来自 {figure('单位数')} 个单位和班组的" if detail.units else ""
    counted = f"{from_where} {figure('到场人数')} 名职工参加".strip()
    outsourced = any(p.employment is not EmploymentType.OWN for p in attended)
    share = (
        f"，其中众包和劳务派遣职工 {figure('众包和派遣人数')} 人，占{figure('众包和派遣占比')}" if outsourced else ""
    )
    speakers = [f"{honours.get(p.person_id, '')}{p.name}" for p in _speakers(detail)]
    spoken = literal(f"，{_named(speakers)}主讲") if speakers else ""
    sessions = f"，历时 {figure('场次数')} 场" if detail.sessions > 1 else ""
    return f"{sentence}{counted}{share}{spoken}{sessions}。"


def _speakers(detail: ActivityDetail) -> list[Participant]:
    return [
        p for p in detail.participants if p.attendance is Attendance.ATTENDED and p.role is ParticipationRole.SPEAKER
    ]


def _results(participants: Iterable[Participant]) -> list[str]:
    """Who reached what, the rarest result first, names by surname strokes."""
    by_result: dict[str, list[str]] = {}
    for person in sorted(participants, key=lambda p: surname_stroke_key(p.name)):
        if person.result:
            by_result.setdefault(person.result, []).append(person.name)
    ordered = sorted(by_result, key=lambda result: (len(by_result[result]), result))
    return [f"{result}：{_named(by_result[result])}。" for result in ordered]


def _named(names: Sequence[str]) -> str:
    return "、".join(names[:_MOST_NAMES]) + (f"等 {len(names)} 人" if len(names) > _MOST_NAMES else "")
