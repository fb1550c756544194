"""Everyone on the books, held in memory so that a scan finds its person at once.

A look-up of a number costs nothing either way; names need all of them at hand: with 100,000 people going through their
names takes a few milliseconds here and a tenth of a second in the file.
"""

import unicodedata
from collections import defaultdict
from collections.abc import Collection, Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from culture_desktop.models import Organisation, Person, PersonCard
from culture_desktop.rules import checkin_code
from culture_desktop.services.check_in.rows import Attendee
from culture_desktop.vocabulary import PersonStatus

_BETWEEN = "\n"  # nobody can type it, so no name matches across two parts


def cleaned(typed: str) -> str:
    """What a scanner or a keyboard meant: without full-width forms, blanks and line ends."""
    return "".join(unicodedata.normalize("NFKC", typed).split())


class Roster:
    """Numbers, cards, resident IDs and names of all people, as of one moment."""

    def __init__(self, session: Session) -> None:
        self._units = {row.id: row.name for row in session.execute(select(Organisation.id, Organisation.name))}
        people = session.execute(
            select(
                Person.id,
                Person.number,
                Person.name,
                Person.unit_id,
                Person.status,
                Person.pinyin,
                Person.initials,
                Person.resident_id,
            )
        ).all()
        self._people = {row[0]: (row[1], row[2], row[3]) for row in people}
        self._here = {row[0] for row in people if row[4] is PersonStatus.ACTIVE}
        self._numbers: defaultdict[str, list[int]] = defaultdict(list)
        for row in people:
            self._numbers[cleaned(row[1]).casefold()].append(row[0])
        self._resident_ids = {row[7]: row[0] for row in people if row[7]}
        self._cards = {cleaned(code).casefold(): person for code, person in session.execute(_CARDS)}
        self._texts = {row[0]: _text(row[2], row[5], row[6]) for row in people}

    def attendee(self, person_id: int, seat: str = "") -> Attendee:
        """A person as the desk shows them."""
        number, name, unit_id = self._people[person_id]
        return Attendee(person_id, number, name, self._units.get(unit_id or 0, ""), seat)

    def employed(self, person_id: int) -> bool:
        """Whether the person is here at present."""
        return person_id in self._here

    def of_code(self, code: str) -> int | None:
        """Whose badge, card, staff number or resident ID this is; None for nobody's, or that of more than one."""
        badge = checkin_code.decode(code)
        if badge is not None:
            return self._of_number(badge)
        folded = cleaned(code).casefold()
        card = self._cards.get(folded)
        if card is not None:
            return card
        number = self._of_number(code)
        return self._resident_ids.get(folded.upper()) if number is None else number

    def named(self, typed: str, among: Collection[int] | None = None) -> tuple[int, ...]:
        """Whom a name, its pinyin or its initials mean: who is called just so, else who is called so in part.

        ``among`` looks only at these people. What holds a digit is a code and never a name.
        """
        word = cleaned(typed).casefold()
        if not word or any(character.isdigit() for character in word):
            return ()
        people: Iterable[int] = self._texts if among is None else [key for key in among if key in self._texts]
        found = [key for key in people if word in self._texts[key]]
        whole = f"{_BETWEEN}{word}{_BETWEEN}"
        return tuple([key for key in found if whole in self._texts[key]] or found)

    def _of_number(self, number: str) -> int | None:
        found = self._numbers.get(cleaned(number).casefold(), ())
        if len(found) > 1:  # numbers that differ in case alone: the one written just so
            found = [key for key in found if self._people[key][0] == number]
        return found[0] if len(found) == 1 else None


_CARDS = select(PersonCard.code, PersonCard.person_id)


def _text(name: str, pinyin: str, initials: str) -> str:
    return _BETWEEN.join(("", cleaned(name), pinyin.replace(" ", ""), initials, "")).casefold()
