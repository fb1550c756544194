"""A briefing worded from the facts of an activity: when, who, where, how many of which units, what came of it."""

from collections.abc import Iterable
from pathlib import Path

from culture_desktop.documents.briefing import Block, BriefingContent, Heading, Paragraph, Pictures
from culture_desktop.documents.pictures import Picture as PrintedPicture
from culture_desktop.rules.strokes import surname_stroke_key
from culture_desktop.services.activities.rows import ActivityDetail, Participant
from culture_desktop.services.settings import UnitSettings, require_setting
from culture_desktop.vocabulary import Attendance, EmploymentType, ParticipationRole, chinese_date

_MOST_NAMES = 12
_PARTS_OF_DAY = ((6, "凌晨"), (12, "上午"), (14, "中午"), (18, "下午"), (24, "晚"))


def briefing_content(
    activity: ActivityDetail,
    pictures: Iterable[Path],
    settings: UnitSettings,
    sequence: int,
) -> BriefingContent:
    """The briefing of one activity; ``pictures`` are its files in its own order."""
    draft = activity.draft
    paragraphs = [line.strip() for line in draft.summary.splitlines() if line.strip()]
    # Who writes "11月23日晚，……" tells the facts already; the draft must not tell them twice.
    if not paragraphs or _day(activity) not in paragraphs[0]:
        paragraphs.insert(0, _lead(activity, settings))
    blocks: list[Block] = [Paragraph(paragraphs[0])]
    shown = tuple(
        PrintedPicture(path, picture.caption, picture.file_name)
        for path, picture in zip(pictures, activity.pictures, strict=True)
    )
    if shown:
        blocks.append(Pictures(shown[:1]))
    blocks += [Paragraph(paragraph) for paragraph in paragraphs[1:]]
    results = _results(activity.participants)
    if results:
        blocks += [Heading("一、活动成果"), *map(Paragraph, results)]
    if shown[1:]:
        blocks.append(Pictures(shown[1:]))
    return BriefingContent(
        masthead=require_setting(settings, "masthead"),
        issue=f"第 {sequence} 期（总第 {settings.briefings_before + sequence} 期）",
        issuer=settings.editor or require_setting(settings, "unit_name", "issuer"),
        date=chinese_date(draft.starts.date()),
        title=draft.title,
        blocks=tuple(blocks),
        report_to=settings.report_to,
        send_to=settings.send_to,
        copies=f"共印 {settings.copies} 份",
    )


def _day(activity: ActivityDetail) -> str:
    return f"{activity.draft.starts.month}月{activity.draft.starts.day}日"


def _lead(activity: ActivityDetail, settings: UnitSettings) -> str:
    """The first paragraph: every figure is counted from the list of participants."""
    draft = activity.draft
    attended = [p for p in activity.participants if p.attendance is Attendance.ATTENDED]
    part = next(word for hour, word in _PARTS_OF_DAY if draft.starts.hour < hour)
    when = f"{_day(activity)}{part}"
    host = activity.host or settings.unit_name
    together = f"与{'、'.join(activity.joint_hosts)}联合举办" if activity.joint_hosts else "举办"
    where = f"在{draft.place}" if draft.place else ""
    sentence = f"{when}，{host}{where}{together}{_quoted(draft.title)}。"
    if not attended:
        return sentence
    outsourced = sum(p.employment is not EmploymentType.OWN for p in attended)
    counted = f"来自 {activity.units} 个单位和班组的 {len(attended)} 名职工参加"
    share = f"，其中众包和劳务派遣职工 {outsourced} 人，占 {_percent(outsourced, len(attended))}%" if outsourced else ""
    speakers = [p.name for p in attended if p.role is ParticipationRole.SPEAKER]
    spoken = f"，{'、'.join(speakers[:_MOST_NAMES])}主讲" if speakers else ""
    return f"{sentence}{counted}{share}{spoken}。"


def _results(participants: Iterable[Participant]) -> list[str]:
    """Who reached what, the results in the order in which they first occur in the list by name."""
    by_result: dict[str, list[str]] = {}
    for person in sorted(participants, key=lambda p: surname_stroke_key(p.name)):
        if person.result:
            by_result.setdefault(person.result, []).append(person.name)
    sentences = []
    for result in sorted(by_result, key=lambda r: (len(by_result[r]), r)):
        names = by_result[result]
        shown = "、".join(names[:_MOST_NAMES]) + (f"等 {len(names)} 人" if len(names) > _MOST_NAMES else "")
        sentences.append(f"{result}：{shown}。")
    return sentences


def _quoted(title: str) -> str:
    return title if "“" in title else f"“{title}”"


def _percent(part: int, whole: int) -> int:
    """Whole percent, half up."""
    return (200 * part + whole) // (2 * whole)
