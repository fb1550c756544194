"""The tables, one aggregate a file."""

from culture_desktop.models.activity import Activity, Attachment, JointHost, Participation, SessionAttendance
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
from culture_desktop.models.certificate_design import (
    CertificateDesign,
    DesignPicture,
    DesignVersion,
    PrintedCertificate,
    PrinterCorrection,
)
from culture_desktop.models.conduct import ConductRecord
from culture_desktop.models.document import IssuedDocument, Setting
from culture_desktop.models.history import HistoryChange, HistoryEntry
from culture_desktop.models.ledger import LedgerLink
from culture_desktop.models.lists import ListSource, SavedView
from culture_desktop.models.organisation import Brand, Organisation
from culture_desktop.models.person import DistinctPeople, ExtraField, Membership, PastPosting, Person
from culture_desktop.models.review import (
    CampaignTask,
    FixedChoice,
    Judge,
    JudgeTie,
    Objection,
    Opinion,
    Quota,
    Recusal,
    ScoreEntry,
)
from culture_desktop.models.store import StoreState
from culture_desktop.models.voting import Ballot, BallotMark, GradeCount, VotingCandidate, VotingRound

__all__ = [
    "Activity",
    "Attachment",
    "Ballot",
    "BallotMark",
    "Brand",
    "Campaign",
    "CampaignTask",
    "Certificate",
    "CertificateDesign",
    "ConductRecord",
    "Criterion",
    "DesignPicture",
    "DesignVersion",
    "DistinctPeople",
    "EligibilityRule",
    "ExtraField",
    "FixedChoice",
    "GradeCount",
    "HistoryChange",
    "HistoryEntry",
    "Honour",
    "IssuedDocument",
    "JointHost",
    "Judge",
    "JudgeTie",
    "LedgerLink",
    "ListSource",
    "Membership",
    "Model",
    "Nomination",
    "Objection",
    "Opinion",
    "Organisation",
    "Participation",
    "PastPosting",
    "Person",
    "PrintedCertificate",
    "PrinterCorrection",
    "Quota",
    "Recusal",
    "SavedView",
    "Score",
    "ScoreEntry",
    "SelectionRun",
    "SessionAttendance",
    "Setting",
    "StoreState",
    "Tier",
    "Veto",
    "VotingCandidate",
    "VotingRound",
]
