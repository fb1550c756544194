"""Lists whose content does not fit."""

from culture_desktop.errors.base import CultureError


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

    sentence = "在“{name}”里找不到表头行，需要的列：{needed}。请确认表里有这些列标题，或手工指定哪一列是什么。"


class DuplicateColumnError(TableProblem):
    """``name``, ``field``, ``columns`` (titles of the rivals, joined)."""

    sentence = "“{name}”里有不止一列对应“{field}”：{columns}。请只保留一列，或手工指定用哪一列。"


class FormElsewhereError(TableProblem):
    """``name``, ``code`` of the campaign that the form is of, ``wanted`` that of the one it was given to."""

    sentence = "“{name}”是评选“{code}”的表，不是“{wanted}”的，没有读取。请选本次评选发出的表。"


class CellInvalidError(TableProblem):
    """``name``, ``row`` as in the file, ``column`` (its title), ``value``, ``reason``."""

    sentence = "“{name}”第 {row} 行“{column}”填的是“{value}”：{reason}。请改正后再试。"
