"""The objects of one PDF file, kept and written by ReportLab's document; what is in them we format ourselves.

ReportLab numbers the objects, writes them with the table of where each begins, and names the file's title and makers.
Objects that are bytes already cost it a few microseconds each.
"""

import zlib
from typing import BinaryIO

from reportlab import rl_config
from reportlab.pdfbase import pdfdoc

rl_config.invariant = 1  # no comments between objects, nothing that differs from run to run

_MAKER = "润物"


class Reference(bytes):
    """How other objects name one: ``12 0 R``."""

    __slots__ = ()


def stream(content: bytes, entries: bytes = b"") -> bytes:
    """A stream object, deflated here."""
    return packed_stream(zlib.compress(content), entries + b" /Filter /FlateDecode")


def packed_stream(content: bytes, entries: bytes) -> bytes:
    """A stream object of content that is encoded as its entries say."""
    return b"<< /Length %d %b >>\nstream\n%b\nendstream" % (len(content), entries, content)


class _Ready(pdfdoc.PDFObject):  # type: ignore[misc] # ReportLab has no types
    """An object whose bytes are ready."""

    def __init__(self, content: bytes) -> None:
        self.content = content

    def format(self, document: pdfdoc.PDFDocument) -> bytes:
        """The object's bytes."""
        return self.content


class PdfFile:
    """The objects of one file in memory; the same objects give the same bytes."""

    def __init__(self) -> None:
        self._document = pdfdoc.PDFDocument(invariant=1, pdfVersion=(1, 5), lang="zh-CN")
        self._objects: dict[Reference, _Ready] = {}

    def reserve(self) -> Reference:
        """The name of an object that will come later with ``put``."""
        return self.add(b"null")

    def add(self, content: bytes) -> Reference:
        """Takes an object in and says what others name it by."""
        ready = _Ready(content)
        reference = Reference(self._document.Reference(ready).format(self._document))
        self._objects[reference] = ready
        return reference

    def put(self, reference: Reference, content: bytes) -> None:
        """Gives a reserved name its object."""
        self._objects[reference].content = content

    def write(self, target: BinaryIO, tree: Reference, title: str, keywords: str = "") -> None:
        """Writes the file, whose pages are in ``tree``; a file can be written once."""
        document = self._document
        info, catalogue = document.info, document.Catalog
        info.title, info.author, info.subject, info.keywords = title, "", "", keywords
        info.creator = info.producer = _MAKER
        catalogue.Pages = document.Pages = self._objects[tree]
        catalogue.ViewerPreferences = _Ready(b"<< /DisplayDocTitle true >>")
        # The identity is made of what was given to the signature: of every object, so that other papers have another.
        for ready in self._objects.values():
            document.signature.update(ready.content)
        target.write(document.GetPDFData(None))
