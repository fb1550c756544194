"""Our faces as fonts of ReportLab's Canvas, so that its own drawings (charts, paragraphs) print in them too."""

from functools import cache
from types import SimpleNamespace

from reportlab.pdfbase import pdfdoc, pdfmetrics

from culture_desktop.documents.embedding import fonts_of
from culture_desktop.documents.fonts import Face
from culture_desktop.documents.text import text_width


class CanvasFont:
    """A face in ReportLab's protocol of dynamic fonts: each font file in use is one of its subsets."""

    _dynamicFont = 1  # noqa: N815
    _multiByte = 1  # noqa: N815
    shapable = False

    def __init__(self, face: Face) -> None:
        self.fontName = str(face)
        self.face = SimpleNamespace(name=str(face), ascent=880, descent=-120)
        self._face = face

    def stringWidth(self, text: str, size: float, encoding: str = "utf8") -> float:  # noqa: N802
        """The width in points."""
        return text_width(text, self._face, size)

    def splitString(self, text: str, doc: pdfdoc.PDFDocument, encoding: str = "utf8") -> list[tuple[str, bytes]]:  # noqa: N802
        """The text as (subset, codes)."""
        return [(name, bytes.fromhex(codes)) for name, codes in fonts_of(doc).face(self._face).parts(text)]

    def getSubsetInternalName(self, subset: str, doc: pdfdoc.PDFDocument) -> str:  # noqa: N802
        """How page streams name a subset."""
        return f"/{subset}"


@cache
def registered(face: Face) -> str:
    """Makes the face known to ReportLab and gives the name to call it by."""
    pdfmetrics.registerFont(CanvasFont(face))
    return str(face)
