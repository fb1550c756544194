"""The words of the trade: every closed list of values, with its Chinese label.

A member is a ``str`` (what the database and the command line hold) with a ``label`` (what people read).
"""

from culture_desktop.vocabulary.activities import (
    ActivityKind,
    ActivityState,
    AttachmentKind,
    Attendance,
    DutyKind,
    ParticipationRole,
    QuestionKind,
    Recurrence,
    ReviewAspect,
    SignUpState,
)
from culture_desktop.vocabulary.awards import (
    CampaignStep,
    CriterionSource,
    ObjectionConclusion,
    ObjectorKind,
    OpinionVerdict,
    TieKind,
    TierKind,
)
from culture_desktop.vocabulary.briefings import BriefingState, Consent
from culture_desktop.vocabulary.check_in import CheckInVerdict, CheckInWay, DrawKind, WalkIns
from culture_desktop.vocabulary.contests import RoundMeasure
from culture_desktop.vocabulary.designs import (
    Align,
    ElementKind,
    FieldTest,
    LeadingEdge,
    PictureFit,
    PictureRole,
    SheetFace,
    Symbology,
    TextSetting,
    TypeFace,
)
from culture_desktop.vocabulary.documents import DocumentKind
from culture_desktop.vocabulary.history import ChangeKind, EntryKind, Occasion
from culture_desktop.vocabulary.lists import ImportMode, ListKind
from culture_desktop.vocabulary.mechanisms import Account, Layer, Mechanism, mechanisms_of
from culture_desktop.vocabulary.money import ExpenseCategory, FundSource, StockKind, StockMovementKind
from culture_desktop.vocabulary.people import (
    ADMINISTRATIVE_KINDS,
    EmploymentType,
    MembershipRole,
    OrganisationKind,
    PersonStatus,
    PoliticalStatus,
    Sex,
)
from culture_desktop.vocabulary.voting import BallotChoice, Grade, MajorityOf, VotingKind
from culture_desktop.vocabulary.words import Word, chinese_date, numeral, numeral_date, numeral_year, quoted

__all__ = [
    "ADMINISTRATIVE_KINDS",
    "Account",
    "ActivityKind",
    "ActivityState",
    "Align",
    "AttachmentKind",
    "Attendance",
    "BallotChoice",
    "BriefingState",
    "CampaignStep",
    "ChangeKind",
    "CheckInVerdict",
    "CheckInWay",
    "Consent",
    "CriterionSource",
    "DocumentKind",
    "DrawKind",
    "DutyKind",
    "ElementKind",
    "EmploymentType",
    "EntryKind",
    "ExpenseCategory",
    "FieldTest",
    "FundSource",
    "Grade",
    "ImportMode",
    "Layer",
    "LeadingEdge",
    "ListKind",
    "MajorityOf",
    "Mechanism",
    "MembershipRole",
    "ObjectionConclusion",
    "ObjectorKind",
    "Occasion",
    "OpinionVerdict",
    "OrganisationKind",
    "ParticipationRole",
    "PersonStatus",
    "PictureFit",
    "PictureRole",
    "PoliticalStatus",
    "QuestionKind",
    "Recurrence",
    "ReviewAspect",
    "RoundMeasure",
    "Sex",
    "SheetFace",
    "SignUpState",
    "StockKind",
    "StockMovementKind",
    "Symbology",
    "TextSetting",
    "TieKind",
    "TierKind",
    "TypeFace",
    "VotingKind",
    "WalkIns",
    "Word",
    "chinese_date",
    "mechanisms_of",
    "numeral",
    "numeral_date",
    "numeral_year",
    "quoted",
]
