"""The eligibility check of everyone on the books at once: who could be put forward, and what keeps the others back."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from culture_desktop.database import Database
from culture_desktop.models import Campaign, Nomination, Person
from culture_desktop.progress import Progress, silent
from culture_desktop.rules.candidates import CandidateFacts
from culture_desktop.rules.eligibility import Eligibility, check_all
from culture_desktop.services.awards.facts import candidate_facts
from culture_desktop.services.awards.queries import require_campaign, rules_of
from culture_desktop.services.organisations import SEPARATOR
from culture_desktop.vocabulary import PersonStatus

_AT_ONCE = 5_000  # facts of so many people are in memory together; between two batches it can be cancelled


@dataclass(frozen=True, slots=True)
class CheckedRow:
    """One person, judged; ``nominated`` says whether the campaign has them already."""

    person_id: int
    number: str
    name: str
    unit: str
    eligibility: Eligibility
    nominated: bool


@dataclass(frozen=True)
class EveryoneChecked:
    """Everyone who is with us, by staff number.

    ``failures`` counts for each condition, in the campaign's order, how many do not meet it; one person may fail
    several.
    """

    rules: tuple[str, ...]
    rows: tuple[CheckedRow, ...]
    failures: tuple[int, ...]

    @property
    def passed(self) -> int:
        """How many meet every condition."""
        return sum(row.eligibility.passed for row in self.rows)


class EligibilityService:
    """Reads only."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def everyone(self, code: str, progress: Progress = silent) -> EveryoneChecked:
        """Judge everyone whose status is active by a campaign's conditions."""
        with self._database.read() as session:
            campaign = require_campaign(session, code)
            rules = tuple(rule.at(campaign.as_of) for rule in rules_of(session, campaign))
            rows = tuple(_checked(session, campaign, progress))
        failed = Counter(at for row in rows for at, finding in enumerate(row.eligibility.findings) if not finding.ok)
        return EveryoneChecked(
            tuple(rule.sentence for rule in rules), rows, tuple(failed[at] for at in range(len(rules)))
        )


def _checked(session: Session, campaign: Campaign, progress: Progress) -> Iterator[CheckedRow]:
    rules = rules_of(session, campaign)
    statement = select(Person.id).where(Person.status == PersonStatus.ACTIVE).order_by(Person.number)
    everyone = session.scalars(statement).all()
    nominated = set(session.scalars(select(Nomination.person_id).where(Nomination.campaign_id == campaign.id)))
    for start in range(0, len(everyone), _AT_ONCE):
        progress(start, len(everyone), "正在审查资格")
        ids = everyone[start : start + _AT_ONCE]
        facts = candidate_facts(session, campaign, ids, rules)
        people = [facts[person_id] for person_id in ids]
        for person, eligibility in zip(people, check_all(people, rules, campaign.as_of), strict=True):
            yield _row(person, eligibility, person.id in nominated)
    progress(len(everyone), len(everyone), "资格审查完成")


def _row(person: CandidateFacts, eligibility: Eligibility, nominated: bool) -> CheckedRow:
    unit = SEPARATOR.join(person.unit_path)
    return CheckedRow(person.id, person.number, person.name, unit, eligibility, nominated)
