"""A PDF file as its format has it: numbered objects, a table of where each begins, a trailer (ISO 32000-1, 7.5)."""

import hashlib
import zlib
from collections.abc import Iterator
from typing import BinaryIO

_HEADER = "%PDF-1.5\n%润物\n".encode()  # four bytes or more beyond ASCII tell programs that this is no text


class Reference(bytes):
    """How other objects name one: ``12 0 R``."""

    __slots__ = ()


def stream(content: bytes, entries: bytes = b"") -> bytes:
    """A stream object, deflated here."""
    return packed_stream(zlib.compress(content), entries + b" /Filter /FlateDecode")


def packed_stream(content: bytes, entries: bytes) -> bytes:
    """A stream object of content that is encoded as its entries say."""
    return b"<< /Length %d %b >>\nstream\n%b\nendstream" % (len(content), entries, content)


def text_string(text: str) -> bytes:
    """A text that readers show, such as a title."""
    return b"<feff%b>" % text.encode("utf-16-be").hex().encode("ascii")


class PdfFile:
    """The objects of one file in memory; the same objects give the same bytes."""

    def __init__(self) -> None:
        self._objects: list[bytes] = []

    def reserve(self) -> Reference:
        """The name of an object that will come later with ``put``."""
        return self.add(b"null")

    def add(self, content: bytes) -> Reference:
        """Takes an object in and says what others name it by."""
        self._objects.append(content)
        return Reference(b"%d 0 R" % len(self._objects))

    def put(self, reference: Reference, content: bytes) -> None:
        """Gives a reserved name its object."""
        self._objects[int(reference.split(b" ", 1)[0]) - 1] = content

    def write(self, target: BinaryIO, catalogue: Reference, info: Reference) -> None:
        """Writes the file, which begins at ``catalogue`` and says of itself what ``info`` holds."""
        digest, offsets, offset = hashlib.sha256(), [], 0
        for part in self._parts():
            digest.update(part)
            target.write(part)
            offsets.append(offset)
            offset += len(part)
        target.write(b"xref\n0 %d\n0000000000 65535 f \n" % len(offsets))
        target.write(b"".join([b"%010d 00000 n \n" % at for at in offsets[1:]]))
        identity = digest.hexdigest()[:32].encode("ascii")
        trailer = b"<< /Size %d /Root %b /Info %b /ID [<%b> <%b>] >>"
        target.write(b"trailer\n" + trailer % (len(offsets), catalogue, info, identity, identity))
        target.write(b"\nstartxref\n%d\n%%%%EOF\n" % offset)

    def _parts(self) -> Iterator[bytes]:
        """The header, then every object."""
        yield _HEADER
        for number, content in enumerate(self._objects, start=1):
            yield b"%d 0 obj\n%b\nendobj\n" % (number, content)
