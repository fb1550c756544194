"""The certificates of a campaign's winners as one paper: each tier by its design, signed where the key is open."""

from collections.abc import Mapping, Sequence
from itertools import groupby

from sqlalchemy import select
from sqlalchemy.orm import Session

from culture_desktop.documents.designs.elements import Fields
from culture_desktop.documents.designs.printer import DesignPart, write_designs
from culture_desktop.models import PrintedCertificate, Tier
from culture_desktop.services.awards.rows import CampaignBoard
from culture_desktop.services.certificates.choices import design_of, require_fit
from culture_desktop.services.certificates.designs import DesignService, LoadedDesign, version_of
from culture_desktop.services.certificates.register import (
    CODE,
    NUMBER,
    TITLE,
    Origin,
    note_certificates,
    statement_of,
)
from culture_desktop.services.certificates.signing import Sign
from culture_desktop.services.certificates.statements import read_statement
from culture_desktop.services.certificates.winners import winners_fields
from culture_desktop.services.documents.issue import Paper
from culture_desktop.services.documents.register import Subject
from culture_desktop.services.given_numbers import certificate_holder
from culture_desktop.services.settings import UnitSettings
from culture_desktop.vocabulary import TierKind


def winners_paper(
    session: Session,
    subject: Subject,
    board: CampaignBoard,
    settings: UnitSettings,
    designs: DesignService,
    sign: Sign | None,
) -> Paper:
    """A certificate for each winner; registering it keeps the numbers, the designs' versions and the choice of design.

    Drawing raises MissingGlyphsError or TextOverflowError, naming the people, before anything is drawn.
    """
    fields = _with_codes(session, winners_fields(board, settings), sign)
    tiers = session.scalars(select(Tier).where(Tier.id.in_([tier.id for tier in board.tiers])))
    found = {tier.name: design_of(session, designs, tier, settings) for tier in tiers}
    for each in found.values():
        require_fit(each.design)
    honoured = board.standing
    holders = [certificate_holder(board.id, w.tier, w.kind.value, w.subject_id) for w in honoured]
    people = tuple(w.subject_id if w.kind is TierKind.PERSON else None for w in honoured)

    def note(session: Session) -> None:
        versions = {each.key: version_of(session, each) for each in found.values()}
        of_each = [versions[found[one[TITLE]].key] for one in fields]
        note_certificates(session, fields, holders, of_each, Origin(people, board.id))
        for tier in board.tiers:  # from now on the campaign's own, whatever the settings will say
            session.get_one(Tier, tier.id).design = found[tier.name].key

    parts = _parts(fields, found)
    return Paper(
        subject,
        f"{board.title}荣誉证书（{len(fields)} 张）",
        lambda stream, watch: write_designs(parts, stream, watch),
        note,
        "、".join(dict.fromkeys(each.known_as for each in found.values()))[:128],
    )


def _parts(fields: Sequence[Fields], found: Mapping[str, LoadedDesign]) -> list[DesignPart]:
    """The certificates in order, neighbours of one design together."""
    by_key = {each.key: each for each in found.values()}
    return [
        DesignPart(by_key[key].design, tuple(each), by_key[key].files)
        for key, each in groupby(fields, key=lambda one: found[one[TITLE]].key)
    ]


def _with_codes(session: Session, fields: Sequence[Fields], sign: Sign | None) -> tuple[Fields, ...]:
    """The codes signed; without the key one that was signed before and still says the same stays as it is."""
    if sign is not None:
        return tuple({**one, CODE: sign(statement_of(one))} for one in fields)
    numbers = frozenset(one[NUMBER] for one in fields)
    statement = select(PrintedCertificate.number, PrintedCertificate.fields)
    kept = {number: said.get(CODE, "") for number, said in session.execute(statement) if number in numbers}
    codes = {number: code for number, code in kept.items() if read_statement(code) is not None}
    return tuple({**one, CODE: codes[one[NUMBER]]} if _says(codes.get(one[NUMBER], ""), one) else one for one in fields)


def _says(code: str, fields: Fields) -> bool:
    found = read_statement(code)
    return found is not None and found.statement.signed_text == statement_of(fields).signed_text
