"""Nominees by the names that judges and papers know them by."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased

from culture_desktop.models import Campaign, Nomination, Organisation, Person
from culture_desktop.services.awards.judging_rows import NomineeName
from culture_desktop.vocabulary import TierKind


def nominee_names(session: Session, campaign: Campaign) -> dict[int, NomineeName]:
    """By nomination, persons before teams, in the order in which they were put forward."""
    team, unit = aliased(Organisation), aliased(Organisation)
    statement = (
        select(
            Nomination.id,
            Nomination.person_id,
            func.coalesce(Person.number, team.full_name),
            func.coalesce(Person.name, team.name),
            func.coalesce(unit.full_name, team.full_name, ""),
        )
        .outerjoin(Person, Person.id == Nomination.person_id)
        .outerjoin(unit, unit.id == Person.unit_id)
        .outerjoin(team, team.id == Nomination.team_id)
        .where(Nomination.campaign_id == campaign.id)
        .order_by(Nomination.person_id.is_(None), Nomination.id)
    )
    return {
        key: NomineeName(key, TierKind.TEAM if person is None else TierKind.PERSON, number, name, path)
        for key, person, number, name, path in session.execute(statement)
    }
