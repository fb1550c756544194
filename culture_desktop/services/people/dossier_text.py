"""The dossier of a person worded for paper."""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from itertools import groupby

from culture_desktop.documents.dossier import DossierContent, DossierSection, DossierTable
from culture_desktop.documents.text import spaced
from culture_desktop.services.people.dossier_rows import (
    Dossier,
    DossierActivity,
    DossierConduct,
    DossierHonour,
    DossierNomination,
    DossierPosting,
)
from culture_desktop.services.people.row_values import contract_words
from culture_desktop.services.people.rows import MembershipRow
from culture_desktop.vocabulary import ParticipationRole, PersonStatus, chinese_date

_EARLIER, _TODAY = "更早", "至今"
_TAKEN_BACK, _TAKES_BACK = "已冲销", "冲销"


def dossier_content(dossier: Dossier, today: date, unit_name: str = "") -> DossierContent:
    """The dossier as it is printed."""
    draft = dossier.draft
    made = "，".join(filter(None, (unit_name, f"{chinese_date(today)}制")))
    return DossierContent(
        name=spaced(draft.name),
        subtitle=f"{dossier.unit or '未分单位'}　工号 {draft.number}",
        facts=facts_of(dossier),
        figures=(
            (str(len(dossier.attended)), "参与活动（场）"),
            (_plain(dossier.hours), "时长（小时）"),
            (str(len(dossier.honours)), "荣誉（项）"),
            (str(len(dossier.development)), "成长（场）"),
            (str(len(dossier.care)), "关怀（场）"),
            (_signed(dossier.points), "文明行为（分）"),
        ),
        sections=(
            _honours(dossier.honours),
            _nominations(dossier.nominations),
            _activities(dossier.activities),
            _development(dossier.development),
            _care(dossier.care),
            _conduct(dossier.conduct),
            _memberships(dossier.memberships),
            _postings(dossier.postings),
        ),
        note=f"{made}。记录以程序中的数据为准。",
    )


def facts_of(dossier: Dossier) -> tuple[tuple[str, str], ...]:
    """What is known of the person, title and words; what is not is left out."""
    draft = dossier.draft
    status = draft.status.label
    if draft.status is not PersonStatus.ACTIVE and dossier.left_on:
        status += f"，{chinese_date(dossier.left_on)}起"
    found = (
        ("性别", draft.sex.label if draft.sex else ""),
        ("出生日期", chinese_date(draft.birth_date) if draft.birth_date else ""),
        ("电话", draft.phone or ""),
        ("身份证号", draft.resident_id or ""),
        ("政治面貌", draft.political_status.label if draft.political_status else ""),
        ("入职日期", chinese_date(draft.hire_date) if draft.hire_date else ""),
        ("岗位", draft.position),
        ("用工性质", draft.employment.label),
        ("一线", "是" if draft.front_line else "否"),
        ("管理岗", "是" if draft.manager else "否"),
        ("合同到期", contract_words(dossier.draft.contract_ends)),
        ("状态", status),
        *dossier.extra.items(),
    )
    return tuple((title, words) for title, words in found if words)


def activity_words(activity: DossierActivity) -> tuple[str, ...]:
    """How somebody took part: role where it is not just taking part, state, sessions."""
    came, noted = activity.sessions
    return tuple(
        filter(
            None,
            (
                "" if activity.role is ParticipationRole.PARTICIPANT else activity.role.label,
                activity.attendance.label,
                f"{came}/{noted} 场次" if noted else "",
            ),
        )
    )


def conduct_note(record: DossierConduct) -> str:
    """Whether a record takes another back, or was taken back and when."""
    if record.reverses:
        return _TAKES_BACK
    return f"{_TAKEN_BACK}（{record.reversed_on}）" if record.reversed_on else ""


def span_words(starts: date | None, ends: date | None) -> tuple[str, str]:
    """Beginning and end of a time in words; what is open is said."""
    return str(starts) if starts else _EARLIER, str(ends) if ends else _TODAY


