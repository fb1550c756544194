"""Places divided among the units of a level: head counts and factors read, the rule applied, each part explained."""

from collections.abc import Mapping

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from culture_desktop.errors import InvalidFieldError, QuotaImpossibleError
from culture_desktop.models import Campaign, Organisation, Person
from culture_desktop.rules.apportionment import Factors, apportion, explain, how, weigh, weighings
from culture_desktop.rules.apportionment import nominees as nominees_for
from culture_desktop.services.awards.quota_rows import QuotaDraft, QuotaLine, QuotaTerms
from culture_desktop.services.organisations import SEPARATOR
from culture_desktop.services.people.postings import units_on
from culture_desktop.vocabulary import ADMINISTRATIVE_KINDS, EmploymentType

HEADS = "在岗人数"


def units_of(session: Session) -> dict[int, str]:
    """Full names of the administrative units by id, in the order of the tree."""
    statement = select(Organisation.id, Organisation.full_name).where(Organisation.kind.in_(ADMINISTRATIVE_KINDS))
    return dict(session.execute(statement.order_by(Organisation.path)).all())


def names_at(session: Session, level: int) -> dict[str, str]:
    """Full names of a level's units by full name and, where only one has it, by their own."""
    full = [name for name in units_of(session).values() if name.count(SEPARATOR) == level - 1]
    own = [name.rpartition(SEPARATOR)[2] for name in full]
    return {o: f for o, f in zip(own, full, strict=True) if own.count(o) == 1} | {f: f for f in full}


def drafted(session: Session, campaign: Campaign, terms: QuotaTerms) -> QuotaDraft:
    """The division among a level\'s units, ties left open; QuotaImpossibleError names the limits in conflict."""
    if terms.seats < 1:
        raise InvalidFieldError(field="名额", value=terms.seats, expected="不小于 1 的整数")
    units = {name: unit for unit, name in units_of(session).items() if name.count(SEPARATOR) == terms.level - 1}
    if not units:
        raise QuotaImpossibleError(reason=f"组织树第 {terms.level} 级没有单位")
    heads = _heads(session, campaign, terms.pool, units)
    factors = _factors(terms, heads)
    result = apportion(
        weigh(factors) if terms.factors else heads, terms.seats, terms.method, terms.minimum, terms.maximum
    )
    measure = "" if terms.factors else HEADS
    words = weighings(factors) if terms.factors else {}
    lines = tuple(
        QuotaLine(
            unit_id=units[line.unit],
            unit=line.unit,
            heads=heads[line.unit],
            places=line.seats,
            nominees=nominees_for(line.seats, terms.ratio),
            tied=line.tied,
            explanation=line.sentence + (f"{words[line.unit]}。" if line.unit in words else ""),
        )
        for line in explain(result, measure)
    )
    ties = tuple((tie.units, tie.seats) for tie in result.ties)
    said = "；".join(tie.sentence for tie in result.ties)
    return QuotaDraft(terms, how(result, measure or "综合占比"), lines, ties, said)


def _factors(terms: QuotaTerms, heads: Mapping[str, int]) -> Factors:
    for factor in terms.factors:
        strange = next((unit for unit in factor.numbers if unit not in heads), None)
        if strange is not None:
            raise QuotaImpossibleError(reason=f"{factor.title}里的“{strange}”不是第 {terms.level} 级的单位")
    own = {HEADS: (terms.heads_part, heads)} if terms.heads_part else {}
    return {**own, **{factor.title: (factor.part, factor.numbers) for factor in terms.factors}}


def _heads(
    session: Session, campaign: Campaign, pool: EmploymentType | None, units: Mapping[str, int]
) -> dict[str, int]:
    """People of each unit and what is below it, on the day as of which the campaign judges."""
    placed = units_on(campaign.as_of).subquery()
    person_id, unit_id = placed.c
    statement = (
        select(Organisation.full_name, func.count(func.distinct(Person.id)))
        .select_from(placed)
        .join(Person, Person.id == person_id)
        .join(Organisation, Organisation.id == unit_id)
        .group_by(Organisation.full_name)
    )
    if pool is not None:
        statement = statement.where(Person.employment == pool)
    heads = dict.fromkeys(units, 0)
    depth = next(iter(units)).count(SEPARATOR) + 1
    for name, count in session.execute(statement):
        above = SEPARATOR.join(name.split(SEPARATOR)[:depth])
        if above in heads:
            heads[above] += count
    return heads
