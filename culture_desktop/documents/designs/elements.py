"""What stands on a certificate's sheet, as data. Lengths in mm from the sheet's top left corner, type in points."""

from collections.abc import Mapping
from dataclasses import dataclass

from culture_desktop.vocabulary import (
    Align,
    ElementKind,
    FieldTest,
    PictureFit,
    PictureRole,
    Symbology,
    TextSetting,
    TypeFace,
)

Fields = Mapping[str, str]  # what one certificate says, by the name of the field


@dataclass(frozen=True, slots=True)
class Condition:
    """Prints an element only where a field is as the test wants; ``value`` is what EQUALS compares with."""

    field: str
    test: FieldTest
    value: str = ""

    def holds(self, fields: Fields) -> bool:
        """Whether the element is printed on the certificate with these fields."""
        found = fields.get(self.field, "").strip()
        match self.test:
            case FieldTest.GIVEN:
                return bool(found)
            case FieldTest.MISSING:
                return not found
            case FieldTest.EQUALS:
                return found == self.value.strip()


@dataclass(frozen=True, slots=True, kw_only=True)
class Element:
    """A place on the sheet. ``key`` is unique in the design, ``name`` what lists and messages call it.

    ``overprint`` elements are what is printed on a sheet that has all the rest on it already (套打).
    """

    key: str
    name: str
    x: float
    y: float
    width: float
    height: float
    locked: bool = False
    hidden: bool = False
    overprint: bool = False
    when: Condition | None = None

    kind = ElementKind.TEXT


@dataclass(frozen=True, slots=True, kw_only=True)
class TextElement(Element):
    """Text with ``{fields}`` in it, shrunk down to ``least_size`` where its place is too small.

    ``leading`` is in characters from line to line, ``indent`` the characters a paragraph's first line is set in.
    ``spaced`` sets a name of two characters apart (张　三). ``font`` names a font of the user's; ``face`` stands in for it
    where it is not to be had. ``hanging`` lets stops at a paragraph's line ends stand beside its place.
    """

    content: str
    face: TypeFace = TypeFace.KAI
    size: float = 20
    least_size: float = 14
    ink: str = "#000000"
    setting: TextSetting = TextSetting.LINE
    align: Align = Align.START
    leading: float = 1.7
    indent: float = 0
    spaced: bool = False
    font: str = ""
    hanging: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureElement(Element):
    """A picture or the first page of a PDF, by the SHA-256 of its file."""

    kind = ElementKind.PICTURE
    asset: str
    role: PictureRole = PictureRole.PICTURE
    fit: PictureFit = PictureFit.CONTAIN


@dataclass(frozen=True, slots=True, kw_only=True)
class OrnamentElement(Element):
    """A frame, ribbon or motif drawn as lines, by the name of its style, in two inks."""

    kind = ElementKind.ORNAMENT
    style: str
    ink: str = "#A9822F"
    second_ink: str = "#FFFDF6"


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeElement(Element):
    """A code that machines read."""

    kind = ElementKind.CODE
    content: str
    symbology: Symbology = Symbology.QR
    ink: str = "#000000"


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleElement(Element):
    """A line along the longer side of its place, ``thickness`` mm; ``dash`` mm of ink and of gap, 0 for none."""

    kind = ElementKind.RULE
    thickness: float = 0.35
    ink: str = "#B8141A"
    dash: float = 0


AnyElement = TextElement | PictureElement | OrnamentElement | CodeElement | RuleElement
