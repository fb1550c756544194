"""The bundled faces and the sizes at which they are used.

``load_fonts`` registers what the first paint needs; ``load_remaining_fonts`` the rest, once the window is up::

    label.setFont(font(FontRole.PAGE_TITLE))

Families are lists: what GH Song lacks comes from GH Hei and then from the rare faces, never from a system face.
"""

from enum import Enum
from functools import cache

from PySide6.QtCore import QByteArray
from PySide6.QtGui import QFont, QFontDatabase

from culture_desktop.paths import resource

_RARE_FAMILIES = ["GH Rare", "GH RareExt"]
HEI = ["GH Hei", *_RARE_FAMILIES]
SONG = ["GH Song", "GH Hei", *_RARE_FAMILIES]
KAI = ["GH Kai", "GH Hei", *_RARE_FAMILIES]

_FIRST_FACES = ("GHHei-Regular.ttf", "GHHei-SemiBold.ttf", "GHSong-Bold.ttf")
_LATER_FACES = ("GHKai-Regular.ttf", "GHRare-Regular.ttf.xz", "GHRareExt-Regular.ttf.xz")


class FontRole(Enum):
    """Where a piece of text stands: families, size in px, weight."""

    CAPTION = (HEI, 12, QFont.Weight.Normal)
    BODY = (HEI, 13, QFont.Weight.Normal)
    STRONG = (HEI, 13, QFont.Weight.DemiBold)
    NAV = (HEI, 14, QFont.Weight.Normal)
    CARD_TITLE = (HEI, 14, QFont.Weight.DemiBold)
    DIALOG_TITLE = (HEI, 16, QFont.Weight.DemiBold)
    DOOR_TITLE = (SONG, 18, QFont.Weight.Bold)
    PAGE_TITLE = (SONG, 20, QFont.Weight.Bold)
    KEY_FIGURE = (SONG, 26, QFont.Weight.Bold)
    HONOUR = (KAI, 20, QFont.Weight.Normal)


def font(role: FontRole) -> QFont:
    """A fresh QFont for a role, in px so that it follows the scale factor only."""
    families, pixels, weight = role.value
    made = QFont(families)
    made.setPixelSize(pixels)
    made.setWeight(weight)
    return made


def load_fonts() -> None:
    """Register the faces that the first paint needs; call once QApplication is there."""
    for file in _FIRST_FACES:
        _register(file)


def load_remaining_fonts() -> None:
    """Register Kai and the rare characters; unpacking them takes a fifth of a second, so after the first paint."""
    for file in _LATER_FACES:
        _register(file)


@cache
def _register(file: str) -> None:
    """Hand a face to Qt, once in a process."""
    path = resource("fonts", file)
    if path.suffix == ".xz":
        import lzma  # noqa: PLC0415 - not before the first paint, which needs no packed face

        QFontDatabase.addApplicationFontFromData(QByteArray(lzma.decompress(path.read_bytes())))
    else:
        QFontDatabase.addApplicationFont(str(path))
