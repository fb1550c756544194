"""Papers that cannot be printed as they are."""

from culture_desktop.errors.base import CultureError


class DocumentProblem(CultureError):
    """A paper that cannot be printed as it is."""


class MissingGlyphsError(DocumentProblem):
    """``people`` (joined, each with its characters)."""

    sentence = "有字无法印出，尚未生成任何文书：{people}。请核对用字，或在“设置”里换用含这些字的字体。"


class TextOverflowError(DocumentProblem):
    """``people`` (joined)."""

    sentence = "内容放不下，尚未生成任何文书：{people}。请缩短文字后再生成。"


class NobodyListedError(DocumentProblem):
    """``title`` of the list."""

    sentence = "“{title}”里一个人也没有，没有生成名单。请放宽查找或筛选的条件后再试。"


class PaperIncompleteError(DocumentProblem):
    """``kind``, ``what`` it lacks (joined)."""

    sentence = "这份{kind}还缺{what}，没有生成。请补上后再生成。"


class SettingMissingError(DocumentProblem):
    """``title`` of the setting."""

    sentence = "“设置”里还没有填写“{title}”，文书无法落款。请先填写，再生成文书。"


class CalendarUnknownError(DocumentProblem):
    """``year``."""

    sentence = "没有 {year} 年的放假安排，无法推算工作日。请在国务院办公厅公布后登记到“节假日安排”，或手工填写日期。"


class DesignBrokenError(DocumentProblem):
    """``name`` of the file or design, ``place`` in it, ``expected``."""

    sentence = "证书模板“{name}”有误，没有采用：{place}应为{expected}。请改正这个文件，或换一个模板。"


class DesignTooNewError(DocumentProblem):
    """``name`` of the file or design."""

    sentence = "证书模板“{name}”是更新版本的润物做的，本版打不开，没有采用。请升级润物，或请对方另存为旧格式。"


class CertificateRevokedError(DocumentProblem):
    """``numbers`` (joined)."""

    sentence = "证书{numbers}已经作废，不再印制。请去掉它们后再试。"


class CertificateEmptyError(DocumentProblem):
    """``numbers`` (joined)."""

    sentence = "证书{numbers}的个人信息已被移除，无法照原样重印。请去掉它们后再试。"


class DesignUnfitError(DocumentProblem):
    """``name`` of the design, ``fields`` (joined), ``source`` of the certificates."""

    sentence = "证书模板“{name}”要印“{fields}”，{source}里没有这些内容，没有采用。请换一个模板，或在“证书设计”里去掉。"


class DesignFieldUnknownError(DocumentProblem):
    """``name`` of the design, ``fields`` (joined), ``file``."""

    sentence = "证书模板“{name}”要印“{fields}”，“{file}”里没有这样的列。请在表里加上，或用 --set 写明，或换一个模板。"


class BriefingBrokenError(DocumentProblem):
    """``place`` in the text."""

    sentence = "这份简报的内容有误，没有采用：{place}不是润物能读的格式。请改正，或重新起草。"


class BriefingTooNewError(DocumentProblem):
    """A text that a later version wrote."""

    sentence = "这份简报是更新版本的润物写的，本版打不开，没有改动。请升级润物后再打开。"


class FigureUnknownError(DocumentProblem):
    """``figures`` (joined) that the text asks for, ``known`` (joined)."""

    sentence = "简报里的数字取不到，没有生成：{figures}。请改用以下之一（{known}），或直接写上数字。"


class AttachmentUnusableError(DocumentProblem):
    """``name`` of the file, ``reason``."""

    sentence = "附件“{name}”不能装订：{reason}，公文没有生成。请换一个文件，或只写附件名称。"


class FontUnusableError(DocumentProblem):
    """``name`` of a font, ``reason`` (a clause that names it)."""

    sentence = "{reason}，没有采用。请换一个字体，或用内置字体。"
