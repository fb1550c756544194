"""The database file and its backups."""

from culture_desktop.errors.base import CultureError


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


class FilesApartError(StoreProblem):
    """``name``, ``count``, ``folder``."""

    sentence = (
        "“{name}”的数据完好，但旁边缺 {count} 个照片和文书。请把原来的“{folder}”文件夹复制到数据文件旁边，再检查一遍。"
    )


class BackupMissingError(StoreProblem):
    """``name``."""

    sentence = "没有找到“{name}”的完好自动备份，没有恢复任何内容。请选择自己保存的备份文件。"


class DamageRemainsError(StoreProblem):
    """``name``."""

    sentence = "“{name}”里还有损坏，没有认可现有内容。请从最近的完好备份恢复。"
