"""What follows from the cells of a row beside what they say: from the resident ID, from a leaving date, from a status.

What follows is put among the row's values, and the row says so: nobody shall wonder where it came from.
"""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from culture_desktop.rules import resident_id
from culture_desktop.services.imports.known import Known
from culture_desktop.services.imports.source import SourceRow
from culture_desktop.services.imports.words import shown
from culture_desktop.vocabulary import PersonStatus

FROM_ID = "由身份证号得出"
_TITLES = {"birth_date": "出生日期", "sex": "性别"}


@dataclass
class Findings:
    """``derived`` says of a field where its value came from; ``notes`` are sentences about the row."""

    derived: dict[str, str] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)

    def derive(self, row: SourceRow, key: str, value: Any, origin: str) -> None:
        """Give a row a value that does not stand in it."""
        row.values[key] = value
        self.derived[key] = origin

    def sentences(self, *, new: bool) -> tuple[str, ...]:
        """All there is to say; of a ``new`` person what was derived too, as no changes tell it."""
        if not self.derived and not self.notes:
            return ()
        told = [f"{_TITLES[key]}{FROM_ID}" for key, origin in self.derived.items() if origin == FROM_ID]
        return (*(told if new else ()), *self.notes)


NO_FINDINGS = Findings()
TELLING = frozenset({"resident_id", "status", "left_on"})
"""The fields that anything follows from."""


def from_resident_id(row: SourceRow, known: Known | None, findings: Findings) -> None:
    """Birth date and sex, where neither the row nor the books have them; what contradicts them is told or refused."""
    identity = row.values.get("resident_id")
    if identity is None:
        return
    told = resident_id.read(identity)
    for key, said in (("birth_date", told.birth_date), ("sex", told.sex)):
        given, held = row.values.get(key), None if known is None else known.held(key)
        if given is None and held is None:
            findings.derive(row, key, said, FROM_ID)
        elif given is None or given == held:
            if said != (given or held):
                findings.notes.append(f"库里的{_TITLES[key]} {shown(held)} 与身份证号不符")
        elif key == "birth_date" and _same_month(given, told.birth_date):
            if given != said:
                findings.derive(row, key, said, "名册只写到月，按身份证号")
        elif given != said:
            row.refuse(key, f"与身份证号不符（身份证号里是 {shown(said)}）")


def from_leaving(row: SourceRow, known: Known | None, findings: Findings, effective: date) -> None:
    """The status from a leaving date that has passed; the date from a status that changes."""
    status, left_on = row.values.get("status"), row.values.get("left_on")
    before = PersonStatus.ACTIVE if known is None else known.status
    gone = left_on is not None and left_on <= effective
    if status is None:
        if gone and before is PersonStatus.ACTIVE:
            findings.derive(row, "status", PersonStatus.LEFT, "由离职日期得出")
    elif status is PersonStatus.ACTIVE:
        if gone:
            row.refuse("left_on", "状态是在职，离职日期却已经过了")
        elif known is not None and before is not PersonStatus.ACTIVE and known.left_on is not None and left_on is None:
            findings.derive(row, "left_on", None, "重新在职")
    elif known is not None and before is PersonStatus.ACTIVE and left_on is None:
        findings.derive(row, "left_on", effective, "名册没有写，按生效日期")


def _same_month(given: date, told: date) -> bool:
    """Whether a date may be a month that was written without its day."""
    return given.day == 1 and (given.year, given.month) == (told.year, told.month)
