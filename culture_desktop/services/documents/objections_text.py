"""The objections to a public notice and how each was handled (异议处理情况), worded from the board."""

from datetime import date

from culture_desktop.documents.ruled_report import RuledContent, RuledRow
from culture_desktop.errors import StepBlockedError
from culture_desktop.rules.objections import state_of
from culture_desktop.services.awards.rows import CampaignBoard, ObjectionRow
from culture_desktop.services.settings import UnitSettings
from culture_desktop.vocabulary import DocumentKind, chinese_date

_NAME = DocumentKind.OBJECTIONS.label
_COLUMNS = (
    ("序号", 12),
    ("对象", 28),
    ("提出方", 34),
    ("收到和期限", 34),
    ("内容和依据", 64),
    ("核查情况", 55),
    ("结论", 34),
)


def objections_content(board: CampaignBoard, settings: UnitSettings) -> RuledContent:
    """Every objection in the order received, or that there was none; contacts stay masked."""
    if board.notice_from is None and not board.objections:
        raise StepBlockedError(step=_NAME, reason="名单还没有公示，请先开始公示。")
    period = ""
    if board.notice_from is not None and board.notice_to is not None:
        period = f"公示期{chinese_date(board.notice_from)}至{chinese_date(board.notice_to)}。"
    open_ = sum(row.open for row in board.objections)
    closed = len(board.objections) - open_
    found = f"共收到异议 {len(board.objections)} 件，已办结 {closed} 件，未办结 {open_} 件。"
    return RuledContent(
        name=_NAME,
        title=f"{board.title}{_NAME}",
        subtitle=settings.unit_name,
        summary=period + (found if board.objections else "公示期内没有收到异议。"),
        columns=_COLUMNS,
        rows=tuple(_row(row, board.notice_to) for row in board.objections),
        signatures=("经办人：", "审核人：", "日期："),
    )


def _row(row: ObjectionRow, notice_to: date | None) -> RuledRow:
    fact = row.fact
    late = "，逾期提出" if state_of(fact, fact.received_on, notice_to).late else ""
    who = "，".join(filter(None, (fact.name, fact.phone, "已盖章" if fact.sealed else "")))
    evidence = f"依据：{fact.evidence}" if fact.evidence else ""
    closed = f"，{chinese_date(fact.closed_on)}办结" if fact.closed_on else ""
    return RuledRow(
        fact.subject,
        (
            fact.number,
            fact.subject,
            f"{fact.objector.label}：{who}",
            f"{chinese_date(fact.received_on)}收到{late}，限{chinese_date(fact.deadline)}",
            "。".join(filter(None, (row.content, evidence))),
            row.handling or "待核查",
            f"{row.status}{closed}",
        ),
    )
