"""The tables, one aggregate a file."""

from culture_desktop.models.activity import (
    Activity,
    ActivitySession,
    Attachment,
    JointHost,
    Participation,
    SessionAttendance,
)
from culture_desktop.models.aftermath import ActivityReview, FeedbackAnswer, FeedbackQuestion, MeetingMinutes
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
from culture_desktop.models.briefing import Briefing, BriefingActivity, BriefingPicture, UnsavedBriefing
from culture_desktop.models.certificate_design import (
    CertificateDesign,
    DesignPicture,
    DesignVersion,
    PrintedCertificate,
    PrinterCorrection,
)
from culture_desktop.models.check_in import CheckIn, Draw, PersonCard
from culture_desktop.models.conduct import ConductRecord
from culture_desktop.models.contest import (
    ContestEntry,
    ContestGroup,
    ContestJudge,
    ContestMember,
    ContestPrize,
    ContestRecusal,
    ContestRound,
    ContestScore,
)
from culture_desktop.models.document import IssuedDocument, Setting
from culture_desktop.models.history import HistoryChange, HistoryEntry
from culture_desktop.models.ledger import LedgerLink
from culture_desktop.models.lists import ListSource, SavedView
from culture_desktop.models.money import BudgetLine, Expense, FundBudget, Receipt, StockItem, StockMovement
from culture_desktop.models.organisation import Brand, Organisation
from culture_desktop.models.person import DistinctPeople, ExtraField, Membership, PastPosting, Person
from culture_desktop.models.plan import (
    ActivityAgreement,
    ActivityResource,
    ActivitySeries,
    ActivityTask,
    PartnerAgreement,
)
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
from culture_desktop.models.sign_up import ActivityQuota, SignUp
from culture_desktop.models.store import StoreState
from culture_desktop.models.voting import Ballot, BallotMark, GradeCount, VotingCandidate, VotingRound

__all__ = [
    "Activity",
    "ActivityAgreement",
    "ActivityQuota",
    "ActivityResource",
    "ActivityReview",
    "ActivitySeries",
    "ActivitySession",
    "ActivityTask",
    "Attachment",
    "Ballot",
    "BallotMark",
    "Brand",
    "Briefing",
    "BriefingActivity",
    "BriefingPicture",
    "BudgetLine",
    "Campaign",
    "CampaignTask",
    "Certificate",
    "CertificateDesign",
    "CheckIn",
    "ConductRecord",
    "ContestEntry",
    "ContestGroup",
    "ContestJudge",
    "ContestMember",
    "ContestPrize",
    "ContestRecusal",
    "ContestRound",
    "ContestScore",
    "Criterion",
    "DesignPicture",
    "DesignVersion",
    "DistinctPeople",
    "Draw",
    "EligibilityRule",
    "Expense",
    "ExtraField",
    "FeedbackAnswer",
    "FeedbackQuestion",
    "FixedChoice",
    "FundBudget",
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
    "MeetingMinutes",
    "Membership",
    "Model",
    "Nomination",
    "Objection",
    "Opinion",
    "Organisation",
    "Participation",
    "PartnerAgreement",
    "PastPosting",
    "Person",
    "PersonCard",
    "PrintedCertificate",
    "PrinterCorrection",
    "Quota",
    "Receipt",
    "Recusal",
    "SavedView",
    "Score",
    "ScoreEntry",
    "SelectionRun",
    "SessionAttendance",
    "Setting",
    "SignUp",
    "StockItem",
    "StockMovement",
    "StoreState",
    "Tier",
    "UnsavedBriefing",
    "Veto",
    "VotingCandidate",
    "VotingRound",
]
