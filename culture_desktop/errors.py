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

import traceback
from typing import ClassVar

from culture_desktop.override import override


class CultureError(Exception):
    """Base of everything the user can put right; ``str(error)`` is a sentence in Chinese."""

    sentence: ClassVar[str]

    def __init__(self, **data: object) -> None:
        super().__init__()
        self.data = data

    @override
    def __str__(self) -> str:
        return self.sentence.format_map(self.data)


class FileProblem(CultureError):
    """A file that cannot be read or written."""


class FileMissingError(FileProblem):
    """``name``."""

    sentence = "找不到文件“{name}”。它可能被移动、改名或删除了，请重新选择。"


class FileUnreadableError(FileProblem):
    """``name``."""

    sentence = "“{name}”打不开，可能没有读取权限或正被别的程序占用。请关闭占用它的程序，或换一个位置再试。"


class WrongFileTypeError(FileProblem):
    """``name``."""

    sentence = "“{name}”不是能读取的名单文件。请选择 xlsx、xls 或 csv 文件。"


class WrongExportTypeError(FileProblem):
    """``name``."""

    sentence = "“{name}”的扩展名应为 .xlsx 或 .csv，没有写出任何内容。请改一个文件名。"


class PasswordProtectedError(FileProblem):
    """``name``."""

    sentence = "“{name}”设了打开密码，程序读不出来。请在 Excel 或 WPS 里取消密码后另存，再选一次。"


class DamagedFileError(FileProblem):
    """``name``."""

    sentence = "“{name}”不完整或已损坏，没有读入任何内容。请向提供者重新索取，或用 Excel 打开后另存一份。"


class FileTooLargeError(FileProblem):
    """``name``, ``limit`` (what was exceeded, in words)."""

    sentence = "“{name}”超出可读取的大小（{limit}），没有读入任何内容。请删去多余的行列或拆成几个文件再试。"


class WrongPaperTypeError(FileProblem):
    """``name``."""

    sentence = "“{name}”的扩展名应为 .pdf，没有写出任何内容。请改一个文件名，或只给出文件夹。"


class FileNameTooLongError(FileProblem):
    """No data: the name is too long to be shown."""

    sentence = "文件名或路径太长，系统不接受，没有读写任何内容。请换一个短一些的名称或位置。"


class NotReplaceableError(FileProblem):
    """``name``, ``what`` (what lies there)."""

    sentence = "“{name}”是{what}，不能被覆盖，没有写出任何内容。请换一个文件名。"


class FolderNotWritableError(FileProblem):
    """``name``."""

    sentence = "“{name}”无法写入，没有写出任何内容。请换一个有写入权限的文件夹。"


class DiskFullError(FileProblem):
    """``name``."""

    sentence = "磁盘空间不足，“{name}”没有写出，原有内容未受影响。请清理磁盘后再试。"


class PictureUnreadableError(FileProblem):
    """``name``, ``reason`` (不是图片 / 已损坏 / 像素过多)."""

    sentence = "照片“{name}”{reason}，没有添加。请换一张 JPG 或 PNG 照片。"


class TableProblem(CultureError):
    """A list whose content does not fit."""


class EmptyTableError(TableProblem):
    """``name``."""

    sentence = "“{name}”里没有数据。请确认选对了文件和工作表。"


class SheetMissingError(TableProblem):
    """``name``, ``sheet``, ``sheets`` (those there are, joined)."""

    sentence = "“{name}”里没有名为“{sheet}”的工作表，只有：{sheets}。请另选一个。"


class HeaderNotFoundError(TableProblem):
    """``name``, ``needed`` (the columns looked for, joined)."""

    sentence = "在“{name}”里找不到表头行，需要的列：{needed}。请确认表里有这些列标题，或手工指定对应关系。"


class DuplicateColumnError(TableProblem):
    """``name``, ``field``, ``columns`` (titles of the rivals, joined)."""

    sentence = "“{name}”里有不止一列对应“{field}”：{columns}。请只保留一列，或手工指定用哪一列。"


class StoreProblem(CultureError):
    """The database file."""


class NotADatabaseError(StoreProblem):
    """``name``."""

    sentence = "“{name}”不是润物的数据文件，或已损坏。文件未被改动；请另选数据文件，或从备份恢复。"


class NewerDatabaseError(StoreProblem):
    """``name``."""

    sentence = "“{name}”由更新版本的润物写成，本版本打不开。文件未被改动；请升级程序后再打开。"


class DatabaseBusyError(StoreProblem):
    """``name``."""

    sentence = "“{name}”正被另一个程序写入，这次改动没有保存。请关闭另一个窗口后再试。"


