"""A person's dossier (档案): read whole, written as a PDF, and the earlier units in it put right."""

import io
from dataclasses import replace
from datetime import date
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from culture_desktop.database import Database, write_atomically
from culture_desktop.database.history import note_viewed
from culture_desktop.errors import InvalidFieldError, RecordMissingError, WrongPaperTypeError
from culture_desktop.models import PastPosting, Person
from culture_desktop.progress import Progress, silent
from culture_desktop.services.organisations import require_unit
from culture_desktop.services.people.dossier_queries import read_dossier
from culture_desktop.services.people.dossier_rows import Dossier
from culture_desktop.services.people.rows import Contact
from culture_desktop.services.people.service import require_person
from culture_desktop.services.results import Done, Topic

_CHANGED = frozenset({Topic.PEOPLE, Topic.AWARDS})
_LONG_AGO = date.min


class DossierService:
    """Reads the dossier of one person; postings are corrected here, each an entry of its own."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def read(self, person_id: int) -> Dossier:
        """Everything kept of a person, numbers masked; raises RecordMissingError."""
        with self._database.read() as session:
            return read_dossier(session, require_person(session, person_id))

    def write_pdf(
        self,
        person_id: int,
        target: Path,
        today: date,
        *,
        unit_name: str = "",
        reveal: bool = False,
        progress: Progress = silent,
    ) -> Done[Path]:
        """The dossier as a PDF in a file of the user's choice; no copy of it stays in the program.

        Whole numbers are printed only when asked for, which stands in the history before the file is written.
        Raises WrongPaperTypeError, MissingGlyphsError and TextOverflowError.
        """
        # ReportLab is half a second that nobody else needs at the start.
        from culture_desktop.documents.dossier import write_dossier  # noqa: PLC0415 - ReportLab, start-up time
        from culture_desktop.services.people.dossier_text import dossier_content  # noqa: PLC0415 - as above

        if target.suffix.lower() != ".pdf":
            raise WrongPaperTypeError(name=target.name, suffixes=".pdf")
        dossier = self._revealed(person_id) if reveal else self.read(person_id)
        stream = io.BytesIO()
        write_dossier(dossier_content(dossier, today, unit_name), stream, progress)
        write_atomically(target, stream.getvalue())
        return Done(target, frozenset(), f"已将{dossier.draft.name}的档案保存到“{target.name}”")

    def set_posting(self, posting_id: int, unit_id: int, starts: date | None, ends: date) -> Done[None]:
        """Put an earlier posting right; raises InvalidFieldError when it would overlap another or ends before it
        starts."""
        with self._database.begin("更正任职经历") as session:
            posting = _require_posting(session, posting_id)
            require_unit(session, unit_id)
            if starts is not None and starts >= ends:
                raise InvalidFieldError(field="结束", value=ends, expected=f"晚于 {starts} 的日期")
            _require_free(session, posting, starts, ends)
            posting.unit_id, posting.starts, posting.ends = unit_id, starts, ends
        return Done(None, _CHANGED, "已更正任职经历")

    def set_unit_since(self, person_id: int, since: date | None) -> Done[None]:
        """Put right since when a person is in the present unit; not before an earlier one ended."""
        with self._database.begin("更正任职经历") as session:
            person = require_person(session, person_id)
            ends = [posting.ends for posting in _postings(session, person_id)]
            if ends and (since is None or since < max(ends)):
                raise InvalidFieldError(field="开始", value=since or "空", expected=f"{max(ends)} 或以后的日期")
            if since is not None and person.left_on is not None and since >= person.left_on:
                raise InvalidFieldError(field="开始", value=since, expected=f"早于离职日期 {person.left_on} 的日期")
            person.unit_since = since
        return Done(None, _CHANGED, "已更正任职经历")

    def delete_posting(self, posting_id: int) -> Done[None]:
        """Remove an earlier posting that never was."""
        with self._database.begin("删除任职经历") as session:
            session.delete(_require_posting(session, posting_id))
        return Done(None, _CHANGED, "已删除一条任职经历")

    def _revealed(self, person_id: int) -> Dossier:
        with self._database.begin("导出完整身份证号和电话") as session:
            person = require_person(session, person_id)
            dossier = read_dossier(session, person)
            whole = Contact(person.phone, person.resident_id)
            note_viewed(session, [person_id])
        return replace(dossier, draft=replace(dossier.draft, phone=whole.phone, resident_id=whole.resident_id))


def _require_posting(session: Session, posting_id: int) -> PastPosting:
    posting = session.get(PastPosting, posting_id)
    if posting is None:
        raise RecordMissingError(what="任职经历", key=posting_id)
    return posting


def _postings(session: Session, person_id: int) -> list[PastPosting]:

    return list(session.scalars(select(PastPosting).where(PastPosting.person_id == person_id)))


def _require_free(session: Session, posting: PastPosting, starts: date | None, ends: date) -> None:
    """Raise when somebody would be in two units on one day."""
    person = session.get_one(Person, posting.person_id)
    others = [(other.starts, other.ends) for other in _postings(session, person.id) if other.id != posting.id]
    if person.unit_id is not None and person.unit_since is not None:
        others.append((person.unit_since, date.max))
    for other_starts, other_ends in others:
        if (starts or _LONG_AGO) < other_ends and (other_starts or _LONG_AGO) < ends:
            span = f"{other_starts or '更早'} 至 {'今' if other_ends == date.max else other_ends}"
            raise InvalidFieldError(
                field="任职时间", value=f"{starts or '更早'} 至 {ends}", expected=f"不与{span}重叠的时间"
            )
