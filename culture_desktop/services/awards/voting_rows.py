"""What the voting service takes and gives: rounds with their figures, who stands in them, and what came of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from culture_desktop.rules.assessment import ONE_THIRD, AppraisalResult
from culture_desktop.rules.ballots import Election, Standing
from culture_desktop.rules.tally import Papers, Votes
from culture_desktop.rules.voting_plan import RoundPlan
from culture_desktop.vocabulary import Grade, MajorityOf, TierKind, VotingKind


@dataclass(frozen=True, slots=True)
class RoundTerms:
    """A round to be held; ``places`` do not matter in an assessment, ``best_share`` only there."""

    title: str
    held_on: date
    kind: VotingKind = VotingKind.ELECTION
    places: int = 1
    majority_of: MajorityOf = MajorityOf.PRESENT
    best_share: Fraction = ONE_THIRD


@dataclass(frozen=True, slots=True)
class Marks:
    """What was counted for one candidate; without ``abstain``, all other valid papers abstain."""

    approve: int
    oppose: int = 0
    abstain: int | None = None


@dataclass(frozen=True, slots=True)
class Candidate:
    """Who stands, with what was counted and what came of it; ``label`` tells those of one name apart.

    ``graded`` is False for probationary members, who take part in an assessment without being given a grade.
    """

    nomination_id: int
    kind: TierKind
    number: str
    name: str
    unit: str
    label: str
    graded: bool = True
    votes: Votes | None = None
    grades: Mapping[Grade, int] = field(default_factory=dict)
    standing: Standing | None = None
    grade: Grade | None = None
    sentence: str = ""


@dataclass(frozen=True)
class Round:
    """One round, whole. ``imported`` ballot papers make its votes, where there are any; ``marked_void`` of them are
    void. ``fault`` says why what is on record gives no result; ``second`` is the number of the round that decides the
    tie of this one, ``again_of`` that of the round whose tie this one decides.
    """

    id: int
    number: int
    terms: RoundTerms
    papers: Papers
    candidates: tuple[Candidate, ...]
    imported: int = 0
    marked_void: int = 0
    again_of: int | None = None
    second: int | None = None
    election: Election | None = None
    appraisal: AppraisalResult | None = None
    fault: str = ""

    @property
    def counted(self) -> bool:
        """Whether its figures are on record."""
        return self.papers != Papers(0, 0, 0, 0)

    @property
    def graded(self) -> tuple[Candidate, ...]:
        """Who is given votes or a grade."""
        return tuple(candidate for candidate in self.candidates if candidate.graded)

    @property
    def tied(self) -> tuple[Candidate, ...]:
        """Between whom there is to be a second round."""
        result = self.election.again if self.election else self.appraisal.tied if self.appraisal else ()
        return tuple(candidate for candidate in self.candidates if candidate.label in result)

    @property
    def places_left(self) -> int:
        """For how many places the tied stand again."""
        if self.election is not None:
            return self.election.again_seats
        return self.appraisal.open if self.appraisal else 0

    @property
    def sentence(self) -> str:
        """The result in words; why there is none."""
        if self.fault:
            return self.fault
        result = self.election or self.appraisal
        return result.sentence if result else ""


@dataclass(frozen=True)
class Voting:
    """All votes of a campaign; ``plans`` are rounds its template prepared that have not been made yet.

    ``places`` are the places there are for persons and for teams; ``loose`` says what ballots belong to no round.
    """

    rounds: tuple[Round, ...] = ()
    plans: tuple[RoundPlan, ...] = ()
    places: Mapping[TierKind, int] = field(default_factory=dict)
    loose: str = ""
