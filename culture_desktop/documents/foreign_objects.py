"""Objects of a PDF that was read, written into one that is being made."""

import io
from typing import Any

from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    IndirectObject,
    NameObject,
    NullObject,
    PdfObject,
    StreamObject,
)
from reportlab.pdfbase import pdfdoc

from culture_desktop.override import override

_MOST_OBJECTS = 20_000


def copied(thing: PdfObject, document: pdfdoc.PDFDocument) -> "ForeignObject":
    """The object, and when the document is written all that it refers to, each once."""
    return ForeignObject(thing, document, {})


class ForeignObject(pdfdoc.PDFObject):  # type: ignore[misc] # ReportLab has no types
    """One object; ``known`` holds those that are in the document already, by their number in the other one."""

    def __init__(
        self, thing: PdfObject, document: pdfdoc.PDFDocument, known: dict[tuple[int, int], pdfdoc.PDFObjectReference]
    ) -> None:
        self._thing, self._known = thing, known
        self._refer(thing, document)

    def _refer(self, thing: Any, document: pdfdoc.PDFDocument) -> None:
        """Take in all that an object refers to, without recursion: chains can be as long as a file."""
        waiting = [thing]
        while waiting:
            found = waiting.pop()
            if isinstance(found, IndirectObject):
                key = found.idnum, found.generation
                if key not in self._known and len(self._known) < _MOST_OBJECTS:
                    target = found.get_object()
                    entry = _Entry(target, self._known)
                    self._known[key] = document.Reference(entry)
                    waiting.append(target)
            elif isinstance(found, DictionaryObject):
                waiting += [value for name, value in found.items() if name != "/Parent"]
            elif isinstance(found, ArrayObject):
                waiting += list(found)

    @override
    def format(self, document: pdfdoc.PDFDocument) -> bytes:
        """The object's bytes."""
        return _written(self._thing, self._known, document)


class _Entry(pdfdoc.PDFObject):  # type: ignore[misc] # ReportLab has no types
    def __init__(self, thing: Any, known: dict[tuple[int, int], pdfdoc.PDFObjectReference]) -> None:
        self._thing, self._known = thing, known

    @override
    def format(self, document: pdfdoc.PDFDocument) -> bytes:
        return _written(self._thing, self._known, document)


def _written(thing: Any, known: dict[tuple[int, int], pdfdoc.PDFObjectReference], document: Any) -> bytes:
    if isinstance(thing, IndirectObject):
        reference = known.get((thing.idnum, thing.generation))
        return b"null" if reference is None else bytes(reference.format(document))
    if isinstance(thing, DictionaryObject):
        entries = b" ".join(
            name.encode("latin-1") + b" " + _written(value, known, document)
            for name, value in thing.items()
            if name not in ("/Parent", "/Length")
        )
        if isinstance(thing, StreamObject):
            data = thing._data  # as it lies in the file, packed by whatever filter it names
            return b"<< /Length %d %b >>\nstream\n%b\nendstream" % (len(data), entries, data)
        return b"<< %b >>" % entries
    if isinstance(thing, ArrayObject):
        return b"[%b]" % b" ".join(_written(value, known, document) for value in thing)
    return _plain(thing)


def _plain(thing: Any) -> bytes:
    """A name, number, string, boolean or null as PDF writes it."""
    if isinstance(thing, NullObject):
        return b"null"
    if isinstance(thing, bytes):
        return b"<%b>" % bytes(thing).hex().encode("ascii")
    if isinstance(thing, str) and not isinstance(thing, NameObject):
        return b"<%b>" % getattr(thing, "original_bytes", thing.encode("utf-8")).hex().encode("ascii")
    stream = io.BytesIO()
    thing.write_to_stream(stream)
    return stream.getvalue()
