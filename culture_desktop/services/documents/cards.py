"""席卡 and 胸牌 for any people: drawn, kept and registered like every paper."""

from pathlib import Path
from typing import TypeVar

from culture_desktop.database import Database
from culture_desktop.documents.badges import BADGE_FORMATS, Badge, BadgeFormat, write_badges
from culture_desktop.documents.seat_cards import SEAT_FORMATS, SeatCard, SeatFormat, write_seat_cards
from culture_desktop.documents.text import spaced
from culture_desktop.errors import InvalidFieldError
from culture_desktop.progress import Progress, silent
from culture_desktop.rules.checkin_code import encode
from culture_desktop.services.documents.card_people import CardPeople, CardPerson, CardSource
from culture_desktop.services.documents.issue import Paper, issue
from culture_desktop.services.documents.register import Subject
from culture_desktop.services.documents.rows import IssuedRow
from culture_desktop.services.results import Done
from culture_desktop.services.settings import UnitSettings
from culture_desktop.vocabulary import DocumentKind

_Format = TypeVar("_Format", SeatFormat, BadgeFormat)


class CardService:
    """Makes cards. ``target`` None keeps them in the program only."""

    seat_formats = SEAT_FORMATS
    badge_formats = BADGE_FORMATS

    def __init__(self, database: Database) -> None:
        self._database = database

    def seat_cards(
        self,
        source: CardSource,
        format_key: str,
        settings: UnitSettings,
        target: Path | None = None,
        progress: Progress = silent,
        *,
        with_unit: bool = False,
    ) -> Done[IssuedRow]:
        """A name card for the table for each; raises what reading the source does, InvalidFieldError for the format."""
        chosen = _format(SEAT_FORMATS, format_key)
        found = self._read(source)
        cards = [SeatCard(spaced(person.name), person.unit if with_unit else "") for person in found.people]
        title = f"{found.title}{DocumentKind.SEAT_CARDS.label}（{len(cards)} 个）"
        paper = Paper(
            _subject(DocumentKind.SEAT_CARDS, found, title),
            title,
            lambda stream, watch: write_seat_cards(title, chosen, cards, stream, watch),
        )
        return issue(self._database, paper, settings, target, progress)

    def badges(
        self,
        source: CardSource,
        format_key: str,
        settings: UnitSettings,
        target: Path | None = None,
        progress: Progress = silent,
    ) -> Done[IssuedRow]:
        """A badge for each, with the code for the check-in desk where there is a staff number; errors as above."""
        chosen = _format(BADGE_FORMATS, format_key)
        found = self._read(source)
        badges = [_badge(person) for person in found.people]
        title = f"{found.title}{DocumentKind.BADGES.label}（{len(badges)} 个）"
        paper = Paper(
            _subject(DocumentKind.BADGES, found, title),
            title,
            lambda stream, watch: write_badges(found.title, chosen, badges, stream, watch),
        )
        return issue(self._database, paper, settings, target, progress)

    def _read(self, source: CardSource) -> CardPeople:
        with self._database.read() as session:
            return source.read(session)


def _badge(person: CardPerson) -> Badge:
    code = encode(person.number) if person.number else ""
    return Badge(spaced(person.name), person.unit, person.role, person.number, code)


def _subject(kind: DocumentKind, found: CardPeople, title: str) -> Subject:
    own = found.activity_id is None and found.campaign_id is None
    return Subject(kind, found.campaign_id, found.activity_id, title=title if own else "")


def _format(formats: tuple[_Format, ...], key: str) -> _Format:
    for each in formats:
        if each.key == key:
            return each
    raise InvalidFieldError(field="规格", value=key, expected="、".join(each.key for each in formats))
