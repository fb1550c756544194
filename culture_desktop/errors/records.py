"""Changes that would break a rule of the data."""

from culture_desktop.errors.base import CultureError


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


class MergeSameError(RecordProblem):
    """``number`` of the one record that was named twice."""

    sentence = "工号“{number}”写了两次，说的是同一条记录，没有改动任何数据。请核对另一条的工号。"


class MergeRefusedError(RecordProblem):
    """``one`` and ``other`` (numbers), ``campaigns`` (joined) in which both were judged."""

    sentence = (
        "工号“{one}”和“{other}”在{campaigns}里都已有评分、选票等记录，不能并成一人，没有改动任何数据。"
        "如确是一人，请先在评选里撤回其中一个推荐。"
    )


class MergeDoubtfulError(RecordProblem):
    """``one`` and ``other`` (numbers), ``doubts`` (joined): what speaks against their being one person."""

    sentence = "工号“{one}”和“{other}”{doubts}，像是两个人，没有合并。如确是一人，请写明理由再合并。"


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


class ConductReversedError(RecordProblem):
    """``norm``, ``day`` of the record."""

    sentence = "“{norm}”（{day}）已经冲销过，或者本身就是一次冲销，没有改动。需要时请另行登记一条。"


class StepBlockedError(RecordProblem):
    """``step``, ``reason``."""

    sentence = "还不能进行“{step}”：{reason}"


class FestivalUnknownError(RecordProblem):
    """``name`` of the festival, ``year``."""

    sentence = "算不出{year}年的“{name}”在哪一天，没有新建活动。请自己选一个日期。"


class PreviewOutdatedError(RecordProblem):
    """No data."""

    sentence = "核对之后数据又有改动，为免写错，没有导入。请重新核对一次。"


class ChoiceInvalidError(RecordProblem):
    """``place``: a row of the list, ``reason``."""

    sentence = "{place}的选择不能采用：{reason}。没有导入任何内容，请改选，或让这一行待定。"


class LeaverUnknownError(RecordProblem):
    """Somebody is to be noted as having left whom the preview did not name."""

    sentence = "要记为离职的人不在核对时列出的“名册里没有的人”之列。没有导入任何内容，请重新核对后再选。"


class ResidentIdError(RecordProblem):
    """``reason``; the number itself stays out, so that it reaches no log."""

    sentence = "身份证号不对：{reason}。请核对原件后重新填写。"
