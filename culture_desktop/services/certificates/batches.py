"""Certificates for everyone in a list file: looked at first, then written whole or not at all."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import date
from io import BytesIO
from pathlib import Path

from culture_desktop.database import Database, written_aside
from culture_desktop.documents.designs.calibration import Calibration
from culture_desktop.documents.designs.elements import Fields
from culture_desktop.documents.designs.fields import Phrase, fields_in
from culture_desktop.documents.designs.printer import Batch, write_design
from culture_desktop.documents.font_report import FontReport
from culture_desktop.documents.preflight import Problem, require
from culture_desktop.documents.text import spaced
from culture_desktop.errors import DesignFieldUnknownError, InvalidFieldError
from culture_desktop.progress import Progress, silent
from culture_desktop.services.certificates.designs import DesignService, LoadedDesign, version_of
from culture_desktop.services.certificates.register import (
    CODE,
    DATE,
    NAME,
    NUMBER,
    TITLE,
    Origin,
    holder_of,
    note_certificates,
    numbers_for,
    statement_of,
)
from culture_desktop.services.certificates.sources import CertificateList, Listed
from culture_desktop.services.certificates.statements import Statement
from culture_desktop.services.file_names import file_name
from culture_desktop.services.results import Done, Topic
from culture_desktop.services.settings import UnitSettings
from culture_desktop.spreadsheets.cell_text import text
from culture_desktop.spreadsheets.fields import Field, fields
from culture_desktop.spreadsheets.table import Table, open_table
from culture_desktop.vocabulary import Word, numeral_date

UNIT, ISSUER, SALUTATION = "单位", "颁发单位", "称谓"
# What the program knows without the list; a column of that name comes before it.
_SUPPLIED = (NUMBER, SALUTATION, ISSUER, DATE, CODE)
_ALIASES = {"number": NUMBER, "name": NAME, "unit": UNIT}
_CHANGED = frozenset({Topic.DOCUMENTS})


class Split(Word):
    """Into how many files a batch goes."""

    WHOLE = "one", "合为一个文件"
    PERSON = "person", "每人一个文件"
    UNIT = "unit", "每个单位一个文件"


@dataclass(frozen=True)
class BatchPlan:
    """A batch before it is printed.

    ``holders`` say whose the numbers are. ``problems`` keep it from being printed; ``repeated`` are names that stand
    in the list more than once with the same words, ``unused`` columns that the design has no place for; ``fonts`` are
    what it will be printed with.
    """

    found: LoadedDesign
    certificates: tuple[Fields, ...]
    holders: tuple[str, ...]
    problems: tuple[Problem, ...]
    repeated: tuple[str, ...]
    unused: tuple[str, ...]
    origin: Origin
    fonts: FontReport


class CertificateBatchService:
    """Plans, then writes."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._designs = DesignService(database)

    def plan(
        self,
        source: Path | CertificateList,
        design: str,
        settings: UnitSettings,
        day: date,
        *,
        sheet: str | None = None,
        given: Mapping[str, str] | None = None,
    ) -> BatchPlan:
        """What would be printed for the rows of a file or for those listed; ``given`` are fields the same for all.

        What a row of a file says comes before what is given, and that before what the program words.

        Raises DesignFieldUnknownError for a field of the design that neither the list nor the program has, and
        whatever reading a list raises.
        """
        found = self._designs.load(design)
        listed, unused = _read(source, found, sheet) if isinstance(source, Path) else (source, ())
        words = given or {}
        same = {ISSUER: settings.issuer or settings.unit_name, DATE: numeral_date(day), **words}
        lacking = [name for name in found.design.fields if name not in {*listed.columns, *same, *_SUPPLIED}]
        if lacking:
            raise DesignFieldUnknownError(name=found.design.name, fields="、".join(lacking), file=listed.title)
        over = {} if isinstance(source, Path) else words
        people = [{**_merged(entry.fields, same), **over} for entry in listed.entries]
        holders = _apart([e.holder or holder_of(f) for e, f in zip(listed.entries, people, strict=True)])
        with self._database.read() as session:
            numbers = numbers_for(session, holders, settings.certificate_pattern, day.year)
        certificates = tuple(
            _completed({**fields, NUMBER: fields.get(NUMBER) or number})
            for fields, number in zip(people, numbers, strict=True)
        )
        batch = Batch(found.design, certificates)
        origin = Origin(tuple(entry.person_id for entry in listed.entries), listed.campaign_id)
        problems = batch.problems()
        return BatchPlan(found, certificates, holders, problems, _repeated(people), unused, origin, batch.fonts())

    def write(
        self,
        plan: BatchPlan,
        out: Path,
        *,
        split: Split = Split.WHOLE,
        name_pattern: str = "{编号}-{姓名}",
        overprint: bool = False,
        calibration: Calibration | None = None,
        sign: Callable[[Statement], str] | None = None,
        progress: Progress = silent,
    ) -> Done[tuple[Path, ...]]:
        """Write the PDF or, split, the PDFs in a folder; the register has them in the same moment.

        ``sign`` gives each certificate's code its signature; a code of the list's own gives way.

        Raises MissingGlyphsError or TextOverflowError naming the people while the plan has problems.
        """
        require(plan.problems)
        certificates = plan.certificates if sign is None else tuple(_signed(f, sign) for f in plan.certificates)
        require(Batch(plan.found.design, certificates).problems() if sign else ())
        parts = _parts(certificates, out, split, name_pattern)
        printed = []
        for at, (target, part) in enumerate(parts):
            stream = BytesIO()
            watch = progress if split is Split.WHOLE else silent
            if split is not Split.WHOLE:
                progress(at, len(parts), f"正在生成“{target.name}”")
            write_design(
                plan.found.design,
                part,
                stream,
                watch,
                files=plan.found.files,
                overprint=overprint,
                calibration=calibration,
            )
            printed.append((target, stream.getvalue()))
        with ExitStack() as aside:
            for target, content in printed:
                aside.enter_context(written_aside(target, content))
            with self._database.begin("批量生成证书") as session:
                version = version_of(session, plan.found)
                again = note_certificates(
                    session, certificates, plan.holders, [version] * len(certificates), plan.origin
                )
        reprinted = f"，其中 {again} 张是补印" if again else ""
        notes = "".join(f"。{note}" for note in plan.fonts.notes)
        sentence = f"已生成 {len(certificates)} 张证书、{len(parts)} 个文件{reprinted}{notes}"
        return Done(tuple(target for target, _ in parts), _CHANGED, sentence)


