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

from culture_desktop.documents.pdf_file import PdfFile, Reference, packed_stream

_MOST_OBJECTS = 20_000


Known = dict[tuple[int, int], Reference]
"""Objects of one file that were taken in already, by their number there."""


def copied(thing: PdfObject, file: PdfFile, known: Known) -> bytes:
    """The object as ``file`` writes it, after all that it refers to has been taken in, each once for all that share
    ``known``.

    Without recursion from object to object: chains can be as long as a file.
    """
    targets: list[tuple[Reference, Any]] = []
    waiting: list[Any] = [thing]
    while waiting:
        found = waiting.pop()
        if isinstance(found, IndirectObject):
            key = found.idnum, found.generation
            if key not in known and len(known) < _MOST_OBJECTS:
                target, known[key] = found.get_object(), file.reserve()
                targets.append((known[key], target))
                waiting.append(target)
        elif isinstance(found, DictionaryObject):
            waiting += [value for name, value in found.items() if name != "/Parent"]
        elif isinstance(found, ArrayObject):
            waiting += list(found)
    for reference, target in targets:
        file.put(reference, _written(target, known))
    return _written(thing, known)


def _written(thing: Any, known: Known) -> bytes:
    if isinstance(thing, IndirectObject):
        return known.get((thing.idnum, thing.generation), b"null")
    if isinstance(thing, DictionaryObject):
        entries = b" ".join(
            name.encode("latin-1") + b" " + _written(value, known)
            for name, value in thing.items()
            if name not in ("/Parent", "/Length")
        )
        # A stream's data stay as they lie in the file, packed by whatever filter it names.
        return packed_stream(thing._data, entries) if isinstance(thing, StreamObject) else b"<< %b >>" % entries
    if isinstance(thing, ArrayObject):
        return b"[%b]" % b" ".join(_written(value, known) for value in thing)
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
