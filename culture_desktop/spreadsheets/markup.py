"""XML read element by element with expat: no document type, no entities, no more elements than a list can have."""

from collections.abc import Callable
from typing import Any
from xml.parsers import expat

from culture_desktop.errors import DamagedFileError, FileTooLargeError
from culture_desktop.spreadsheets.limits import MAX_XML_TAGS, TAGS_LIMIT

Attributes = dict[str, str]


class Parser:
    """One pass over a document; names of elements and attributes are ``namespace local``.

    Text goes into ``text`` while it is listened to.
    """

    def __init__(
        self,
        xml: bytes,
        name: str,
        start: Callable[[str, Attributes], None],
        end: Callable[[str], None] | None = None,
    ) -> None:
        self._xml, self._name = xml, name
        self._expat = expat.ParserCreate(encoding="utf-8", namespace_separator=" ")
        self._expat.buffer_text = True
        self._expat.StartElementHandler = start
        self._expat.EndElementHandler = end
        self._expat.StartDoctypeDeclHandler = self._refuse
        self.text: list[str] = []

    def run(self) -> None:
        """Parse; raises DamagedFileError, FileTooLargeError and what the handlers raise."""
        if self._xml.count(b"<") > MAX_XML_TAGS:
            raise FileTooLargeError(name=self._name, limit=TAGS_LIMIT)
        try:
            self._expat.Parse(self._xml, True)
        except (expat.ExpatError, ValueError) as error:
            raise DamagedFileError(name=self._name) from error

    def listen(self, on: bool) -> None:
        """Take the text from here on, or no more."""
        self._expat.CharacterDataHandler = self.text.append if on else None

    def taken(self) -> str:
        """The text since the last time."""
        found = "".join(self.text)
        self.text.clear()
        return found

    def _refuse(self, *_: Any) -> None:
        raise DamagedFileError(name=self._name)


def count(attributes: Attributes, name: str, default: int = 1) -> int:
    """An attribute that counts something; what is no number counts as the default."""
    written = attributes.get(name)
    return int(written) if written and written.isascii() and written.isdigit() and len(written) < 10 else default
