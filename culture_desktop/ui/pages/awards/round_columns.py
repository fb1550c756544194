"""The columns of rounds, and of the candidates of a round while and after it is counted."""

from collections.abc import Sequence
from functools import partial

from culture_desktop.rules.ballots import Standing
from culture_desktop.services.awards.tally_draft import TallyDraft
from culture_desktop.services.awards.voting_rows import Candidate, Round
from culture_desktop.ui.tables.cells import Bar, Cell, Figure, Muted, Name, Status
from culture_desktop.ui.tables.column import Column
from culture_desktop.ui.theme.tokens import Tone
from culture_desktop.vocabulary import Grade

_STANDING = {
    Standing.ELECTED: ("当选", Tone.OK),
    Standing.TIED: ("票数相等", Tone.WARN),
    Standing.NO_PLACE: ("名额已满", Tone.NEUTRAL),
    Standing.SHORT: ("票数不够", Tone.NEUTRAL),
    Standing.VOID: ("投票无效", Tone.BAD),
}
_FIRST, _OTHER = 128, 76  # the first has bars
_GRADE = {Grade.EXCELLENT: Tone.OK, Grade.QUALIFIED: Tone.INFO, Grade.BASIC: Tone.WARN, Grade.UNQUALIFIED: Tone.BAD}


def _state(round_: Round) -> Status:
    if round_.fault or round_.papers.void:
        return Status("无效" if round_.papers.void else "须核对", Tone.BAD)
    if not round_.counted:
        return Status(f"{round_.imported} 张待登记" if round_.imported else "待计票", Tone.INFO)
    if round_.tied and round_.second is None:
        return Status("须再次投票", Tone.WARN)
    return Status("已计票", Tone.OK)


ROUND_COLUMNS = (
    Column[Round]("轮", lambda r: Figure(str(r.number)), width=34, right=True),
    Column[Round]("名称", lambda r: Name(r.terms.title), width=104, stretch=True, tooltip=lambda r: r.terms.title),
    Column[Round]("状态", _state, width=104),
)


class CandidateColumns:
    """Columns that show a draft; ``draft`` is what they look at when a cell is painted."""

    def __init__(self, draft: TallyDraft) -> None:
        self.draft = draft

    def columns(self) -> Sequence[Column[Candidate]]:
        """Name, what is typed, and what came of it or what is wrong."""
        draft = self.draft
        editable = not draft.by_ballots
        return (
            Column[Candidate]("候选对象", lambda one: Name(one.label), width=110, stretch=True, tooltip=_place),
            *(
                Column[Candidate](
                    choice.label,
                    partial(self._votes, choice=choice.value),
                    width=_FIRST if choice is draft.choices[0] else _OTHER,
                    right=True,
                    key=choice.value,
                    editable=editable,
                )
                for choice in draft.choices
            ),
            Column[Candidate]("结果", self._result, width=150, stretch=True, tooltip=self._why),
        )

    def _votes(self, one: Candidate, choice: str) -> Cell:
        """Bars for what is on record of the first choice; the dash for whoever is not graded."""
        if not one.graded:
            return None
        votes, valid = self.draft.shown(one, choice), self.draft.whole_papers.valid
        if votes is None:
            return ""
        if choice == self.draft.choices[0].value and not self.draft.changed and valid > 0:
            return Bar(str(votes), min(1.0, votes / valid), Tone.INFO)
        typed = choice in self.draft.typed.get(one.nomination_id, {}) or self.draft.by_ballots
        return Figure(str(votes)) if typed else Muted(str(votes))

    def _result(self, one: Candidate) -> Cell:
        fault = self.draft.fault(one)
        if fault:
            return Status(fault, Tone.BAD)
        if not one.graded:
            return Muted("预备党员，不定等次")
        if self.draft.changed:
            return Muted("待登记") if self.draft.typed.get(one.nomination_id) else ""
        if one in self.draft.round.tied:
            second = self.draft.round.second
            return Status("票数相等", Tone.WARN) if second is None else Status(f"见第 {second} 轮", Tone.INFO)
        if one.grade is not None:
            return Status(one.grade.label, _GRADE[one.grade])
        return Status(*_STANDING[one.standing]) if one.standing else ""

    def _why(self, one: Candidate) -> str:
        return self.draft.fault(one) or one.sentence


def _place(one: Candidate) -> str:
    return "　".join(filter(None, (one.name, one.number, one.unit)))
