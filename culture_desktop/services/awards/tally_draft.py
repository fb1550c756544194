"""A count while it is being typed: what is entered, what of it cannot be, and whether it can be recorded."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from culture_desktop.rules.tally import RETURNED, Papers, Votes, paper_faults, sum_fault, votes_fault
from culture_desktop.services.awards.voting_rows import Candidate, Marks, Round
from culture_desktop.vocabulary import BallotChoice, Grade, VotingKind

Typed = Mapping[str, int]  # choice or grade -> votes


@dataclass(frozen=True)
class TallyDraft:
    """Figures of a round by nomination and choice (a BallotChoice or Grade by its value); what is missing is not typed.

    What is not typed of 弃权 is what the other votes leave of the valid papers.
    """

    round: Round
    papers: Papers
    typed: Mapping[int, Typed] = field(default_factory=dict)

    @classmethod
    def of(cls, round_: Round) -> "TallyDraft":
        """What is on record; of a round that has only ballots, how many came back at the least."""
        papers = round_.papers
        if not round_.counted and round_.imported:
            papers = replace(papers, returned=round_.imported)
        if not round_.counted:
            return cls(round_, papers)
        return cls(round_, papers, {one.nomination_id: _recorded(one) for one in round_.graded})

    @property
    def assessment(self) -> bool:
        """Whether grades are counted and not votes."""
        return self.round.terms.kind is VotingKind.ASSESSMENT

    @property
    def choices(self) -> tuple[BallotChoice, ...] | tuple[Grade, ...]:
        """What can be typed for each."""
        return tuple(Grade) if self.assessment else tuple(BallotChoice)

    @property
    def by_ballots(self) -> bool:
        """Whether the votes are those of imported ballots, so that only papers are typed."""
        return self.round.imported > 0

    @property
    def whole_papers(self) -> Papers:
        """The papers, with the invalid ones worked out where ballots were imported."""
        if not self.by_ballots:
            return self.papers
        invalid = self.papers.returned - self.round.imported + self.round.marked_void
        return replace(self.papers, invalid=max(invalid, 0))

    @property
    def changed(self) -> bool:
        """Whether there is anything to record."""
        return self != TallyDraft.of(self.round) or (self.by_ballots and not self.round.counted)

    @property
    def paper_faults(self) -> Mapping[str, str]:
        """What is wrong with the papers, by field."""
        if self.papers == Papers(0, 0, 0, 0):
            return {}
        faults = dict(paper_faults(self.whole_papers))
        if self.by_ballots and self.papers.returned < self.round.imported:
            faults[RETURNED] = f"已导入 {self.round.imported} 张选票，多于收回的 {self.papers.returned} 张"
        if self.papers.void:
            faults.setdefault(
                RETURNED, f"收回 {self.papers.returned} 张，多于发出的 {self.papers.issued} 张，这一轮无效"
            )
        return faults

    def set_papers(self, name: str, value: int) -> "TallyDraft":
        """Another number of papers."""
        return replace(self, papers=replace(self.papers, **{name: value}))

    def set_votes(self, nomination_id: int, choice: str, value: int | None) -> "TallyDraft":
        """Another number of votes; None takes back what was typed."""
        held = {key: votes for key, votes in self.typed.get(nomination_id, {}).items() if key != choice}
        if value is not None:
            held[choice] = value
        return replace(self, typed={**self.typed, nomination_id: held})

    def shown(self, one: Candidate, choice: str) -> int | None:
        """The votes to show; worked out where they follow from the others."""
        typed = self.typed.get(one.nomination_id, {})
        if choice in typed:
            return typed[choice]
        return self._abstained(typed) if choice == BallotChoice.ABSTAIN and typed else None

    def fault(self, one: Candidate) -> str:
        """What is wrong with a candidate's votes; empty also while nothing is typed."""
        typed = self.typed.get(one.nomination_id, {})
        if not typed or self.papers.void:
            return ""
        valid = self.whole_papers.valid
        if self.assessment:
            total = sum(typed.values())
            return f"合计 {total} 票，多于有效的 {valid} 张" if total > valid else ""
        votes = self._votes(one)
        return votes_fault(votes, self.whole_papers).partition("的")[2] if votes else ""

    @property
    def sum_fault(self) -> str:
        """What is wrong with all votes together."""
        votes = [found for one in self.round.candidates if (found := self._votes(one)) is not None]
        if self.assessment or self.papers.void or self.by_ballots:
            return ""
        return sum_fault(votes, self.whole_papers, self.round.terms.places)

    @property
    def lacking(self) -> tuple[Candidate, ...]:
        """Who has no votes yet."""
        if self.by_ballots or self.papers.void:
            return ()
        return tuple(one for one in self.round.graded if not self.typed.get(one.nomination_id))

    @property
    def blocker(self) -> str:
        """What keeps the count from being recorded, in words; empty when nothing does."""
        if self.papers == Papers(0, 0, 0, 0):
            return "先填到会人数、发出和收回张数"
        faults = [fault for name, fault in self.paper_faults.items() if name != RETURNED or not self.papers.void]
        faults += [f"{one.label}：{fault}" for one in self.round.candidates if (fault := self.fault(one))]
        if faults:
            return faults[0]
        if self.lacking:
            names = "、".join(one.label for one in self.lacking[:3])
            return f"还差 {len(self.lacking)} 个没有填票数：{names}"
        return self.sum_fault

    @property
    def marks(self) -> Mapping[int, Marks]:
        """What is recorded of an election counted by hand."""
        if self.by_ballots:
            return {}
        return {
            key: Marks(
                typed.get(BallotChoice.FOR, 0), typed.get(BallotChoice.AGAINST, 0), typed.get(BallotChoice.ABSTAIN)
            )
            for key, typed in self.typed.items()
            if typed
        }

    @property
    def grades(self) -> Mapping[int, Mapping[Grade, int]]:
        """What is recorded of an assessment."""
        return {key: {grade: typed.get(grade, 0) for grade in Grade} for key, typed in self.typed.items() if typed}

    def _votes(self, one: Candidate) -> Votes | None:
        typed = self.typed.get(one.nomination_id, {})
        if not typed:
            return None
        approve, oppose = typed.get(BallotChoice.FOR, 0), typed.get(BallotChoice.AGAINST, 0)
        abstain = typed.get(BallotChoice.ABSTAIN)
        return Votes(one.label, approve, oppose, self._abstained(typed) if abstain is None else abstain)

    def _abstained(self, typed: Typed) -> int:
        return max(0, self.whole_papers.valid - typed.get(BallotChoice.FOR, 0) - typed.get(BallotChoice.AGAINST, 0))


def _recorded(one: Candidate) -> Typed:
    if one.votes is not None:
        votes = one.votes
        return {
            BallotChoice.FOR.value: votes.approve,
            BallotChoice.AGAINST.value: votes.oppose,
            BallotChoice.ABSTAIN.value: votes.abstain,
        }
    return {grade.value: votes for grade, votes in one.grades.items()}
