"""What can go wrong that is not a bug.

Every such case is a subclass of ``CultureError``. It carries its data as attributes and knows one Chinese
sentence of three parts: what happened, what it means, what to do. The window and the command line both
show ``str(error)``; anything that is not a CultureError is a bug and goes to the report dialog.

CultureError
├── FileProblem          a file that cannot be read or written
├── TableProblem         a list whose content does not fit
├── StoreProblem         the database file
├── RecordProblem        a change that would break a rule of the data
├── PasswordProblem      the window's password
├── RuleProblem          a rule, profile or selection that cannot be worked with
└── DocumentProblem      a paper that cannot be printed as it is
"""

from culture_desktop.errors.base import CultureError, stack_of
from culture_desktop.errors.documents import (
    CalendarUnknownError,
    DocumentProblem,
    MissingGlyphsError,
    SettingMissingError,
    TextOverflowError,
)
from culture_desktop.errors.files import (
    DamagedFileError,
    DiskFullError,
    FileMissingError,
    FileNameTooLongError,
    FileProblem,
    FileTooLargeError,
    FileUnreadableError,
    FolderNotWritableError,
    NotReplaceableError,
    PasswordProtectedError,
    PictureUnreadableError,
    WrongExportTypeError,
    WrongFileTypeError,
    WrongPaperTypeError,
)
from culture_desktop.errors.password import (
    NameMismatchError,
    PasswordProblem,
    PasswordTooSoonError,
    PasswordUnfitError,
    PasswordWrongError,
)
from culture_desktop.errors.records import (
    ChoiceInvalidError,
    CorrectionReasonMissingError,
    DuplicateNumberError,
    EntryLockedError,
    InvalidFieldError,
    LedgerHeadUnreadableError,
    NameTakenError,
    NothingToTakeBackError,
    PreviewOutdatedError,
    RecordInUseError,
    RecordKeptError,
    RecordMissingError,
    RecordProblem,
    RemovalUnconfirmedError,
    ResidentIdError,
    StepBlockedError,
    TextUnstorableError,
    UndoBlockedError,
)
from culture_desktop.errors.rules import (
    ProfileBrokenError,
    RuleInvalidError,
    RuleProblem,
    SelectionInvalidError,
    SelectionUnfinishedError,
)
from culture_desktop.errors.store import (
    BackupDamagedError,
    BackupMissingError,
    BackupPlaceMissingError,
    DamagedNotBackedUpError,
    DamageRemainsError,
    DatabaseBusyError,
    DatabaseInUseError,
    DatabaseMovedError,
    DatabaseUnlockableError,
    DatabaseUnwritableError,
    LedgerBrokenError,
    NewerBackupError,
    NewerDatabaseError,
    NotADatabaseError,
    SampleUnsoundError,
    StoreProblem,
    StoreUnsoundError,
)
from culture_desktop.errors.tables import (
    DuplicateColumnError,
    EmptyTableError,
    HeaderNotFoundError,
    SheetMissingError,
    TableProblem,
)

__all__ = [
    "BackupDamagedError",
    "BackupMissingError",
    "BackupPlaceMissingError",
    "CalendarUnknownError",
    "ChoiceInvalidError",
    "CorrectionReasonMissingError",
    "CultureError",
    "DamageRemainsError",
    "DamagedFileError",
    "DamagedNotBackedUpError",
    "DatabaseBusyError",
    "DatabaseInUseError",
    "DatabaseMovedError",
    "DatabaseUnlockableError",
    "DatabaseUnwritableError",
    "DiskFullError",
    "DocumentProblem",
    "DuplicateColumnError",
    "DuplicateNumberError",
    "EmptyTableError",
    "EntryLockedError",
    "FileMissingError",
    "FileNameTooLongError",
    "FileProblem",
    "FileTooLargeError",
    "FileUnreadableError",
    "FolderNotWritableError",
    "HeaderNotFoundError",
    "InvalidFieldError",
    "LedgerBrokenError",
    "LedgerHeadUnreadableError",
    "MissingGlyphsError",
    "NameMismatchError",
    "NameTakenError",
    "NewerBackupError",
    "NewerDatabaseError",
    "NotADatabaseError",
    "NotReplaceableError",
    "NothingToTakeBackError",
    "PasswordProblem",
    "PasswordProtectedError",
    "PasswordTooSoonError",
    "PasswordUnfitError",
    "PasswordWrongError",
    "PictureUnreadableError",
    "PreviewOutdatedError",
    "ProfileBrokenError",
    "RecordInUseError",
    "RecordKeptError",
    "RecordMissingError",
    "RecordProblem",
    "RemovalUnconfirmedError",
    "ResidentIdError",
    "RuleInvalidError",
    "RuleProblem",
    "SampleUnsoundError",
    "SelectionInvalidError",
    "SelectionUnfinishedError",
    "SettingMissingError",
    "SheetMissingError",
    "StepBlockedError",
    "StoreProblem",
    "StoreUnsoundError",
    "TableProblem",
    "TextOverflowError",
    "TextUnstorableError",
    "UndoBlockedError",
    "WrongExportTypeError",
    "WrongFileTypeError",
    "WrongPaperTypeError",
    "stack_of",
]
