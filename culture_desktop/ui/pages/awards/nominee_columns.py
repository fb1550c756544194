"""The columns of nominees, step by step."""

from culture_desktop.services.awards.nominee_rows import Nominee, Outcome
from culture_desktop.ui.pages.awards.nominee_words import TONES, figure, kind_word, outcome_words, unit_words
from culture_desktop.ui.tables.cells import Bar, Chip, Chips, Figure, Muted, Name, Status
from culture_desktop.ui.tables.column import Column
from culture_desktop.ui.theme.tokens import Tone
from culture_desktop.vocabulary import TierKind

_FULL = 100
_LEAST = 60  # bars begin here, or all would look alike


def _number(nominee: Nominee) -> Muted | None:
    return Muted(nominee.number) if nominee.kind is TierKind.PERSON else None


def _score(nominee: Nominee) -> Bar | None:
    if nominee.total is None:
        return None
    share = max(0.0, (float(nominee.total) - _LEAST) / (_FULL - _LEAST))
    winner = nominee.outcome in (Outcome.WINNER, Outcome.OPEN)
    return Bar(figure(nominee.total), share, Tone.INFO if winner else Tone.NEUTRAL)


def _points(nominee: Nominee) -> str:
    return "　".join(f"{score.name} {figure(score.points)}" for score in nominee.scores)


def _judges(nominee: Nominee) -> Muted | None:
    sheets = [score for score in nominee.scores if score.counted or score.recused]
    if not sheets:
        return None
    sheet = sheets[0]
    recused = f"，{len(sheet.recused)} 回避" if sheet.recused else ""
    return Muted(f"{len(sheet.counted) + len(sheet.dropped)} 位{recused}")


def _verdict(nominee: Nominee) -> Status:
    passed = nominee.eligibility.passed
    return Status("合格" if passed else "不合格", Tone.OK if passed else Tone.BAD)


def _failures(nominee: Nominee) -> str:
    return "；".join(f"{failure.rule}：{failure.reason}" for failure in nominee.eligibility.failures)


def _certificate(nominee: Nominee) -> Muted | Status | None:
    if nominee.revoked_on is not None:
        return Status(f"已撤销 {nominee.certificate}", Tone.BAD)
    return Muted(nominee.certificate) if nominee.certificate else None


_NAME = Column[Nominee]("姓名或集体", lambda n: Name(n.name), width=160, stretch=True, order=lambda n: n.name)
_UNIT = Column[Nominee](
    "单位",
    lambda n: Muted(unit_words(n)),
    width=140,
    order=lambda n: n.unit_full_name,
    tooltip=lambda n: n.unit_full_name,
)
_NUMBER = Column[Nominee]("工号", _number, width=110, priority=2, order=lambda n: n.number)

NOMINATION_COLUMNS = (
    _NAME,
    _NUMBER,
    _UNIT,
    Column[Nominee]("用工性质", lambda n: Chip(kind_word(n)), width=92, priority=1, order=kind_word),
    Column[Nominee](
        "推荐理由", lambda n: n.reason or None, width=200, stretch=True, priority=1, tooltip=lambda n: n.reason
    ),
)
ELIGIBILITY_COLUMNS = (
    _NAME,
    _NUMBER,
    _UNIT,
    Column[Nominee]("结论", _verdict, width=84, order=lambda n: n.eligibility.passed),
    Column[Nominee]("不符合的条件", _failures, width=200, stretch=True, priority=1, tooltip=_failures),
)
SCORING_COLUMNS = (
    _NAME,
    _UNIT,
    Column[Nominee]("各项得分", _points, width=240, stretch=True, priority=1, tooltip=_points),
    Column[Nominee]("评委", _judges, width=100, priority=2),
    Column[Nominee]("总分", _score, width=140, order=lambda n: n.total or 0),
)
SCORING_COLUMNS_WITH_VOTES = (
    *SCORING_COLUMNS[:-1],
    Column[Nominee](
        "得票",
        lambda n: Figure(str(n.votes.approve)) if n.votes else None,
        width=64,
        right=True,
        order=lambda n: n.votes.approve if n.votes else -1,
        tooltip=lambda n: f"同意 {n.votes.approve}，不同意 {n.votes.oppose}，弃权 {n.votes.abstain}" if n.votes else "",
    ),
    SCORING_COLUMNS[-1],
)
SELECTION_COLUMNS = (
    Column[Nominee](
        "位次",
        lambda n: Figure(str(n.rank)) if n.rank else None,
        width=52,
        right=True,
        order=lambda n: (n.kind is TierKind.TEAM, n.rank or 10**6),
    ),
    _NAME,
    _UNIT,
    Column[Nominee]("得分", _score, width=136, order=lambda n: n.total or 0),
    Column[Nominee](
        "结构身份", lambda n: Chips.of(*n.groups), width=208, priority=2, tooltip=lambda n: "、".join(n.groups)
    ),
    Column[Nominee]("结果", lambda n: Status(outcome_words(n), TONES[n.outcome]), width=104, order=outcome_words),
)
WINNER_COLUMNS = (
    Column[Nominee]("档次", lambda n: Chip(n.tier), width=100, order=lambda n: n.tier),
    _NAME,
    _NUMBER,
    _UNIT,
    Column[Nominee]("得分", lambda n: Figure(figure(n.total)), width=76, right=True, order=lambda n: n.total or 0),
    Column[Nominee]("证书编号", _certificate, width=190, priority=1),
)
