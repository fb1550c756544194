"""The forms of an activity: the sheet to sign in on, the list to sign for things on."""

from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from culture_desktop.database import Database
from culture_desktop.documents.ruled_report import write_ruled_report
from culture_desktop.documents.sign_in_sheet import write_sign_in_sheet
from culture_desktop.models import Participation, Person, SessionAttendance
from culture_desktop.progress import Progress, silent
from culture_desktop.services.activities.queries import read_detail, require_activity
from culture_desktop.services.documents.issue import Paper, issue
from culture_desktop.services.documents.receipt_text import ReceiptWish, activity_receipt_content
from culture_desktop.services.documents.register import Subject
from culture_desktop.services.documents.rows import IssuedRow
from culture_desktop.services.documents.sign_in_text import SignInMark, SignInWish, sign_in_content
from culture_desktop.services.results import Done
from culture_desktop.services.settings import UnitSettings
from culture_desktop.vocabulary import Attendance, DocumentKind


class FormService:
    """Makes forms. ``target`` None keeps one in the program only."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def sign_in(
        self,
        code: str,
        wish: SignInWish,
        settings: UnitSettings,
        target: Path | None = None,
        progress: Progress = silent,
    ) -> Done[IssuedRow]:
        """The sheet of an activity; made afterwards it says who came.

        Raises NobodyListedError where nobody signed up and no empty line is wanted, InvalidFieldError.
        """
        with self._database.read() as session:
            activity = require_activity(session, code)
            detail = read_detail(session, activity)
            phones = _phones(session, activity.id) if wish.mark is SignInMark.PHONE else {}
            content = sign_in_content(detail, wish, phones, _sessions(session, activity.id))
            subject = Subject(DocumentKind.SIGN_IN, activity_id=activity.id)
        paper = Paper(subject, content.title, lambda stream, watch: write_sign_in_sheet(content, stream, watch))
        return issue(self._database, paper, settings, target, progress)

    def receipts(
        self,
        code: str,
        wish: ReceiptWish,
        settings: UnitSettings,
        target: Path | None = None,
        progress: Progress = silent,
    ) -> Done[IssuedRow]:
        """The list on which people of an activity sign for what they get.

        Raises NobodyListedError where none of them gets anything, InvalidFieldError.
        """
        with self._database.read() as session:
            activity = require_activity(session, code)
            content = activity_receipt_content(read_detail(session, activity), wish)
            subject = Subject(DocumentKind.RECEIPTS, activity_id=activity.id)
        title = f"{content.title}：{wish.item.strip()}"
        paper = Paper(subject, title, lambda stream, watch: write_ruled_report(content, stream, watch))
        return issue(self._database, paper, settings, target, progress)


def _phones(session: Session, activity_id: int) -> dict[int, str]:
    statement = select(Person.id, Person.phone).join(Participation, Participation.person_id == Person.id)
    found = session.execute(statement.where(Participation.activity_id == activity_id)).all()
    return {person_id: phone for person_id, phone in found if phone}


def _sessions(session: Session, activity_id: int) -> dict[tuple[int, int], Attendance]:
    columns = (SessionAttendance.person_id, SessionAttendance.session, SessionAttendance.attendance)
    found = session.execute(select(*columns).where(SessionAttendance.activity_id == activity_id)).all()
    return {(person_id, number): attendance for person_id, number, attendance in found}
