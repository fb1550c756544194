"""Words about what was done to the data, and the backups of it."""

from culture_desktop.vocabulary.words import Word


class ChangeKind(Word):
    """What happened to a row; a view of masked values is kept as well."""

    INSERT = "I", "新增"
    UPDATE = "U", "修改"
    DELETE = "D", "删除"
    VIEW = "V", "查看"


class EntryKind(Word):
    """Whether an entry of the history is something new, takes an entry back, or takes that back again."""

    ACTION = "action", "操作"
    UNDO = "undo", "撤销"
    REDO = "redo", "恢复"

    def of(self, label: str) -> str:
        """``撤销：导入人员``; an action goes by its own label."""
        return label if self is EntryKind.ACTION else f"{self.label}：{label}"

    @property
    def opposite(self) -> "EntryKind":
        """What taking back such an entry is."""
        return EntryKind.REDO if self is EntryKind.UNDO else EntryKind.UNDO


class Occasion(Word):
    """Why a backup was made."""

    DAILY = "daily", "每日"
    MIGRATION = "migration", "升级前"
    BATCH = "batch", "整批改动前"
    RESTORE = "restore", "恢复前"
    MANUAL = "manual", "手动"
