"""The minutes of a campaign's review, worded from its board."""

from collections.abc import Iterable, Iterator

from culture_desktop.documents.minutes import MinutesContent, Scored, ScoreSheet
from culture_desktop.documents.name_list import NameGroup
from culture_desktop.errors import StepBlockedError
from culture_desktop.rules.selection.problem import Status
from culture_desktop.services.awards.nominee_rows import CriterionScore, Nominee, Outcome
from culture_desktop.services.awards.rows import CampaignBoard, Gauge
from culture_desktop.services.documents.wording import winner_groups
from culture_desktop.vocabulary import DocumentKind, TierKind, chinese_date

_BLANKS = (
    "会议时间：　　　　年　　月　　日　　　地点：",
    "主持人：　　　　　　　　　　　　　　记录人：",
)
_SIGNATURES = ("评委签字：", "", "记录人签字：　　　　　　　　　　　主持人签字：")


def minutes_content(board: CampaignBoard, ledger_head: str) -> MinutesContent:
    """The minutes of a review that has proposed a list; ``ledger_head`` is what its scores are verified against."""
    proposal = board.proposal
    if proposal is None or proposal.status is not Status.OPTIMAL or not (proposal.current or board.confirmed):
        raise StepBlockedError(step=DocumentKind.MINUTES.label, reason="还没有拟定名单，请先完成“拟定名单”一步。")
    return MinutesContent(
        title=f"{board.title}评审会议记录",
        blanks=_BLANKS,
        sections=(
            ("一、评审依据", tuple(_grounds(board))),
            ("二、推荐和资格审查", tuple(_eligibility(board.nominees))),
            ("三、评分", tuple(_scoring(board))),
            ("四、名额和结构", tuple(_structure(board))),
        ),
        list_heading="五、拟定名单（按姓氏笔画为序）",
        groups=tuple(_subordinate(winner_groups(board))),
        closing=(f"经评审，同意上述名单，按规定公示 {board.notice_days} 个工作日。各推荐对象的得分见附件。",),
        signatures=_SIGNATURES,
        note=f"存证号：{ledger_head}",
        scores=tuple(filter(None, (_sheet(board, kind) for kind in TierKind))),
    )


def _grounds(board: CampaignBoard) -> Iterator[str]:
    tiers = "，".join(f"“{tier.name}”{tier.seats} {_measure(tier.kind)}" for tier in board.tiers)
    yield (
        f"评选期为{chinese_date(board.period_from)}至{chinese_date(board.period_to)}，设{tiers}。"
        f"各项数据截至{chinese_date(board.as_of)}。"
    )
    if board.source.strip():
        yield f"规则出处：{board.source.strip()}"


def _eligibility(nominees: Iterable[Nominee]) -> Iterator[str]:
    every = tuple(nominees)
    failed = [nominee for nominee in every if not nominee.eligibility.passed]
    yield f"共推荐 {len(every)} 个对象，资格审查合格 {len(every) - len(failed)} 个，不合格 {len(failed)} 个。"
    if failed:
        yield f"不合格的是：{'、'.join(nominee.name for nominee in failed)}。逐人理由见资格审查表。"


def _scoring(board: CampaignBoard) -> Iterator[str]:
    for kind in TierKind:
        parts = [f"{c.name}权重 {c.weight.normalize():f}" for c in board.criteria if c.kind is kind]
        if parts:
            yield f"{kind.label}：{'，'.join(parts)}。"
    sheets = [score for nominee in board.nominees for score in nominee.scores]
    judges = sorted({one.judge for score in sheets for one in (*score.counted, *score.dropped, *score.recused)})
    if judges:
        yield f"参加评分的评委 {len(judges)} 人：{'、'.join(judges)}。"
    for judge in judges:
        names = [nominee.name for nominee in board.nominees if judge in _recused(nominee.scores)]
        if names:
            yield f"评委{judge}回避 {len(names)} 个对象：{'、'.join(names)}。其评分不计入总分和人数。"


def _structure(board: CampaignBoard) -> Iterator[str]:
    for number, sentence in enumerate(board.limits, start=1):
        yield f"{number}. {sentence}"
    if board.gauges:
        yield f"核对结果：{'；'.join(map(_gauge, board.gauges))}。"
    for decision in board.tie_decisions:
        yield f"{decision}。"
    for number, nominee in enumerate(board.fixed, start=1):
        if nominee.fixed is not None:
            yield f"议定 {number}：{nominee.name}{nominee.fixed.words}，理由：{nominee.fixed.reason.rstrip('。')}。"
    if not board.limits and not board.gauges:
        yield "除名额外没有设结构要求。"


def _gauge(gauge: Gauge) -> str:
    return f"{gauge.name} {gauge.count} 人（{gauge.limit}），{'符合' if gauge.met else '不符合'}"


def _subordinate(groups: Iterable[NameGroup]) -> Iterator[NameGroup]:
    """The headings of the tiers one level down: （一） instead of 一、."""
    for group in groups:
        ordinal, _, rest = group.heading.partition("、")
        yield NameGroup(f"（{ordinal}）{rest}", group.entries)


def _sheet(board: CampaignBoard, kind: TierKind) -> ScoreSheet | None:
    """The scores of all who were scored, best first; None when nobody was."""
    scored = [nominee for nominee in board.nominees if nominee.kind is kind and nominee.eligibility.passed]
    criteria = tuple(criterion.name for criterion in board.criteria if criterion.kind is kind)
    return ScoreSheet(f"{kind.label}得分汇总表", criteria, tuple(map(_scored, scored))) if scored else None


def _scored(nominee: Nominee) -> Scored:
    chosen = nominee.outcome is Outcome.WINNER
    return Scored(
        name=nominee.name,
        unit=nominee.unit,
        total="" if nominee.total is None else str(nominee.total),
        points=tuple("" if score.points is None else str(score.points) for score in nominee.scores),
        result=nominee.tier if chosen else nominee.outcome.label,
        chosen=chosen,
    )


def _recused(scores: Iterable[CriterionScore]) -> set[str]:
    return {one.judge for score in scores for one in score.recused}


def _measure(kind: TierKind) -> str:
    return "名" if kind is TierKind.PERSON else "个"
