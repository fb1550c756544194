"""The words of the trade: every closed list of values, with its Chinese label.

A member is a ``str`` (what the database and the command line hold) with a ``label`` (what people read).
"""

from culture_desktop.vocabulary.activities import (
    ActivityKind,
    ActivityState,
    AttachmentKind,
    Attendance,
    ParticipationRole,
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
from culture_desktop.vocabulary.designs import (
    Align,
    ElementKind,
    FieldTest,
    PictureFit,
    PictureRole,
    Symbology,
    TextSetting,
    TypeFace,
)
from culture_desktop.vocabulary.documents import DocumentKind
from culture_desktop.vocabulary.history import ChangeKind, EntryKind, Occasion
from culture_desktop.vocabulary.lists import ImportMode, ListKind
from culture_desktop.vocabulary.mechanisms import Account, Layer, Mechanism, mechanisms_of
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
from culture_desktop.vocabulary.words import Word, chinese_date, numeral, numeral_date, numeral_year

__all__ = [
    "ADMINISTRATIVE_KINDS",
    "Account",
    "ActivityKind",
    "ActivityState",
    "Align",
    "AttachmentKind",
    "Attendance",
    "BallotChoice",
    "CampaignStep",
    "ChangeKind",
    "CriterionSource",
    "DocumentKind",
    "ElementKind",
    "EmploymentType",
    "EntryKind",
    "FieldTest",
    "Grade",
    "ImportMode",
    "Layer",
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
    "Sex",
    "Symbology",
    "TextSetting",
    "TieKind",
    "TierKind",
    "TypeFace",
    "VotingKind",
    "Word",
    "chinese_date",
    "mechanisms_of",
    "numeral",
    "numeral_date",
    "numeral_year",
]
