"""The register of certificates: whose each number is, how often it was printed, whether it still holds."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from culture_desktop.documents.designs.elements import Fields
from culture_desktop.models import DesignVersion, PrintedCertificate
from culture_desktop.services.given_numbers import CERTIFICATES, free_certificate_numbers, given, note_given

NUMBER, NAME, TITLE, DATE, CODE = "编号", "姓名", "称号", "颁发日期", "二维码"
_HOLDER = "list/"


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """A certificate in the register."""

    number: str
    name: str
    design: str
    version: int
    printed: int
    revoked_on: date | None
    revoked_for: str
    title: str


def holder_of(fields: Fields) -> str:
    """Whose number it is, without saying who: the same words for the same person give the same holder."""
    said = {key: value for key, value in fields.items() if key not in (NUMBER, DATE, CODE)}
    digest = hashlib.sha256(json.dumps(said, ensure_ascii=False, sort_keys=True).encode("utf-8", "surrogatepass"))
    return f"{_HOLDER}{digest.hexdigest()[:32]}"


def numbers_for(session: Session, holders: Sequence[str], pattern: str, year: int) -> list[str]:
    """A number for each holder: the one it had before, else the first that nobody has or had."""
    known = {holder: number for number, holder in given(session, CERTIFICATES).items()}
    free = free_certificate_numbers(session, pattern, year)
    return [known.get(holder) or next(free) for holder in holders]


@dataclass(frozen=True)
class Origin:
    """Where certificates come from: a campaign, and for each the person honoured; None where that is nobody's."""

    campaign_id: int
    person_ids: tuple[int | None, ...]


def note_certificates(
    session: Session,
    certificates: Sequence[Fields],
    holders: Sequence[str],
    version_id: int,
    origin: Origin | None = None,
) -> int:
    """Enter certificates that are being printed; those that changed or come out of a list count as printed again.

    How many were printed before.
    """
    numbers = [fields[NUMBER] for fields in certificates]
    wanted = frozenset(numbers)
    known = {row.number: row for row in session.scalars(select(PrintedCertificate)) if row.number in wanted}
    people = origin.person_ids if origin else (None,) * len(numbers)
    for fields, person_id in zip(certificates, people, strict=True):
        row = known.get(fields[NUMBER])
        if row is None:
            row = PrintedCertificate(number=fields[NUMBER], printed=1)
            session.add(row)
        elif origin is None or (row.fields, row.version_id) != (fields, version_id):
            row.printed += 1
        row.name, row.fields, row.version_id = fields.get(NAME, ""), dict(fields), version_id
        row.person_id, row.campaign_id = person_id, origin.campaign_id if origin else None
    note_given(session, CERTIFICATES, dict(zip(numbers, holders, strict=True)))
    return len(known)


def register_rows(session: Session) -> tuple[RegisterRow, ...]:
    """Every certificate printed, the last first."""
    statement = select(PrintedCertificate, DesignVersion).join(
        DesignVersion, DesignVersion.id == PrintedCertificate.version_id
    )
    return tuple(
        RegisterRow(
            number=row.number,
            name=row.name,
            design=version.content["name"],
            version=version.number,
            printed=row.printed,
            revoked_on=row.revoked_on,
            revoked_for=row.revoked_for,
            title=row.fields.get(TITLE, ""),
        )
        for row, version in session.execute(statement.order_by(PrintedCertificate.id.desc()))
    )
