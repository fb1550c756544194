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
from culture_desktop.models.history import HistoryChange, HistoryEntry
from culture_desktop.models.ledger import LedgerLink
from culture_desktop.models.organisation import Brand, Organisation
from culture_desktop.models.person import Membership, Person
from culture_desktop.models.store import StoreState

__all__ = [
    "Activity",
    "Attachment",
    "Brand",
    "Campaign",
    "Certificate",
    "Criterion",
    "EligibilityRule",
    "HistoryChange",
    "HistoryEntry",
    "Honour",
    "IssuedDocument",
    "JointHost",
    "LedgerLink",
    "Membership",
    "Model",
    "Nomination",
    "Organisation",
    "Participation",
    "Person",
    "Score",
    "SelectionRun",
    "Setting",
    "StoreState",
    "Tier",
    "Veto",
]
