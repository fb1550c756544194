"""Papers about those who won: the list with certificate numbers, the receipt list of prizes, a briefing to start from."""

from collections.abc import Iterator

from culture_desktop.documents.briefings.blocks import Block, Heading, Paragraph, plain
from culture_desktop.documents.briefings.paper import BriefingContent
from culture_desktop.documents.ruled_report import RuledContent, RuledRow
from culture_desktop.documents.text import spaced
from culture_desktop.errors import StepBlockedError
from culture_desktop.services.awards.nominee_rows import Nominee
from culture_desktop.services.awards.rows import CampaignBoard, TierRow
from culture_desktop.services.awards.steps import require_confirmed
from culture_desktop.services.documents.receipt_text import ReceiptLine, receipt_content
from culture_desktop.services.documents.register import Subject
from culture_desktop.services.documents.wording import by_strokes
from culture_desktop.services.settings import UnitSettings, require_setting
from culture_desktop.vocabulary import DocumentKind, TierKind, chinese_date, numeral

_WINNER_COLUMNS = (("序号", 14), ("奖项", 46), ("姓名或集体", 52), ("单位", 84), ("证书编号", 65))


def winners_content(board: CampaignBoard, settings: UnitSettings) -> RuledContent:
    """Every winner with the number of the certificate, tier by tier in surname-stroke order."""
    day = require_confirmed(board, DocumentKind.WINNERS)
    rows = [
        RuledRow(winner.name, (str(number), tier.name, _name(winner), winner.unit, _certificate(winner)))
        for number, (tier, winner) in enumerate(_in_order(board), start=1)
    ]
    return RuledContent(
        name=DocumentKind.WINNERS.label,
        title=f"{board.title}{DocumentKind.WINNERS.label}",
        subtitle=f"{settings.unit_name}　{chinese_date(day)}表彰".strip(),
        summary=f"{_counted(board)}，各奖项内以姓氏笔画为序。",
        columns=_WINNER_COLUMNS,
        rows=tuple(rows),
    )


def receipts_content(board: CampaignBoard, settings: UnitSettings) -> RuledContent:
    """Who gets how much prize money."""
    kind = DocumentKind.RECEIPTS
    require_confirmed(board, kind)
    lines = [
        ReceiptLine(_name(winner), winner.unit, tier.name, tier.prize)
        for tier, winner in _in_order(board)
        if tier.prize and not winner.revoked_on
    ]
    if not lines:
        raise StepBlockedError(step=kind.label, reason="各奖项都没有设奖金。")
    return receipt_content(f"{board.title}奖金{kind.label}", settings.unit_name, "奖项", lines, counted=False)


def campaign_briefing_content(board: CampaignBoard, settings: UnitSettings, subject: Subject) -> BriefingContent:
    """A briefing about the selection to start from; every figure in it stands in the record."""
    day = require_confirmed(board, DocumentKind.BRIEFING)
    issuer = settings.editor or require_setting(settings, "unit_name", "issuer")
    blocks: list[Block] = [Paragraph(plain(text)) for text in _course(board)]
    for at, tier in enumerate(board.tiers, start=1):
        names = by_strokes(winner for winner in board.standing if winner.tier == tier.name)
        blocks.append(Heading(f"{numeral(at)}、{tier.name}（{len(names)} {_measure(tier)}）"))
        blocks.append(Paragraph(plain("、".join(f"{winner.name}（{winner.unit}）" for winner in names) + "。")))
    return BriefingContent(
        masthead=require_setting(settings, "masthead"),
        issue=f"第 {subject.sequence} 期（总第 {subject.total} 期）",
        issuer=issuer,
        date=chinese_date(day),
        title=f"{board.title}圆满结束",
        blocks=tuple(blocks),
        report_to=settings.report_to,
        send_to=settings.send_to,
        copies=f"共印 {settings.copies} 份",
    )


def _course(board: CampaignBoard) -> Iterator[str]:
    assert board.awarded_on is not None
    passed = sum(nominee.eligibility.passed for nominee in board.nominees)
    yield (
        f"{chinese_date(board.awarded_on)}，{board.title}揭晓，{_counted(board)}受到表彰。"
        f"评选期为{chinese_date(board.period_from)}至{chinese_date(board.period_to)}。"
    )
    told = f"各单位共推荐 {len(board.nominees)} 个对象，经资格审查，{passed} 个合格。"
    if board.notice_from is not None and board.notice_to is not None:
        told += f"评审结果于{chinese_date(board.notice_from)}至{chinese_date(board.notice_to)}公示，"
        received = f"收到异议 {len(board.objections)} 件，均已办结。"
        told += received if board.objections else "没有收到异议。"
    yield told


def _in_order(board: CampaignBoard) -> Iterator[tuple[TierRow, Nominee]]:
    for tier in board.tiers:
        for winner in by_strokes(each for each in board.winners if each.tier == tier.name):
            yield tier, winner


def _counted(board: CampaignBoard) -> str:
    persons = sum(winner.kind is TierKind.PERSON for winner in board.standing)
    teams = len(board.standing) - persons
    counts = ((persons, "名个人"), (teams, "个集体"))
    return "和".join(f" {count} {measure}" for count, measure in counts if count).strip()


def _measure(tier: TierRow) -> str:
    return "人" if tier.kind is TierKind.PERSON else "个"


def _name(winner: Nominee) -> str:
    return spaced(winner.name) if winner.kind is TierKind.PERSON else winner.name


def _certificate(winner: Nominee) -> str:
    revoked = f"（{chinese_date(winner.revoked_on)}撤销）" if winner.revoked_on else ""
    return f"{winner.certificate}{revoked}"
