"""光荣榜 of a campaign or of a year's honours, with portraits from a folder."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from culture_desktop.database import Database
from culture_desktop.documents.honour_roll import ROLL_FORMATS, Honoured, HonourRollContent, HonourTier, RollFormat
from culture_desktop.documents.honour_roll import write_honour_roll as write
from culture_desktop.documents.pictures import Picture
from culture_desktop.documents.text import spaced
from culture_desktop.errors import FileMissingError, InvalidFieldError, NobodyListedError
from culture_desktop.models import Honour, Organisation, Person
from culture_desktop.progress import Progress, silent
from culture_desktop.rules.strokes import surname_stroke_key
from culture_desktop.services.awards.board import read_board
from culture_desktop.services.awards.queries import require_campaign
from culture_desktop.services.awards.rows import CampaignBoard
from culture_desktop.services.awards.steps import require_confirmed
from culture_desktop.services.documents.issue import Paper, issue
from culture_desktop.services.documents.register import Subject
from culture_desktop.services.documents.rows import IssuedRow
from culture_desktop.services.documents.wording import by_strokes
from culture_desktop.services.results import Done
from culture_desktop.services.settings import UnitSettings, require_setting
from culture_desktop.vocabulary import DocumentKind, TierKind, chinese_date

_PICTURES = (".jpg", ".jpeg", ".png", ".bmp", ".webp")
Portraits = dict[str, Path]
"""Pictures by the name of the file without its ending: a staff number or a name."""


@dataclass(frozen=True, slots=True)
class _Winner:
    number: str
    name: str
    unit: str


class HonourRollService:
    """Makes honour rolls. ``target`` None keeps one in the program only."""

    formats = ROLL_FORMATS

    def __init__(self, database: Database) -> None:
        self._database = database

    def of_campaign(
        self,
        code: str,
        settings: UnitSettings,
        target: Path | None = None,
        progress: Progress = silent,
        *,
        format_key: str = ROLL_FORMATS[0].key,
        portraits: Path | None = None,
    ) -> Done[IssuedRow]:
        """Those a campaign honours, tier by tier in surname-stroke order.

        ``portraits`` is a folder whose pictures are called by staff numbers or names. Raises StepBlockedError before
        the campaign is confirmed, InvalidFieldError, FileMissingError, PictureUnreadableError.
        """
        chosen, pictures = _format(format_key), _portraits(portraits)
        with self._database.read() as session:
            campaign = require_campaign(session, code)
            content = campaign_roll(read_board(session, campaign), settings, pictures)
            subject = Subject(DocumentKind.HONOUR_ROLL, campaign.id)
        return self._issue(subject, content, chosen, settings, target, progress)

    def of_year(
        self,
        year: int,
        settings: UnitSettings,
        target: Path | None = None,
        progress: Progress = silent,
        *,
        format_key: str = ROLL_FORMATS[0].key,
        portraits: Path | None = None,
    ) -> Done[IssuedRow]:
        """Everybody honoured in a year, honour by honour; errors as above, NobodyListedError for a year without any."""
        chosen, pictures = _format(format_key), _portraits(portraits)
        with self._database.read() as session:
            content = _year_roll(session, year, settings, pictures)
        subject = Subject(DocumentKind.HONOUR_ROLL, title=f"{content.title}光荣榜")
        return self._issue(subject, content, chosen, settings, target, progress)

    def _issue(
        self,
        subject: Subject,
        content: HonourRollContent,
        chosen: RollFormat,
        settings: UnitSettings,
        target: Path | None,
        progress: Progress,
    ) -> Done[IssuedRow]:
        title = f"{content.title}光荣榜"
        paper = Paper(subject, title, lambda stream, watch: write(content, chosen, stream, watch))
        return issue(self._database, paper, settings, target, progress)


def campaign_roll(
    board: CampaignBoard, settings: UnitSettings, portraits: Portraits | None = None
) -> HonourRollContent:
    """The poster of a confirmed campaign; revoked honours are not on it."""
    day = require_confirmed(board, DocumentKind.HONOUR_ROLL)
    tiers = []
    for tier in board.tiers:
        winners = by_strokes(winner for winner in board.standing if winner.tier == tier.name)
        teams = tier.kind is TierKind.TEAM
        honoured = (
            _honoured(_Winner(winner.number, winner.name, winner.unit), portraits or {}, teams=teams)
            for winner in winners
        )
        tiers.append(HonourTier(tier.name, tuple(honoured), teams))
    filled = tuple(tier for tier in tiers if tier.honoured)
    return HonourRollContent(board.title, filled, require_setting(settings, "issuer", "unit_name"), chinese_date(day))


def _year_roll(session: Session, year: int, settings: UnitSettings, portraits: Portraits) -> HonourRollContent:
    title = f"{year}年度表彰"
    found = [
        *_tiers(session, year, portraits, teams=False),
        *_tiers(session, year, portraits, teams=True),
    ]
    if not found:
        raise NobodyListedError(title=f"{title}光荣榜")
    issuer = require_setting(settings, "issuer", "unit_name")
    return HonourRollContent(title, tuple(found), issuer, f"{year}年")


def _tiers(session: Session, year: int, portraits: Portraits, *, teams: bool) -> list[HonourTier]:
    """The honours of persons or of teams, the latest first, in each by surname strokes."""
    statement: Select[*tuple[Any, ...]] = select(
        Honour.title, func.max(Honour.granted_on).over(partition_by=Honour.title)
    )
    if teams:
        statement = statement.add_columns(Organisation.full_name, Organisation.name, _PARENT.c.name)
        statement = statement.join(Organisation, Organisation.id == Honour.team_id)
        statement = statement.outerjoin(_PARENT, _PARENT.c.id == Organisation.parent_id)
    else:
        statement = statement.add_columns(Person.number, Person.name, Organisation.name)
        statement = statement.join(Person, Person.id == Honour.person_id)
        statement = statement.outerjoin(Organisation, Organisation.id == Person.unit_id)
    within = Honour.granted_on.between(date(year, 1, 1), date(year, 12, 31))
    groups: dict[tuple[date, str], list[_Winner]] = {}
    for title, day, number, name, unit in session.execute(statement.where(within, Honour.revoked_on.is_(None))):
        groups.setdefault((day, title), []).append(_Winner(number, name, unit or ""))
    return [
        HonourTier(
            title,
            tuple(
                _honoured(winner, portraits, teams=teams)
                for winner in sorted(winners, key=lambda each: (surname_stroke_key(each.name), each.number))
            ),
            teams,
        )
        for (_day, title), winners in sorted(groups.items(), key=lambda group: (-group[0][0].toordinal(), group[0][1]))
    ]


_PARENT = select(Organisation.id, Organisation.name).subquery()


def _honoured(winner: _Winner, portraits: Portraits, *, teams: bool) -> Honoured:
    path = None if teams else portraits.get(winner.number) or portraits.get(winner.name)
    picture = None if path is None else Picture(path, name=path.name)
    return Honoured(winner.name if teams else spaced(winner.name), winner.unit, picture)


def _portraits(folder: Path | None) -> Portraits:
    if folder is None:
        return {}
    if not folder.is_dir():
        raise FileMissingError(name=folder.name)
    return {path.stem: path for path in sorted(folder.iterdir()) if path.suffix.lower() in _PICTURES}


def _format(key: str) -> RollFormat:
    for each in ROLL_FORMATS:
        if each.key == key:
            return each
    raise InvalidFieldError(field="规格", value=key, expected="、".join(each.key for each in ROLL_FORMATS))