class DatabaseInUseError(StoreProblem):
    """``name``, ``holder`` (who has it open, in words)."""

    sentence = "“{name}”已由{holder}打开，一次只能在一处使用，没有改动任何内容。请到那里继续，或关闭它后再试。"


class DatabaseUnlockableError(StoreProblem):
    """``name``."""

    sentence = "“{name}”所在的磁盘不支持文件锁，两处同时写入会毁坏数据，因此没有打开。请把它复制到本机磁盘后再打开。"


class DatabaseMovedError(StoreProblem):
    """``name``, ``what`` (what became of it), ``folder`` (where it was opened)."""

    sentence = "“{name}”{what}，没有保存任何内容。请把原来的文件放回“{folder}”后再试，或关闭窗口，从新的位置打开。"


class DatabaseUnwritableError(StoreProblem):
    """``name``."""

    sentence = "数据文件“{name}”无法写入，这次改动没有保存。请检查磁盘空间和文件夹权限后再试。"


class BackupDamagedError(StoreProblem):
    """``name``."""

    sentence = "“{name}”不是完整的润物备份，可能没有拷完或被改动过，没有恢复任何内容。请换一份备份。"


class NewerBackupError(StoreProblem):
    """``name``, ``program`` (the version that wrote it)."""

    sentence = "“{name}”由更新版本的润物（{program}）写成，本版本读不了，没有恢复任何内容。请升级程序后再恢复。"


class DamagedNotBackedUpError(StoreProblem):
    """``name`` of the data file."""

    sentence = "“{name}”有损坏，没有备份，以前的备份都还在。请在“设置”的“数据与备份”里检查数据，从完好的备份恢复。"


class BackupPlaceMissingError(StoreProblem):
    """``folder``."""

    sentence = "找不到备份文件夹“{folder}”，可能U盘没有插上，没有另存。请插上后再试，或另选一个文件夹。"


class SampleUnsoundError(StoreProblem):
    """``name``, ``count``."""

    sentence = "样例文件“{name}”有 {count} 行读不进来，程序的安装可能不完整。请重新安装后再试。"


class LedgerBrokenError(StoreProblem):
    """``fault``, the first, in words."""

    sentence = "评选存证核验不通过：{fault}请保留现有文件，并与最近的完好备份核对。"


class StoreUnsoundError(StoreProblem):
    """``name``, ``count``."""

    sentence = "“{name}”检查出 {count} 处问题。请先备份现有文件，再从最近的完好备份恢复。"


class BackupMissingError(StoreProblem):
    """``name``."""

    sentence = "没有找到“{name}”的完好自动备份，没有恢复任何内容。请选择自己保存的备份文件。"


class DamageRemainsError(StoreProblem):
    """``name``."""

    sentence = "“{name}”里还有损坏，没有认可现有内容。请从最近的完好备份恢复。"


class RecordProblem(CultureError):
    """A change that would break a rule of the data."""


class RecordMissingError(RecordProblem):
    """``what`` (人员, 活动, 评选 …), ``key``."""

    sentence = "没有找到{what}“{key}”。请核对编号，或先导入、新建。"


class DuplicateNumberError(RecordProblem):
    """``what``, ``number``, ``holder``."""

    sentence = "{what}“{number}”已属于“{holder}”，没有保存。请换一个。"


class NameTakenError(RecordProblem):
    """``what`` (班组, 品牌 …), ``name``."""

    sentence = "已经有名为“{name}”的{what}，没有保存。请换一个名称。"


class RecordInUseError(RecordProblem):
    """``what``, ``name``, ``users`` (what hangs on it)."""

    sentence = "{what}“{name}”还有{users}与之相连，没有删除。请先移走或删除这些内容。"


class RecordKeptError(RecordProblem):
    """``what``, ``name``, ``records`` (what it stands behind), ``instead`` (what to do)."""

    sentence = "{what}“{name}”有{records}，作为依据须保留，没有删除。{instead}"


class RemovalUnconfirmedError(RecordProblem):
    """``number``."""

    sentence = "写的姓名与工号“{number}”的人不符，没有移除任何内容。请核对后再写一遍。"


class InvalidFieldError(RecordProblem):
    """``field``, ``value``, ``expected``."""

    sentence = "“{field}”填的是“{value}”，应为{expected}。原值已保留。"


class TextUnstorableError(RecordProblem):
    """No data: the text cannot be shown either."""

    sentence = "文字里有残缺的字符，查找和保存都不能用，没有保存。请把这段文字重新输入一遍。"