def _honours(honours: Sequence[DossierHonour]) -> DossierSection:
    rows = ((str(h.granted_on), h.title, h.campaign_title or "历年荣誉", h.certificate_words) for h in honours)
    columns = (("授予日期", 24.0), ("称号", 46.0), ("评选", 58.0), ("证书编号", 42.0))
    return _section("荣誉", f"{len(honours)} 项", columns, rows)


def _nominations(nominations: Sequence[DossierNomination]) -> DossierSection:
    rows = ((str(n.as_of), n.campaign_title, n.reason, n.outcome) for n in nominations)
    columns = (("截止日期", 24.0), ("评选", 52.0), ("推荐理由", 66.0), ("结果", 28.0))
    return _section("评选推荐", f"{len(nominations)} 次", columns, rows)


def _activities(activities: Sequence[DossierActivity]) -> DossierSection:
    columns = (("日期", 21.0), ("活动", 65.0), ("四层·机制", 35.0), ("参与", 22.0), ("时长", 12.0), ("成绩", 15.0))
    tables = []
    for year, of_year in groupby(activities, key=lambda activity: activity.day.year):
        found = list(of_year)
        came = [activity for activity in found if activity.attended]
        hours = sum((activity.hours or Decimal(0) for activity in came), Decimal(0))
        words = f"{year} 年　签到 {len(came)} 场" + (f"，{_plain(hours)} 小时" if hours else "")
        tables.append(DossierTable(words, tuple(map(_activity_cells, found))))
    return DossierSection("参与活动", f"共 {len(activities)} 场", columns, tuple(tables))


def _activity_cells(activity: DossierActivity) -> tuple[str, ...]:
    where = f"{activity.layer.label}·{activity.mechanism.label}"
    hours = "" if activity.hours is None else _plain(activity.hours)
    return str(activity.day), activity.title, where, "·".join(activity_words(activity)), hours, activity.result


def _development(activities: Sequence[DossierActivity]) -> DossierSection:
    rows = ((str(a.day), a.title, a.kind.label, a.account.label if a.account else "", a.result) for a in activities)
    columns = (("日期", 24.0), ("培训、竞赛和学习", 76.0), ("类别", 18.0), ("账户", 24.0), ("成绩", 28.0))
    return _section("成长", f"{len(activities)} 场", columns, rows)


def _care(activities: Sequence[DossierActivity]) -> DossierSection:
    rows = ((str(a.day), a.title, a.mechanism.label, a.account.label if a.account else "") for a in activities)
    columns = (("日期", 24.0), ("活动", 84.0), ("机制", 34.0), ("账户", 28.0))
    return _section("关怀", f"{len(activities)} 场", columns, rows)


def _conduct(records: Sequence[DossierConduct]) -> DossierSection:
    total = sum((record.points for record in records), Decimal(0))
    rows = ((str(r.happened_on), r.norm, _signed(r.points), r.evidence, conduct_note(r)) for r in records)
    columns = (("日期", 24.0), ("规范", 42.0), ("分值", 14.0), ("依据", 60.0), ("备注", 30.0))
    return _section("文明行为", f"{len(records)} 条，合计 {_plain(total)} 分", columns, rows)


def _memberships(memberships: Sequence[MembershipRow]) -> DossierSection:
    rows = ((*span_words(m.starts, m.ends), m.organisation, m.role.label) for m in memberships)
    columns = (("开始", 24.0), ("结束", 24.0), ("组织", 94.0), ("职务", 28.0))
    return _section("党团工会关系", f"{len(memberships)} 项", columns, rows)


def _postings(postings: Sequence[DossierPosting]) -> DossierSection:
    rows = ((*span_words(p.starts, p.ends), p.unit) for p in postings)
    columns = (("开始", 24.0), ("结束", 24.0), ("单位", 122.0))
    return _section("任职经历", f"{len(postings)} 段", columns, rows)


def _section(
    heading: str, summary: str, columns: tuple[tuple[str, float], ...], rows: Iterable[tuple[str, ...]]
) -> DossierSection:
    return DossierSection(heading, summary, columns, (DossierTable("", tuple(rows)),))


def _signed(points: Decimal) -> str:
    return f"{points.normalize():+f}" if points else "0"


def _plain(number: Decimal) -> str:
    return f"{number.normalize():f}"
