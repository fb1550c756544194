"""What a campaign needs next, in words, and the act that brings it on."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import Enum, auto

from culture_desktop.rules.selection.problem import Status
from culture_desktop.services.awards.nominee_rows import Nominee
from culture_desktop.services.awards.rows import CampaignBoard
from culture_desktop.services.awards.steps import UNFIT
from culture_desktop.ui.theme.tokens import Tone
from culture_desktop.vocabulary import CampaignStep, TierKind, chinese_date


class Act(Enum):
    """What the button of the band does; LOOK shows another step."""

    LOOK = auto()
    NOMINATE_PEOPLE = auto()
    NOMINATE_TEAMS = auto()
    IMPORT_SCORES = auto()
    PROPOSE = auto()
    SETTLE_TIE = auto()
    EDIT_LIMITS = auto()
    START_NOTICE = auto()
    CONFIRM = auto()


_DONE = {CampaignStep.SELECTION: "名单已拟定", CampaignStep.NOTICE: "公示期已定"}


@dataclass(frozen=True)
class Prompt:
    """What the band says. ``act`` None leaves it without a button; ``step`` is what LOOK leads to."""

    icon: str
    title: str
    detail: str = ""
    act: Act | None = None
    button: str = ""
    tone: Tone = Tone.ACCENT
    step: CampaignStep | None = None


def prompt(board: CampaignBoard, shown: CampaignStep, today: date) -> Prompt:
    """What to say while the user looks at a step."""
    if board.confirmed:
        return _confirmed(board)
    steps = tuple(CampaignStep)
    current = board.current_step
    if shown is current.step:
        return _NEXT[shown](board, today)
    if steps.index(shown) < steps.index(current.step):
        caption = next(state.caption for state in board.steps if state.step is shown)
        title = f"{_DONE.get(shown, f'“{shown.label}”已完成')}：{caption}"
        return _look(current.step, Prompt("circle-check", title, tone=Tone.NEUTRAL))
    title = f"还不能进行“{shown.label}”：{board.blocker_of(shown)}"
    return _look(current.step, Prompt("lock", title, tone=Tone.INFO))


def _look(step: CampaignStep, said: Prompt) -> Prompt:
    return Prompt(said.icon, said.title, said.detail, Act.LOOK, f"转到“{step.label}”", said.tone, step)


def _confirmed(board: CampaignBoard) -> Prompt:
    assert board.awarded_on is not None
    title = f"已于{chinese_date(board.awarded_on)}表彰 {len(board.winners)} 个"
    detail = "名单、得分和审查结论按确认时保存，此后数据有变也不改动。"
    return Prompt("circle-check", title, detail, tone=Tone.OK)


def _setup(board: CampaignBoard, _today: date) -> Prompt:
    detail = "在下面的卡片里添加后，就可以开始推荐。"
    return Prompt("alert-triangle", board.current_step.blocker, detail, tone=Tone.WARN)


def _nomination(board: CampaignBoard, _today: date) -> Prompt:
    return _nominate(board, board.nominees, "users", "推荐数不少于名额后进入资格审查，一般多于名额。")


def _eligibility(board: CampaignBoard, _today: date) -> Prompt:
    eligible = [nominee for nominee in board.nominees if nominee.eligibility.passed]
    return _nominate(board, eligible, "alert-triangle", "增补后自动重新审查；不合格的理由见下表。")


def _nominate(board: CampaignBoard, those: list[Nominee] | tuple[Nominee, ...], icon: str, detail: str) -> Prompt:
    """Ask for nominees of the first kind that has too few."""
    seats = sum(tier.seats for tier in board.tiers if tier.kind is TierKind.PERSON)
    people = sum(nominee.kind is TierKind.PERSON for nominee in those)
    act, words = (Act.NOMINATE_PEOPLE, "推荐人员") if people < seats else (Act.NOMINATE_TEAMS, "推荐集体")
    return Prompt(icon, board.current_step.blocker, detail, act, words)


def _scoring(board: CampaignBoard, _today: date) -> Prompt:
    detail = "在“评委与回避”里添加评委、核对回避、生成评分表；填好的电子表一并导入，纸质表用“两遍录入”。"
    return Prompt("scale", board.current_step.blocker, detail, Act.IMPORT_SCORES, "导入评分表")


def _selection(board: CampaignBoard, _today: date) -> Prompt:
    proposal, blocker = board.proposal, board.current_step.blocker
    if board.current_step.caption == UNFIT:
        return Prompt("alert-circle", blocker, "在“指定人选”里取消，写明理由。", tone=Tone.BAD)
    if proposal is None:
        passed = sum(nominee.eligibility.passed for nominee in board.nominees)
        title = f"合格 {passed} 个，评分齐全，可以拟定名单"
        detail = "按名额、单位限额和结构比例取总分最高的一组，同样的数据得出同样的名单。"
        return Prompt("award", title, detail, Act.PROPOSE, "拟定名单")
    if not proposal.current:
        return Prompt("refresh", blocker, "", Act.PROPOSE, "重新拟定", Tone.WARN)
    if proposal.status is Status.INFEASIBLE:
        title = f"按现有条件排不出名单：{len(proposal.conflict)} 条规则不能同时满足"
        detail = proposal.relaxations[0] if proposal.relaxations else "放宽其中一条，或增补推荐对象，再重新拟定。"
        return Prompt("alert-circle", title, detail, Act.EDIT_LIMITS, "调整限制", Tone.BAD)
    detail = "增加一项并列规则，或按抽签、表决逐个议定，写明理由；也可以由评委补充评分后重新拟定。"
    return Prompt("gavel", blocker, detail, Act.SETTLE_TIE, "处理并列", Tone.WARN)


def _notice(board: CampaignBoard, _today: date) -> Prompt:
    title = f"名单已拟定：{len(board.winners)} 个，可以公示"
    return Prompt("speakerphone", title, "定好开始日期，截止日期按工作日推算。", Act.START_NOTICE, "开始公示")


def _award(board: CampaignBoard, today: date) -> Prompt:
    assert board.award_from is not None
    assert board.notice_to is not None
    if today < board.award_from:
        title = f"公示到{chinese_date(board.notice_to)}，还不能确认表彰"
        detail = f"{chinese_date(board.award_from)}起，期满无异议即可确认。有异议而改动推荐、评分的，需重新拟定并公示。"
        return Prompt("speakerphone", title, detail, tone=Tone.INFO)
    title = f"公示已于{chinese_date(board.notice_to)}期满，可以确认表彰"
    detail = "确认后写入荣誉和证书编号，名单不再改动。"
    return Prompt("rubber-stamp", title, detail, Act.CONFIRM, f"确认表彰 {len(board.winners)} 个")


_NEXT: dict[CampaignStep, Callable[[CampaignBoard, date], Prompt]] = {
    CampaignStep.SETUP: _setup,
    CampaignStep.NOMINATION: _nomination,
    CampaignStep.ELIGIBILITY: _eligibility,
    CampaignStep.SCORING: _scoring,
    CampaignStep.SELECTION: _selection,
    CampaignStep.NOTICE: _notice,
    CampaignStep.AWARD: _award,
}
