"""Whose names stand on cards: people of an activity, judges of a campaign, a selection, or a list file."""

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.orm import Session

from culture_desktop.errors import InvalidFieldError, NobodyListedError
from culture_desktop.models import Person
from culture_desktop.rules.checkin_code import LONGEST_NUMBER
from culture_desktop.services.activities.queries import read_detail, require_activity
from culture_desktop.services.awards.board import read_board
from culture_desktop.services.awards.judges import read_panel
from culture_desktop.services.awards.queries import require_campaign
from culture_desktop.services.organisations import SEPARATOR
from culture_desktop.services.people import queries
from culture_desktop.services.people.rows import PeopleQuery
from culture_desktop.spreadsheets.cell_text import text
from culture_desktop.spreadsheets.fields import Field, fields
from culture_desktop.spreadsheets.table import open_table
from culture_desktop.vocabulary import ParticipationRole

LONGEST_TITLE = 60
_JUDGE = ParticipationRole.JUDGE.label
_ROLE = Field("role", "角色", ("职务", "身份", "岗位", "称谓"))


@dataclass(frozen=True, slots=True)
class CardPerson:
    """One person; ``number`` is empty for one from outside."""

    name: str
    unit: str
    role: str
    number: str


@dataclass(frozen=True, slots=True)
class CardPeople:
    """For what the cards are, and who gets one; without activity and campaign the title alone names the occasion."""

    title: str
    people: tuple[CardPerson, ...]
    activity_id: int | None = None
    campaign_id: int | None = None


@dataclass(frozen=True, slots=True)
class OfActivity:
    """Those who take part in an activity, in these roles or in any."""

    code: str
    roles: frozenset[ParticipationRole] = frozenset()

    def read(self, session: Session) -> CardPeople:
        """Raises RecordMissingError, NobodyListedError."""
        activity = require_activity(session, self.code)
        people = tuple(
            CardPerson(person.name, person.unit, _shown(person.role), person.number)
            for person in read_detail(session, activity).participants
            if not self.roles or person.role in self.roles
        )
        return _some(CardPeople(activity.title, people, activity_id=activity.id))


@dataclass(frozen=True, slots=True)
class OfJudges:
    """The panel of a campaign."""

    code: str

    def read(self, session: Session) -> CardPeople:
        """Raises RecordMissingError, NobodyListedError."""
        campaign = require_campaign(session, self.code)
        panel = read_panel(session, campaign, read_board(session, campaign))
        people = tuple(CardPerson(judge.name, judge.unit, _JUDGE, judge.number) for judge in panel.judges)
        return _some(CardPeople(campaign.title, people, campaign_id=campaign.id))


@dataclass(frozen=True, slots=True)
class OfSelection:
    """People of a query, in its order."""

    query: PeopleQuery
    title: str

    def read(self, session: Session) -> CardPeople:
        """Raises InvalidFieldError for a title that does not fit, NobodyListedError."""
        chosen = Person.id.in_(queries.ids_statement(session, self.query))
        rows = queries.rows_where(session, chosen, self.query.as_of.year, self.query)
        people = tuple(CardPerson(row.name, row.unit, row.position, row.number) for row in rows)
        return _some(CardPeople(_title(self.title), people))


@dataclass(frozen=True, slots=True)
class OfList:
    """The rows of a list file: names, and where it has them units, roles and staff numbers."""

    path: Path
    title: str
    sheet: str | None = None

    def read(self, _session: Session) -> CardPeople:
        """Raises InvalidFieldError for a title or a number that does not fit, NobodyListedError, FileProblem."""
        known = {field.key: field for field in fields("person")}
        table = open_table(self.path, [*(known[key] for key in ("name", "unit", "number")), _ROLE], self.sheet)
        people = []
        for row, cells in table.rows():
            said = {key: text(cell) for key, cell in cells.items()}
            number = said.get("number", "")
            if len(number) > LONGEST_NUMBER:
                where = f"第 {row} 行的工号"
                raise InvalidFieldError(field=where, value=f"{number[:10]}…", expected=f"至多 {LONGEST_NUMBER} 个字符")
            unit = said.get("unit", "").rpartition(SEPARATOR)[2]
            if said.get("name"):
                people.append(CardPerson(said["name"], unit, said.get("role", ""), number))
        return _some(CardPeople(_title(self.title), tuple(people)))


CardSource = OfActivity | OfJudges | OfSelection | OfList


def _shown(role: ParticipationRole) -> str:
    """Who simply takes part needs no word for it."""
    return "" if role is ParticipationRole.PARTICIPANT else role.label


def _title(said: str) -> str:
    title = " ".join(said.split())
    if not 1 <= len(title) <= LONGEST_TITLE:
        raise InvalidFieldError(field="标题", value=title[:10], expected=f"1 到 {LONGEST_TITLE} 个字")
    return title


def _some(found: CardPeople) -> CardPeople:
    if not found.people:
        raise NobodyListedError(title=found.title)
    return found