def _table(path: Path, found: LoadedDesign, sheet: str | None) -> Table:
    """The list's table: people by any title names are known by, the rest by the design's own names of its fields."""
    person = {field.key: field for field in fields("person")}
    known = [
        replace(person["name"], key=NAME, required=True),
        replace(person["unit"], key=UNIT, required=False),
    ]
    wanted = dict.fromkeys([*found.design.fields, NUMBER, TITLE])  # both stand in the code and the register
    return open_table(path, [*known, *(Field(name, name) for name in wanted if name not in (NAME, UNIT))], sheet)


def _read(path: Path, found: LoadedDesign, sheet: str | None) -> tuple[CertificateList, tuple[str, ...]]:
    """The rows of a file, and the columns that nothing is done with."""
    table = _table(path, found, sheet)
    entries = tuple(Listed(cells) for cells in _rows(table))
    return CertificateList(path.name, entries, tuple(table.columns)), table.unknown_columns


def _rows(table: Table) -> list[dict[str, str]]:
    return [{key: text(cell) for key, cell in cells.items()} for _, cells in table.rows()]


def _merged(cells: Fields, same: Mapping[str, str]) -> dict[str, str]:
    """What a row says, and where it says nothing what is the same for all."""
    return {**same, **{title: value for title, value in cells.items() if value or title not in same}}


def _completed(fields: Mapping[str, str]) -> Fields:
    """With what follows from the rest."""
    name = fields.get(NAME, "")
    title, issuer = fields.get(TITLE, ""), fields.get(ISSUER, "")
    return {
        SALUTATION: f"{spaced(name)}同志：",
        CODE: "\n".join(filter(None, (fields[NUMBER], name, title, issuer))),
        **fields,
    }


def _signed(fields: Fields, sign: Callable[[Statement], str]) -> Fields:
    return {**fields, CODE: sign(statement_of(fields))}


def _apart(holders: Sequence[str]) -> tuple[str, ...]:
    """The holders, those that stand several times told apart: each row gets a number of its own."""
    seen: Counter[str] = Counter()
    apart = []
    for holder in holders:
        seen[holder] += 1
        apart.append(holder if seen[holder] == 1 else f"{holder}/{seen[holder]}")
    return tuple(apart)


def _repeated(people: Sequence[Fields]) -> tuple[str, ...]:
    counted = Counter((fields.get(NAME, ""), fields.get(UNIT, "")) for fields in people)
    return tuple(f"{name}（{unit}）" if unit else name for (name, unit), times in counted.items() if times > 1)


def _parts(
    certificates: Sequence[Fields], out: Path, split: Split, pattern: str
) -> list[tuple[Path, tuple[Fields, ...]]]:
    """Each file with what goes into it, by names that differ even where capitals do not count."""
    if split is Split.WHOLE:
        target = out if out.suffix.lower() == ".pdf" else out / "证书.pdf"
        return [(target, tuple(certificates))]
    wanted = pattern if split is Split.PERSON else "{单位}"
    unknown = [name for name in fields_in(wanted) if name not in _ALIASES and name not in certificates[0]]
    if unknown or not fields_in(wanted):
        expected = f"含有{'、'.join(f'{{{name}}}' for name in ('编号', '姓名', '单位'))}等字段的名称"
        raise InvalidFieldError(field="文件名格式", value=wanted, expected=expected)
    phrase = Phrase(wanted)
    parts: dict[str, list[Fields]] = {}
    names: Counter[str] = Counter()
    for certificate in certificates:
        aliased = {alias: certificate.get(name, "") for alias, name in _ALIASES.items()}
        name = file_name(phrase.filled({**aliased, **certificate}) or "未分单位")
        if split is Split.PERSON:
            names[name.casefold()] += 1
            name = name if names[name.casefold()] == 1 else f"{name} ({names[name.casefold()]})"
        parts.setdefault(name, []).append(certificate)
    return [(out / f"{name}.pdf", tuple(found)) for name, found in parts.items()]
