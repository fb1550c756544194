"""What the judging services give: the panel with its ties and recusals."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from culture_desktop.rules.recusal import Ground
from culture_desktop.vocabulary import TieKind, TierKind


@dataclass(frozen=True, slots=True)
class TieRow:
    """A tie that was declared between a judge and somebody on the books."""

    id: int
    number: str
    name: str
    kind: TieKind
    note: str

    @property
    def words(self) -> str:
        """``张伟（亲属，夫妻）``."""
        return f"{self.name}（{'，'.join(filter(None, (self.kind.label, self.note)))}）"


@dataclass(frozen=True, slots=True)
class JudgeRow:
    """A judge; ``number`` and ``unit`` are empty for one from outside.

    ``scored``, ``half`` and ``recused`` count nominees: with all their points, with some, and not to be judged.
    ``to_score`` is how many there are to judge. ``declared`` is False for one who came with a score sheet.
    """

    id: int
    name: str
    person_id: int | None
    number: str
    unit: str
    declared: bool
    scored: int
    half: int
    recused: int
    to_score: int
    ties: tuple[TieRow, ...] = ()

    @property
    def missing(self) -> int:
        """How many nominees still lack this judge's points."""
        return self.to_score - self.scored


@dataclass(frozen=True, slots=True)
class NomineeName:
    """A nominee as judges know them; ``number`` is the staff number, or a team's full name."""

    nomination_id: int
    kind: TierKind
    number: str
    name: str
    unit: str

    @property
    def label(self) -> str:
        """``张伟（1002）``, ``客服一班（客户服务中心）``: no two nominees share one."""
        beside = self.number if self.kind is TierKind.PERSON else self.number.rpartition("/")[0]
        return f"{self.name}（{beside}）" if beside else self.name


@dataclass(frozen=True, slots=True)
class RecusalRow:
    """A judge who does not judge a nominee; ``judge_id`` is None where an old score says so."""

    judge: str
    nominee: NomineeName
    reason: str
    automatic: bool
    judge_id: int | None


@dataclass(frozen=True, slots=True)
class FoundRecusal:
    """A recusal that the rules call for and that is not on record yet; ``scored`` where the judge has scored already."""

    judge_id: int
    judge: str
    nominee: NomineeName
    grounds: frozenset[Ground]
    reason: str
    scored: bool

    @property
    def sentence(self) -> str:
        """``雷慧珍回避林婉清：同在班组“客服一班”。``"""
        return f"{self.judge}回避{self.nominee.name}：{self.reason}。"


@dataclass(frozen=True)
class Panel:
    """Who judges, who keeps out of what, and what the rules call for beside that."""

    judges: tuple[JudgeRow, ...] = ()
    recusals: tuple[RecusalRow, ...] = ()
    found: tuple[FoundRecusal, ...] = ()
    nominees: Mapping[int, NomineeName] = field(default_factory=dict)
