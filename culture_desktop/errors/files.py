"""Files that cannot be read or written."""

from culture_desktop.errors.base import CultureError


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

    sentence = "“{name}”不是能读取的名单文件。请选择 xlsx、xls、et、ods 或 csv 文件。"


class WrongExportTypeError(FileProblem):
    """``name``."""

    sentence = "“{name}”的扩展名应为 .xlsx 或 .csv，没有写出任何内容。请改一个文件名。"


class WrongFormTypeError(FileProblem):
    """``name``."""

    sentence = "“{name}”的扩展名应为 .xlsx，只有它能带下拉列表，没有写出任何内容。请改一个文件名。"


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
    """``name``, ``suffixes`` (joined) that it may have."""

    sentence = "“{name}”的扩展名应为 {suffixes}，没有写出任何内容。请改一个文件名，或只给出文件夹。"


class WrongCalendarTypeError(FileProblem):
    """``name``."""

    sentence = "“{name}”的扩展名应为 .ics，没有写出任何内容。请改一个文件名。"


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


class CodeNotFoundError(FileProblem):
    """``name``."""

    sentence = "“{name}”里没有认出二维码，没有核验。请把证书拍正、拍清楚，或直接扫码粘贴文字。"