class LedgerHeadUnreadableError(RecordProblem):
    """``text`` as it was typed."""

    sentence = "“{text}”不是存证号。它印在表彰决定的末尾，形如 57-9F3A-1C02-…，请照原样输入。"


class UndoBlockedError(RecordProblem):
    """``act`` (撤销, 恢复) on ``label``; ``later`` stands in the way, ``made_at`` then; ``first`` do that to it."""

    sentence = "“{label}”还不能{act}：{made_at} 的操作“{later}”改动了同样的内容。没有改动任何数据，请先{first}那一步。"


class EntryLockedError(RecordProblem):
    """``label``, ``reason``."""

    sentence = "“{label}”不能撤销：{reason}。没有改动任何数据。"


class NothingToTakeBackError(RecordProblem):
    """``act`` (撤销 / 恢复)."""

    sentence = "没有可以{act}的操作，没有改动任何数据。"


class CorrectionReasonMissingError(RecordProblem):
    """``what`` is being corrected."""

    sentence = "“{what}”会更正已经登记的评分或评选结果，须写明理由，没有保存。请填写理由后再试。"


class StepBlockedError(RecordProblem):
    """``step``, ``reason``."""

    sentence = "还不能进行“{step}”：{reason}"


class PreviewOutdatedError(RecordProblem):
    """No data."""

    sentence = "核对之后数据又有改动，为免写错，没有导入。请重新核对一次。"


class ChoiceInvalidError(RecordProblem):
    """``row`` of the list, ``reason``."""

    sentence = "第 {row} 行的选择不能采用：{reason}。没有导入任何内容，请改选，或让这一行待定。"


class ResidentIdError(RecordProblem):
    """``reason``; the number itself stays out, so that it reaches no log."""

    sentence = "身份证号不对：{reason}。请核对原件后重新填写。"


class PasswordProblem(CultureError):
    """The window's password; no password is ever part of the data of an error."""


class PasswordWrongError(PasswordProblem):
    """``seconds`` until the next try."""

    sentence = "密码不对，没有解锁。请在 {seconds} 秒后再试。"


class PasswordTooSoonError(PasswordProblem):
    """``seconds`` until the next try."""

    sentence = "输错后要等一等，还剩 {seconds} 秒，这次没有核对。"


class PasswordUnfitError(PasswordProblem):
    """``reason``."""

    sentence = "密码{reason}，没有设置。请换一个。"


class NameMismatchError(PasswordProblem):
    """``name``, ``expected``."""

    sentence = "写的是“{name}”，数据文件名是“{expected}”，密码没有移除。请核对后再写一遍。"


class RuleProblem(CultureError):
    """A rule, profile or selection that cannot be worked with."""


class RuleInvalidError(RuleProblem):
    """``rule`` (its kind or sentence), ``reason``."""

    sentence = "条件“{rule}”不能用：{reason}。请在评选设置里修改后再试。"


class ProfileBrokenError(RuleProblem):
    """``name``, ``place`` (where in the profile), ``expected``."""

    sentence = "评选模板“{name}”有误，没有采用：{place}应为{expected}。请改正模板文件，或另选一个模板。"


class SelectionInvalidError(RuleProblem):
    """``reason``."""

    sentence = "评选的设置前后矛盾，没有计算：{reason}。请修改后再试。"


class SelectionUnfinishedError(RuleProblem):
    """``reason``."""

    sentence = "没能算出可以保证最优的名单（{reason}），没有改动任何数据。请减少结构限制后再试，或把数据发给支持人员。"


class DocumentProblem(CultureError):
    """A paper that cannot be printed as it is."""


class MissingGlyphsError(DocumentProblem):
    """``people`` (joined, each with its characters)."""

    sentence = "有字无法印出，尚未生成任何文书：{people}。请核对用字，或在“设置”里换用含这些字的字体。"


class TextOverflowError(DocumentProblem):
    """``people`` (joined)."""

    sentence = "内容放不下，尚未生成任何文书：{people}。请缩短文字后再生成。"


class SettingMissingError(DocumentProblem):
    """``title`` of the setting."""

    sentence = "“设置”里还没有填写“{title}”，文书无法落款。请先填写，再生成文书。"


class CalendarUnknownError(DocumentProblem):
    """``year``."""

    sentence = "没有 {year} 年的放假安排，无法推算工作日。请在国务院办公厅公布后更新，或手工填写截止日期。"


def stack_of(error: BaseException) -> str:
    """Kind and stack of a bug without its message: messages may quote what the user typed, such as a name."""
    kind = f"{type(error).__module__}.{type(error).__qualname__}"
    return f"{kind}\n{''.join(traceback.format_tb(error.__traceback__))}"
