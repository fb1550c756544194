"""The papers of a campaign as content, worded from its board."""

from datetime import date

from culture_desktop.documents.decision import DecisionContent
from culture_desktop.documents.eligibility_report import CheckedPerson, EligibilityContent
from culture_desktop.documents.public_notice import NoticeContent
from culture_desktop.documents.quota_table import QuotaContent, QuotaRow
from culture_desktop.errors import StepBlockedError
from culture_desktop.services.awards.nominee_rows import Nominee
from culture_desktop.services.awards.opinions import opinion_words
from culture_desktop.services.awards.quota_rows import SavedQuotas
from culture_desktop.services.awards.rows import CampaignBoard
from culture_desktop.services.awards.steps import require_confirmed
from culture_desktop.services.documents.wording import contact_lines, document_number, winner_groups
from culture_desktop.services.settings import UnitSettings, require_setting
from culture_desktop.vocabulary import DocumentKind, TierKind, chinese_date


def notice_content(board: CampaignBoard, settings: UnitSettings) -> NoticeContent:
    """The public notice; its period must have been set."""
    if board.notice_from is None or board.notice_to is None or not board.winners:
        raise StepBlockedError(step=DocumentKind.NOTICE.label, reason="还没有确定公示期，请先在“公示”一步开始公示。")
    issuer = require_setting(settings, "issuer", "unit_name")
    persons = sum(winner.kind is TierKind.PERSON for winner in board.winners)
    teams = len(board.winners) - persons
    counted = "和".join(f" {count} {measure}" for count, measure in ((persons, "名个人"), (teams, "个集体")) if count)
    opening = (
        f"根据“{board.title}”工作安排，经推荐、资格审查、评审和名额结构核对，拟对{counted}予以表彰。"
        "现将名单（按姓氏笔画为序）公示如下，接受职工监督。"
    )
    period = (
        f"公示时间为{chinese_date(board.notice_from)}至{chinese_date(board.notice_to)}"
        f"（{board.notice_days} 个工作日）。公示期内，如对公示对象有异议，请如实反映。"
        "以单位名义反映的须加盖公章，以个人名义反映的须签署真实姓名并留下联系电话。"
    )
    return NoticeContent(
        title=f"关于{board.title}拟表彰对象的公示",
        opening=(opening,),
        groups=winner_groups(board),
        period=period,
        contacts=contact_lines(settings),
        issuer=issuer,
        date=chinese_date(board.notice_from),
    )


def decision_content(board: CampaignBoard, settings: UnitSettings, sequence: int, ledger_head: str) -> DecisionContent:
    """The award decision of a confirmed campaign; ``ledger_head`` is what its scores and names are verified against."""
    day = require_confirmed(board, DocumentKind.DECISION)
    issuer = require_setting(settings, "issuer", "unit_name")
    names = "、".join(f"“{tier.name}”" for tier in board.tiers)
    return DecisionContent(
        mark=issuer,
        number=document_number(require_setting(settings, "decision_prefix"), day.year, sequence),
        title=f"关于表彰{board.title}先进集体和个人的决定",
        recipients="各单位、各班组：",
        opening=(
            f"{chinese_date(board.period_from)}至{chinese_date(board.period_to)}，广大职工立足岗位、用心服务，"
            "涌现出一批表现突出的集体和个人。为树立榜样，激励全员，经推荐、资格审查、评审和公示，"
            f"决定授予下列集体和个人{names}称号（以姓氏笔画为序）。",
        ),
        groups=winner_groups(board),
        closing=(
            "希望受到表彰的集体和个人珍惜荣誉，再接再厉，发挥示范带动作用。"
            "全体职工要以先进为榜样，把优质服务落实到每一天的工作中。",
        ),
        issuer=issuer,
        date=chinese_date(day),
        note=f"存证号：{ledger_head}",
        copies_to=settings.report_to,
        printed_by=issuer,
        printed_on=chinese_date(day),
    )


def eligibility_content(board: CampaignBoard, settings: UnitSettings) -> EligibilityContent:
    """The report of the eligibility check, those who failed with every reason and its figures."""
    passed = sum(nominee.eligibility.passed for nominee in board.nominees)
    failed = len(board.nominees) - passed
    rules = "；".join(f"{number}. {rule}" for number, rule in enumerate(board.rules, start=1))
    return EligibilityContent(
        title=f"{board.title}资格审查表",
        subtitle=f"{settings.unit_name}　截至{chinese_date(board.as_of)}".strip(),
        summary=f"推荐 {len(board.nominees)} 个对象，合格 {passed} 个，不合格 {failed} 个。条件：{rules}。",
        people=tuple(_checked(nominee) for nominee in board.nominees),
    )


def quota_content(board: CampaignBoard, quotas: SavedQuotas, settings: UnitSettings) -> QuotaContent:
    """The table of quotas; there must be some."""
    if not quotas.rows:
        reason = "还没有分配名额，请先在“设置”一步分配名额。"
        raise StepBlockedError(step=DocumentKind.QUOTAS.label, reason=reason)
    return QuotaContent(
        title=f"{board.title}名额分配表",
        subtitle=f"{settings.unit_name}　人数截至{chinese_date(board.as_of)}".strip(),
        summary="".join(quotas.heads),
        rows=tuple(
            QuotaRow(r.unit, r.whom, r.places, r.nominees, r.explanation.removeprefix(f"{r.unit}："))
            for r in quotas.rows
        ),
    )


def _checked(nominee: Nominee) -> CheckedPerson:
    eligibility = nominee.eligibility
    team = nominee.kind is TierKind.TEAM
    shown = eligibility.failures or eligibility.findings
    reasons = (
        tuple(f"{finding.rule}：{finding.reason}" for finding in shown)
        if eligibility.failures
        else ("；".join(finding.reason for finding in shown),)
    )
    return CheckedPerson(
        number="集体" if team else nominee.number,
        name=nominee.name,
        unit=nominee.unit,
        result="合格" if eligibility.passed else "不合格",
        reasons=(*reasons, *(opinion_words(opinion, date.min) for opinion in nominee.opinions)),
        passed=eligibility.passed,
    )
