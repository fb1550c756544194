"""Which recusals the data calls for: units, teams, ties, and the judges among the nominees themselves."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from culture_desktop.models import Campaign, Judge, JudgeTie, Nomination, Organisation, Person
from culture_desktop.rules import recusal
from culture_desktop.rules.recusal import Declaration, Ground, Member, Relation
from culture_desktop.services.awards.judging_rows import FoundRecusal, NomineeName
from culture_desktop.services.inclusion import is_any_of
from culture_desktop.services.organisations import SEPARATOR
from culture_desktop.services.people.postings import people_of_on
from culture_desktop.vocabulary import OrganisationKind, TieKind

_GROUNDS = {TieKind.FAMILY: Ground.FAMILY, TieKind.MENTOR: Ground.MENTOR}


def found_recusals(
    session: Session,
    campaign: Campaign,
    judges: Sequence[Judge],
    nominees: Mapping[int, NomineeName],
    known: Collection[tuple[str, int]],
    scored: Collection[tuple[str, int]],
) -> tuple[FoundRecusal, ...]:
    """What the rules call for and ``known`` lacks; both sets hold pairs of a judge's name and a nomination."""
    if not judges or not nominees:
        return ()
    facts = _Facts(session, campaign, judges, nominees)
    by_key = {facts.judge_key(judge): judge for judge in judges}
    reasons: dict[tuple[str, str], list[recusal.Recusal]] = defaultdict(list)
    for one in recusal.recusals(
        facts.judges(), facts.nominees.values(), facts.relations(), facts.declarations(), recusal.RecusalRules()
    ):
        reasons[one.judge, one.nominee].append(one)
    keys = {nominee.id: nomination_id for nomination_id, nominee in facts.nominees.items()}
    found = []
    for (judge_key, nominee_key), grounds in reasons.items():
        judge, nominee = by_key[judge_key], nominees[keys[nominee_key]]
        if (judge.name, nominee.nomination_id) in known:
            continue
        its = {one.ground for one in grounds}
        told = [one.reason for one in grounds if one.ground is not Ground.UNIT or Ground.TEAM not in its]
        found.append(
            FoundRecusal(
                judge_id=judge.id,
                judge=judge.name,
                nominee=nominee,
                grounds=frozenset(its),
                reason="；".join(told),
                scored=(judge.name, nominee.nomination_id) in scored,
            )
        )
    return tuple(found)


class _Facts:
    """Judges, nominees and what ties them, as the rules know them. Judges from outside have an id of their own kind."""

    def __init__(
        self, session: Session, campaign: Campaign, judges: Sequence[Judge], names: Mapping[int, NomineeName]
    ) -> None:
        self._judges = judges
        subjects = {n.id: n for n in session.scalars(select(Nomination).where(Nomination.campaign_id == campaign.id))}
        people = {j.person_id for j in judges} | {n.person_id for n in subjects.values()}
        self._members = _members(session, {person for person in people if person is not None})
        self.nominees: dict[int, recusal.Nominee] = {}
        for key, name in names.items():
            subject = subjects[key]
            if subject.person_id is not None:
                self.nominees[key] = recusal.Nominee.of_person(self._members[subject.person_id])
            elif subject.team_id is not None:
                team = people_of_on(session, subject.team_id, campaign.as_of)
                rows = session.execute(select(Person.id, Person.name).where(team).order_by(Person.number))
                self.nominees[key] = recusal.Nominee.of_team(name.number, (Member(_key(i), n) for i, n in rows))
        ids = {judge.id: judge for judge in judges}
        self._ties = [
            (ids[tie.judge_id], tie)
            for tie in session.scalars(select(JudgeTie).where(is_any_of(JudgeTie.judge_id, list(ids))))
        ]

    @staticmethod
    def judge_key(judge: Judge) -> str:
        """How the rules know a judge: one of the staff by the person they are."""
        return f"outside {judge.id}" if judge.person_id is None else _key(judge.person_id)

    def judges(self) -> Iterator[Member]:
        """Everybody on the panel."""
        for judge in self._judges:
            known = self._members.get(judge.person_id) if judge.person_id is not None else None
            yield known or Member(self.judge_key(judge), judge.name)

    def relations(self) -> Iterator[Relation]:
        """Family and mentors."""
        for judge, tie in self._ties:
            if tie.kind in _GROUNDS:
                yield Relation(self.judge_key(judge), _key(tie.person_id), _GROUNDS[tie.kind], tie.note)

    def declarations(self) -> Iterator[Declaration]:
        """Every other tie, with the nominees it concerns."""
        for judge, tie in self._ties:
            if tie.kind in _GROUNDS:
                continue
            for nominee in self.nominees.values():
                for member in nominee.members:
                    if member.id == _key(tie.person_id):
                        note = tie.note or (f"与成员{member.name}有利害关系" if nominee.is_team else tie.kind.label)
                        yield Declaration(self.judge_key(judge), nominee.id, note)


def _key(person_id: int) -> str:
    return f"person {person_id}"


def _members(session: Session, people: Collection[int]) -> dict[int, Member]:
    """People with unit and team: a team's members belong to the unit right above it."""
    statement = select(Person.id, Person.name, Organisation.full_name, Organisation.kind).outerjoin(
        Organisation, Organisation.id == Person.unit_id
    )
    found = {}
    for person_id, name, path, kind in session.execute(statement.where(is_any_of(Person.id, people))):
        is_team = kind == OrganisationKind.TEAM
        unit = path.rpartition(SEPARATOR)[0] if is_team else path or ""
        found[person_id] = Member(_key(person_id), name, unit, path if is_team else "")
    return found
