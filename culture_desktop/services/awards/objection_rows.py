"""Reading the ledger of objections; contacts leave it masked."""

from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from culture_desktop.models import Campaign, Objection
from culture_desktop.rules import masking
from culture_desktop.rules.objections import Objection as Fact
from culture_desktop.services.awards.rows import ObjectionRow
from culture_desktop.vocabulary import CampaignStep


def objection_rows(session: Session, campaign: Campaign, names: Mapping[int, str]) -> tuple[ObjectionRow, ...]:
    """Every objection of a campaign in the order received; ``names`` of nominees by nomination."""
    statement = select(Objection).where(Objection.campaign_id == campaign.id).order_by(Objection.id)
    return tuple(_row(row, number, names) for number, row in enumerate(session.scalars(statement), start=1))


def _row(row: Objection, number: int, names: Mapping[int, str]) -> ObjectionRow:
    contact = masking.phone(row.contact)
    whole_notice = CampaignStep.NOTICE.label
    return ObjectionRow(
        id=row.id,
        nomination_id=row.nomination_id,
        content=row.content,
        handling=row.handling,
        fact=Fact(
            number=str(number),
            subject=whole_notice if row.nomination_id is None else names.get(row.nomination_id, whole_notice),
            objector=row.objector,
            received_on=row.raised_on,
            evidence=row.evidence,
            deadline=row.deadline or row.raised_on,
            name=row.name,
            phone=contact,
            sealed=row.sealed,
            conclusion=row.conclusion,
            closed_on=row.closed_on,
        ),
    )
