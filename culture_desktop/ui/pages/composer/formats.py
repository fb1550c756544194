"""What a line of the text can be, as Qt keeps it: block and character formats of the few allowed kinds."""

from enum import StrEnum

from PySide6.QtCore import Qt
from PySide6.QtGui import (
    QFont,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextFormat,
    QTextLength,
    QTextListFormat,
    QTextTableFormat,
)

from culture_desktop.ui.theme.fonts import HEI, KAI
from culture_desktop.vocabulary import Align

_KIND = int(QTextFormat.Property.UserProperty.value) + 1
_KEY = _KIND + 1  # of a figure its name, of a row of pictures its content
FIGURE = int(QTextFormat.ObjectTypes.UserObject.value) + 1
PICTURES = FIGURE + 1
OBJECT = "\N{OBJECT REPLACEMENT CHARACTER}"
QUOTE_MARGIN = 20
_SIZE, _HEADING_SIZE = 15, 16  # px
_LEADING = 150.0  # % of a line's own height
_BETWEEN, _ABOVE_HEADING = 6, 12
_CELL_PADDING = 4
_SIDES = {
    Align.START: Qt.AlignmentFlag.AlignLeft,
    Align.CENTRE: Qt.AlignmentFlag.AlignHCenter,
    Align.END: Qt.AlignmentFlag.AlignRight,
}


class Kind(StrEnum):
    """What a line of the text is, apart from being an item of a list or standing in a table."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    SUBHEADING = "subheading"
    THIRD = "third"
    FOURTH = "fourth"
    QUOTE = "quote"
    PICTURES = "pictures"


LEVELS = {Kind.HEADING: 1, Kind.SUBHEADING: 2, Kind.THIRD: 3, Kind.FOURTH: 4}  # 一、 （一） 1. （1）


def line_format(kind: Kind) -> QTextBlockFormat:
    """How a line of a kind stands."""
    made = QTextBlockFormat()
    made.setProperty(_KIND, kind.value)
    made.setLineHeight(_LEADING, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
    made.setBottomMargin(_BETWEEN)
    match kind:
        case Kind.HEADING | Kind.SUBHEADING | Kind.THIRD | Kind.FOURTH:
            made.setHeadingLevel(LEVELS[kind])  # which screen readers tell
            made.setTopMargin(_ABOVE_HEADING)
        case Kind.QUOTE:
            made.setLeftMargin(QUOTE_MARGIN)
        case Kind.PICTURES:
            made.setLineHeight(0, QTextBlockFormat.LineHeightTypes.SingleHeight.value)
    return made


def cell_format(align: Align) -> QTextBlockFormat:
    """How the line of a cell stands."""
    made = line_format(Kind.PARAGRAPH)
    made.setAlignment(_SIDES[align])
    return made


def align_of(block: QTextBlock) -> Align:
    """To which side a line keeps."""
    side = block.blockFormat().alignment() & Qt.AlignmentFlag.AlignHorizontal_Mask
    return next((align for align, each in _SIDES.items() if side == each), Align.START)


def letters(kind: Kind, *, bold: bool = False) -> QTextCharFormat:
    """What the letters of a line of a kind look like."""
    made = QTextCharFormat()
    made.setFontFamilies(KAI if kind in (Kind.SUBHEADING, Kind.QUOTE) else HEI)
    made.setProperty(
        QTextFormat.Property.FontPixelSize.value,
        _HEADING_SIZE if kind in LEVELS else _SIZE,
    )
    heavy = bold or kind in (Kind.HEADING, Kind.THIRD)
    made.setFontWeight(QFont.Weight.DemiBold.value if heavy else QFont.Weight.Normal.value)
    return made


def kind_of(block: QTextBlock) -> Kind:
    """What a line is."""
    value = block.blockFormat().property(_KIND)
    return Kind(value) if value else Kind.PARAGRAPH


def is_bold(format_: QTextCharFormat) -> bool:
    """Whether letters are set bold by the user's wish."""
    return format_.fontWeight() >= QFont.Weight.DemiBold.value


def list_format(*, numbered: bool) -> QTextListFormat:
    """A list of points, or of numbers."""
    made = QTextListFormat()
    made.setStyle(QTextListFormat.Style.ListDecimal if numbered else QTextListFormat.Style.ListDisc)
    made.setIndent(1)
    return made


def table_format(columns: int) -> QTextTableFormat:
    """A table over the whole width with columns of one width."""
    made = QTextTableFormat()
    made.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
    made.setColumnWidthConstraints([QTextLength(QTextLength.Type.PercentageLength, 100 / columns)] * columns)
    made.setBorderCollapse(True)
    made.setBorder(1)
    made.setCellPadding(_CELL_PADDING)
    made.setCellSpacing(0)
    made.setHeaderRowCount(1)
    made.setTopMargin(_BETWEEN)
    made.setBottomMargin(_ABOVE_HEADING)
    return made


def object_letter(type_: int, key: str, *, like: QTextCharFormat | None = None) -> QTextCharFormat:
    """The letter that stands for a figure or a row of pictures."""
    made = QTextCharFormat(like) if like is not None else QTextCharFormat()
    made.setObjectType(type_)
    if type_ == FIGURE:
        made.setVerticalAlignment(QTextCharFormat.VerticalAlignment.AlignBaseline)
    made.setProperty(_KEY, key)
    return made


def key_of(format_: QTextCharFormat) -> str:
    """The name of a figure, or what a row of pictures holds."""
    return str(format_.property(_KEY) or "")
