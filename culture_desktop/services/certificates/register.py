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


def note_certificates(session: Session, certificates: Sequence[Fields], holders: Sequence[str], version_id: int) -> int:
    """Enter certificates that are being printed; those printed before are counted once more. How many these are."""
    numbers = [fields[NUMBER] for fields in certificates]
    wanted = frozenset(numbers)
    known = {row.number: row for row in session.scalars(select(PrintedCertificate)) if row.number in wanted}
    for fields in certificates:
        number = fields[NUMBER]
        if number in known:
            known[number].printed += 1
            known[number].fields, known[number].version_id = dict(fields), version_id
        else:
            session.add(
                PrintedCertificate(number=number, name=fields.get(NAME, ""), fields=dict(fields), version_id=version_id)
            )
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
