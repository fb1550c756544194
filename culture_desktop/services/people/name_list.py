"""The names of people as a paper: in columns under their units, two-character names spaced."""

from io import BytesIO
from pathlib import Path

from sqlalchemy import select

from culture_desktop.database import Database, write_atomically
from culture_desktop.errors import InvalidFieldError, NobodyListedError, WrongPaperTypeError
from culture_desktop.models import Organisation, Person
from culture_desktop.progress import Progress, silent
from culture_desktop.services.people import queries
from culture_desktop.services.people.rows import PeopleQuery
from culture_desktop.services.results import Done

LONGEST_TITLE = 60


class NameListService:
    """Prints lists of names; nothing is registered, as no number is given."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def save(self, query: PeopleQuery, title: str, path: Path, progress: Progress = silent) -> Done[Path]:
        """The people of a query under a headline, by unit, within a unit in the query's order.

        Raises InvalidFieldError for a headline that does not fit, WrongPaperTypeError for a file that is no PDF,
        NobodyListedError where the query finds nobody, MissingGlyphsError and TextOverflowError.
        """
        # ReportLab is half a second that nobody else needs at the start.
        from culture_desktop.documents.people_list import write_people_list  # noqa: PLC0415 - ReportLab, start-up time
        from culture_desktop.services.people.name_list_text import name_list_content  # noqa: PLC0415 - as above

        title = " ".join(title.split())
        if not 1 <= len(title) <= LONGEST_TITLE:
            raise InvalidFieldError(field="标题", value=title[:LONGEST_TITLE], expected=f"1 到 {LONGEST_TITLE} 个字")
        if path.suffix.lower() != ".pdf":
            raise WrongPaperTypeError(name=path.name, suffixes=".pdf")
        with self._database.read() as session:
            chosen = Person.id.in_(queries.ids_statement(session, query))
            people = queries.rows_where(session, chosen, query.as_of.year, query)
            if not people:
                raise NobodyListedError(title=title)
            placed = session.execute(select(Organisation.full_name, Organisation.position))
            places = dict(placed.all())
        stream = BytesIO()
        write_people_list(name_list_content(title, people, places), stream, progress)
        write_atomically(path, stream.getvalue())
        return Done(path, frozenset(), f"已将 {len(people):,} 人的名单存为“{path.name}”")
