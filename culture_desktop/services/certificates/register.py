"""The register of certificates: whose each number is, how often it was printed, whether it still holds."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from culture_desktop.documents.designs.elements import Fields
from culture_desktop.models import PrintedCertificate
from culture_desktop.services.certificates.statements import Statement
from culture_desktop.services.given_numbers import CERTIFICATES, free_certificate_numbers, given, note_given

NUMBER, NAME, TITLE, DATE, CODE = "编号", "姓名", "称号", "颁发日期", "二维码"
_HOLDER = "list/"


def holder_of(fields: Fields) -> str:
    """Whose number it is, without saying who: the same words for the same person give the same holder."""
    said = {key: value for key, value in fields.items() if key not in (NUMBER, DATE, CODE)}
    digest = hashlib.sha256(json.dumps(said, ensure_ascii=False, sort_keys=True).encode("utf-8", "surrogatepass"))
    return f"{_HOLDER}{digest.hexdigest()[:32]}"


def statement_of(fields: Fields) -> Statement:
    """What the code of a certificate with these fields says."""
    return Statement(fields[NUMBER], fields.get(NAME, ""), fields.get(TITLE, ""), fields.get(DATE, ""))


def numbers_for(session: Session, holders: Sequence[str], pattern: str, year: int) -> list[str]:
    """A number for each holder: the one it had before and that holds, else the first that nobody has or had."""
    revoked = frozenset(
        session.scalars(select(PrintedCertificate.number).where(PrintedCertificate.revoked_on.is_not(None)))
    )
    known = {holder: number for number, holder in given(session, CERTIFICATES).items() if number not in revoked}
    free = free_certificate_numbers(session, pattern, year)
    return [known.get(holder) or next(free) for holder in holders]


@dataclass(frozen=True)
class Origin:
    """Where certificates come from: a campaign, or none, and for each the person; None where that is nobody's."""

    person_ids: tuple[int | None, ...]
    campaign_id: int | None = None


def note_certificates(
    session: Session,
    certificates: Sequence[Fields],
    holders: Sequence[str],
    versions: Sequence[int],
    origin: Origin | None = None,
) -> int:
    """Enter certificates that are being printed, each with the id of its design's version.

    A campaign's that did not change are the same paper made again; all others count as printed again.

    How many were printed before.
    """
    numbers = [fields[NUMBER] for fields in certificates]
    wanted = frozenset(numbers)
    known = {row.number: row for row in session.scalars(select(PrintedCertificate)) if row.number in wanted}
    people = origin.person_ids if origin else (None,) * len(numbers)
    campaign_id = origin.campaign_id if origin else None
    for fields, person_id, version_id in zip(certificates, people, versions, strict=True):
        row = known.get(fields[NUMBER])
        if row is None:
            row = PrintedCertificate(number=fields[NUMBER], printed=1)
            session.add(row)
        elif campaign_id is None or (row.fields, row.version_id) != (fields, version_id):
            row.printed += 1
        row.name, row.fields, row.version_id = fields.get(NAME, ""), dict(fields), version_id
        row.person_id, row.campaign_id = person_id, campaign_id
    note_given(session, CERTIFICATES, dict(zip(numbers, holders, strict=True)))
    return len(known)
