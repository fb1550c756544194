"""The register of certificates as the user sees it: looked at, printed again exactly, revoked with a reason."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from itertools import groupby
from pathlib import Path

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from culture_desktop.database import Database, written_aside
from culture_desktop.documents.designs.printer import DesignPart, write_designs
from culture_desktop.errors import (
    CertificateEmptyError,
    CertificateRevokedError,
    InvalidFieldError,
    RecordMissingError,
)
from culture_desktop.models import Campaign, Certificate, DesignVersion, Honour, PrintedCertificate
from culture_desktop.progress import Progress, silent
from culture_desktop.services.certificates.designs import loaded_version
from culture_desktop.services.certificates.register import DATE, TITLE
from culture_desktop.services.results import Done, Topic
from culture_desktop.vocabulary import chinese_date

_CHANGED = frozenset({Topic.DOCUMENTS})
_REVOKED = frozenset({Topic.DOCUMENTS, Topic.AWARDS, Topic.PEOPLE})
_LONGEST_REASON = 255


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """A certificate in the register; ``dated`` is the date as printed, ``source`` the campaign it comes from."""

    number: str
    name: str
    title: str
    dated: str
    entered_on: date
    design: str
    version: int
    printed: int
    source: str
    campaign_code: str
    revoked_on: date | None
    revoked_for: str

    @property
    def reprints(self) -> int:
        """How often it was printed after the first time."""
        return self.printed - 1


class CertificateService:
    """Reads and keeps the register."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def rows(self) -> tuple[RegisterRow, ...]:
        """Every certificate printed, the last first."""
        printed = PrintedCertificate
        statement = (
            select(
                printed.number,
                printed.name,
                func.coalesce(printed.fields[TITLE].as_string(), ""),
                func.coalesce(printed.fields[DATE].as_string(), ""),
                printed.created_at,
                printed.version_id,
                printed.printed,
                Campaign.title,
                Campaign.code,
                printed.revoked_on,
                printed.revoked_for,
            )
            .outerjoin(Campaign, Campaign.id == printed.campaign_id)
            .order_by(printed.id.desc())
        )
        with self._database.read() as session:
            designs = _designs(session)
            return tuple(
                RegisterRow(
                    number,
                    name,
                    title,
                    dated,
                    created_at.date(),
                    *designs[version_id],
                    times,
                    source or "",
                    code or "",
                    revoked_on,
                    revoked_for,
                )
                for number, name, title, dated, created_at, version_id, times, source, code, revoked_on, revoked_for in (
                    session.execute(statement)
                )
            )

    def reprint(self, numbers: Sequence[str], out: Path, progress: Progress = silent) -> Done[Path]:
        """Write certificates to a PDF exactly as they were issued, in this order; each counts as printed once more.

        Raises RecordMissingError for a number there is none of, CertificateRevokedError for one that does not hold any
        more, CertificateEmptyError for one whose person was removed.
        """
        with self._database.read() as session:
            found = _required(session, numbers)
            revoked = [row.number for row in found if row.revoked_on is not None]
            if revoked:
                raise CertificateRevokedError(numbers="、".join(revoked))
            empty = [row.number for row in found if not row.fields]
            if empty:
                raise CertificateEmptyError(numbers="、".join(empty))
            parts = []
            for version_id, rows in groupby(found, key=lambda row: row.version_id):
                loaded = loaded_version(session, self._database.files, version_id)
                parts.append(DesignPart(loaded.design, [row.fields for row in rows], loaded.files))
        stream = BytesIO()
        write_designs(parts, stream, progress)
        again = update(PrintedCertificate).where(PrintedCertificate.number.in_(numbers))
        with written_aside(out, stream.getvalue()), self._database.begin("重印证书") as session:
            session.execute(again.values(printed=PrintedCertificate.printed + 1))
        return Done(out, _CHANGED, f"已重印 {len(found)} 张证书到“{out.name}”")

    def revoke(self, numbers: Sequence[str], on: date, reason: str, today: date) -> Done[int]:
        """Revoke certificates from a day on; of a campaign's the honour goes with it. The value is how many.

        Raises RecordMissingError for a number there is none of, CertificateRevokedError for one revoked already,
        InvalidFieldError for a day out of turn and without a reason.
        """
        words = reason.strip()
        if not words or len(words) > _LONGEST_REASON:
            raise InvalidFieldError(field="作废原因", value=words[:20] or "空白", expected=f"1 到 {_LONGEST_REASON} 字")
        if on > today:
            expected = f"不晚于今天（{chinese_date(today)}）的日期"
            raise InvalidFieldError(field="作废日期", value=on.isoformat(), expected=expected)
        with self._database.begin("作废证书", reason=words) as session:
            found = _required(session, numbers)
            revoked = [row.number for row in found if row.revoked_on is not None]
            if revoked:
                raise CertificateRevokedError(numbers="、".join(revoked))
            honours = _honours(session, numbers)
            for honour in honours:
                if on < honour.granted_on:
                    expected = f"{chinese_date(honour.granted_on)}（表彰日期）以后的日期"
                    raise InvalidFieldError(field="作废日期", value=on.isoformat(), expected=expected)
                honour.revoked_on = honour.revoked_on or on
            for row in found:
                row.revoked_on, row.revoked_for = on, words
        also = f"，{len(honours)} 项荣誉随之撤销" if honours else ""
        return Done(len(found), _REVOKED, f"已作废 {len(found)} 张证书{also}，编号不再使用")


def _designs(session: Session) -> dict[int, tuple[str, int]]:
    """Each version's design by name, and its number."""
    statement = select(DesignVersion.id, DesignVersion.content["name"].as_string(), DesignVersion.number)
    return {version_id: (name, number) for version_id, name, number in session.execute(statement)}


def _required(session: Session, numbers: Sequence[str]) -> list[PrintedCertificate]:
    rows = session.scalars(select(PrintedCertificate).where(PrintedCertificate.number.in_(numbers)))
    found = {row.number: row for row in rows}
    for number in numbers:
        if number not in found:
            raise RecordMissingError(what="证书", key=number)
    return [found[number] for number in dict.fromkeys(numbers)]


def _honours(session: Session, numbers: Sequence[str]) -> list[Honour]:
    statement = select(Honour).join(Certificate, Certificate.honour_id == Honour.id)
    return list(session.scalars(statement.where(Certificate.number.in_(numbers))))
