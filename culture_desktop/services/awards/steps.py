"""The seven steps of a campaign: what is done, where it stands, and what keeps the next step shut."""

from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from culture_desktop.errors import StepBlockedError
from culture_desktop.rules.selection.problem import Status
from culture_desktop.services.awards.nominee_rows import Outcome
from culture_desktop.services.awards.rows import CampaignBoard, StepState
from culture_desktop.vocabulary import CampaignStep, DocumentKind, TierKind

UNFIT = "待改指定"  # the caption while somebody is to win by decision who may not any more


class _Finding(NamedTuple):
    """``blocker`` is empty when the step is done."""

    caption: str
    blocker: str


def step_states(board: CampaignBoard) -> tuple[StepState, ...]:
    """The steps in order; the first that is not done is the current one."""
    judges: dict[CampaignStep, Callable[[CampaignBoard], _Finding]] = {
        CampaignStep.SETUP: _setup,
        CampaignStep.NOMINATION: _nomination,
        CampaignStep.ELIGIBILITY: _eligibility,
        CampaignStep.SCORING: _scoring,
        CampaignStep.SELECTION: _selection,
        CampaignStep.NOTICE: _notice,
        CampaignStep.AWARD: _award,
    }
    states = []
    open_before = False
    for step in CampaignStep:
        finding = judges[step](board)
        done = (board.confirmed or not finding.blocker) and not open_before
        current = not done and not open_before
        states.append(StepState(step, done, current, finding.caption, finding.blocker))
        open_before = open_before or not done
    return tuple(states)


def _seats(board: CampaignBoard, kind: TierKind) -> int:
    return sum(tier.seats for tier in board.tiers if tier.kind is kind)


def _measure(kind: TierKind) -> str:
    return "人" if kind is TierKind.PERSON else "个集体"


def _setup(board: CampaignBoard) -> _Finding:
    caption = "、".join(f"{tier.name} {tier.seats}" for tier in board.tiers)
    for missing, word in ((not board.tiers, "档次"), (not board.criteria, "评分项"), (not board.rules, "资格条件")):
        if missing:
            return _Finding(caption, f"还没有设置{word}")
    return _Finding(f"{len(board.tiers)} 档", "")


def _nomination(board: CampaignBoard) -> _Finding:
    counts = {kind: sum(n.kind is kind for n in board.nominees) for kind in TierKind}
    wanted = [kind for kind in TierKind if _seats(board, kind)]
    caption = "，".join(f"{counts[kind]} {_measure(kind)}" for kind in wanted if counts[kind]) or "尚无"
    if board.overruns:
        caption = f"{caption}，{len(board.overruns)} 处超额"
    for kind in wanted:
        if counts[kind] < _seats(board, kind):
            needed = f"名额 {_seats(board, kind)}，已推荐 {counts[kind]}"
            return _Finding(caption, f"{kind.label}推荐不足：{needed}")
    return _Finding(caption, "")


def _eligibility(board: CampaignBoard) -> _Finding:
    passed = [n for n in board.nominees if n.eligibility.passed]
    caption = f"通过 {len(passed)}" if board.nominees else ""
    for kind in TierKind:
        count, seats = sum(n.kind is kind for n in passed), _seats(board, kind)
        if count < seats:
            return _Finding(caption, f"{kind.label}合格 {count}，少于名额 {seats}，需增补推荐")
    return _Finding(caption, "")


def _scoring(board: CampaignBoard) -> _Finding:
    eligible = [n for n in board.nominees if n.eligibility.passed]
    unscored = [n for n in eligible if n.total is None]
    caption = f"已评 {len(eligible) - len(unscored)}" if eligible else ""
    if not unscored:
        return _Finding(caption, "" if eligible else "没有合格的推荐对象")
    first = unscored[0]
    why = next((score.reason for score in first.scores if score.points is None), "")
    return _Finding(caption, f"{len(unscored)} 个对象分数不全，例如{first.name}（{why}）")


def _selection(board: CampaignBoard) -> _Finding:
    proposal = board.proposal
    unfit = unfit_choice(board)
    if unfit:
        return _Finding(UNFIT, unfit)
    if proposal is None:
        return _Finding("待拟定", "还没有拟定名单")
    if not proposal.current:
        return _Finding("需重拟", "拟定之后推荐、分数或规则有改动，需重新拟定")
    if proposal.status is Status.INFEASIBLE:
        return _Finding("无解", f"名额与规则不能同时满足：{'；'.join(proposal.conflict)}")
    if proposal.status is Status.TIE:
        names = "、".join(n.name for n in board.nominees if n.outcome is Outcome.TIED)
        return _Finding("并列", f"取舍线上并列：{names}，需议定后重新拟定")
    return _Finding(f"{len(board.winners)} 个", "")


def unfit_choice(board: CampaignBoard) -> str:
    """Who is to be on the list by decision and may not be any more; empty when all may."""
    unfit = [n for n in board.fixed if n.fixed is not None and n.fixed.chosen and not n.eligibility.passed]
    if board.confirmed or not unfit:
        return ""
    first = unfit[0]
    return f"指定入选的{first.name}{first.eligibility.sentence}，须先取消指定"


def _notice(board: CampaignBoard) -> _Finding:
    if board.notice_from is None or board.notice_to is None:
        return _Finding(f"{board.notice_days} 个工作日", "还没有开始公示")
    caption = f"{board.notice_from:%m-%d} 至 {board.notice_to:%m-%d}"
    open_ = [row.fact for row in board.objections if row.open]
    if open_:
        told = "、".join(f"{fact.subject}（第 {fact.number} 件）" for fact in open_)
        return _Finding(f"{caption}，异议 {len(open_)}", f"还有 {len(open_)} 件异议没有办结：{told}")
    return _Finding(caption, "")


def _award(board: CampaignBoard) -> _Finding:
    return _Finding("已表彰" if board.confirmed else "待确认", "" if board.confirmed else "等待确认表彰")


def require_confirmed(board: CampaignBoard, kind: DocumentKind) -> date:
    """The day of a campaign's award; StepBlockedError before there is one."""
    if board.awarded_on is None:
        raise StepBlockedError(step=kind.label, reason="名单还没有确认表彰，请先完成“表彰”一步。")
    return board.awarded_on
