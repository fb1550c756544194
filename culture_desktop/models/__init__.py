"""The tables, one aggregate a file."""

from culture_desktop.models.activity import Activity, Attachment, JointHost, Participation
from culture_desktop.models.award import (
    Campaign,
    Certificate,
    Criterion,
    EligibilityRule,
    Honour,
    Nomination,
    Score,
    SelectionRun,
    Tier,
    Veto,
)
from culture_desktop.models.base import Model
from culture_desktop.models.document import IssuedDocument, Setting
from culture_desktop.models.organisation import Brand, Organisation
from culture_desktop.models.person import Membership, Person

__all__ = [
    "Activity",
    "Attachment",
    "Brand",
    "Campaign",
    "Certificate",
    "Criterion",
    "EligibilityRule",
    "Honour",
    "IssuedDocument",
    "JointHost",
    "Membership",
    "Model",
    "Nomination",
    "Organisation",
    "Participation",
    "Person",
    "Score",
    "SelectionRun",
    "Setting",
    "Tier",
    "Veto",
]
