"""The notice that opens a selection (评选通知), worded from the campaign's setup."""

from collections.abc import Iterator, Sequence
from datetime import date

from culture_desktop.documents.campaign_notice import CampaignNoticeContent
from culture_desktop.documents.quota_table import QuotaRow
from culture_desktop.errors import StepBlockedError
from culture_desktop.services.awards.quota_rows import SavedQuotas
from culture_desktop.services.awards.rows import CampaignBoard, TaskRow
from culture_desktop.services.documents.wording import contact_lines
from culture_desktop.services.settings import UnitSettings, require_setting
from culture_desktop.vocabulary import CampaignStep, DocumentKind, TierKind, chinese_date, numeral


def campaign_notice_content(
    board: CampaignBoard, quotas: SavedQuotas, tasks: Sequence[TaskRow], made_on: date, settings: UnitSettings
) -> CampaignNoticeContent:
    """The notice; it bears the first day of the timetable, or ``made_on`` where there is none."""
    setup = next(state for state in board.steps if state.step is CampaignStep.SETUP)
    if not setup.done:
        raise StepBlockedError(step=DocumentKind.CAMPAIGN_NOTICE.label, reason=f"{setup.blocker}，请先完成“设置”一步。")
    issuer = require_setting(settings, "issuer", "unit_name")
    parts = (
        ("评选范围和奖项", (_scope(board), *_tiers(board))),
        ("评选条件", tuple(f"{number}. {rule}。" for number, rule in enumerate(board.rules, start=1))),
        ("评分和名额结构", tuple(_judging(board))),
        (
            "时间安排",
            tuple(f"{number}. {task.title}：{chinese_date(task.due_on)}。" for number, task in enumerate(tasks, 1)),
        ),
        ("推荐和报送要求", tuple(_submission(board, quotas, tasks, settings))),
    )
    filled = [(heading, paragraphs) for heading, paragraphs in parts if paragraphs]
    return CampaignNoticeContent(
        title=f"关于开展{board.title}的通知",
        recipients="各单位、各班组：",
        opening=(f"为树立先进典型，激励广大职工立足岗位、用心服务，决定开展{board.title}。现将有关事项通知如下。",),
        sections=tuple((f"{numeral(at)}、{heading}", paragraphs) for at, (heading, paragraphs) in enumerate(filled, 1)),
        annex_title=f"{board.title}名额分配表",
        quotas=tuple(QuotaRow(r.unit, r.whom, r.places, r.nominees, r.explanation) for r in quotas.rows),
        issuer=issuer,
        date=chinese_date(min((task.due_on for task in tasks), default=made_on)),
    )


def _scope(board: CampaignBoard) -> str:
    return (
        f"评选期为{chinese_date(board.period_from)}至{chinese_date(board.period_to)}，"
        f"各项数据截至{chinese_date(board.as_of)}。共设 {len(board.tiers)} 个奖项："
    )


def _tiers(board: CampaignBoard) -> Iterator[str]:
    for number, tier in enumerate(board.tiers, start=1):
        measure = "人" if tier.kind is TierKind.PERSON else "个"
        prize = f"，每{measure}奖金 {tier.prize} 元" if tier.prize else ""
        yield f"{number}. {tier.name}（{tier.kind.label}）{tier.seats} {measure}{prize}。"


def _judging(board: CampaignBoard) -> Iterator[str]:
    for kind in TierKind:
        weights = [f"{c.name}占 {c.weight.normalize():f}%" for c in board.criteria if c.kind is kind]
        if weights:
            yield f"{kind.label}：{'，'.join(weights)}。"
    yield from (f"{limit.rstrip('。')}。" for limit in board.limits)


def _submission(
    board: CampaignBoard, quotas: SavedQuotas, tasks: Sequence[TaskRow], settings: UnitSettings
) -> Iterator[str]:
    number = 0
    if quotas.rows:
        number += 1
        yield f"{number}. 各单位按分配的名额（见附件）推荐，不得超出。"
    number += 1
    due = max((task.due_on for task in tasks if task.step is CampaignStep.NOMINATION), default=None)
    until = f"于{chinese_date(due)}前" if due else "按时"
    yield f"{number}. 推荐单位填写推荐表，写明事迹并加盖公章，{until}报送。"
    number += 1
    yield f"{number}. 评审结果公示 {board.notice_days} 个工作日，接受职工监督。"
    yield from contact_lines(settings)
