"""A row beside a person on the books, as people read them: what it would change, and why it may be meant."""

from collections.abc import Collection, Mapping
from typing import Any

from culture_desktop.rules.masking import in_text, is_masked
from culture_desktop.services.imports.books import Books
from culture_desktop.services.imports.known import Known
from culture_desktop.services.imports.modes import let_through
from culture_desktop.services.imports.preview import EXTRA, Candidate, ComparedField, FieldChange, Verdict
from culture_desktop.services.imports.units import UnitResolver
from culture_desktop.services.imports.words import shown
from culture_desktop.services.people.contacts import MASKS
from culture_desktop.spreadsheets.dates import OPEN_END, Month
from culture_desktop.vocabulary import ImportMode

_TELLING = ("number", "name", "resident_id", "birth_date", "phone", "unit")
_SIDE_BY_SIDE = (*_TELLING[:2], "sex", *_TELLING[2:], "position", "employment", "hire_date", "status")
_OWN = ("number", "resident_id")  # what no two people have


class Comparing:
    """Words for the differences of one file; ``titles`` are those of the fields."""

    def __init__(self, titles: Mapping[str, str], units: UnitResolver, books: Books, mode: ImportMode) -> None:
        self._titles, self._units, self._books, self._mode = titles, units, books, mode

    def changes(
        self, person: Known, values: Mapping[str, Any], origins: Mapping[str, str] | None = None
    ) -> tuple[FieldChange, ...]:
        """What a row changes; ``origins`` says of a field where its value is from when it does not stand there."""
        return tuple(
            FieldChange(key, self.title(key), *self._shown(key, old, new), (origins or {}).get(key, ""))
            for key, new in values.items()
            if differs(new, old := person.held(key))
        )

    def title(self, key: str) -> str:
        """What a field is called."""
        return self._titles.get(key) or key.removeprefix(EXTRA)

    def candidate(
        self, person: Known, said: Mapping[str, Any], values: Mapping[str, Any], origins: Mapping[str, str]
    ) -> Candidate:
        """Somebody whom a row may mean: what is ``said``, and what of ``values`` would be written to them.

        A number or ID of somebody else's would not.
        """
        taken = self.of_others(person, said)
        compared = [key for key in _TELLING if key in said]
        same = [self.title(key) for key in compared if said[key] == person.held(key)]
        other = [self.title(key) for key in compared if said[key] != person.held(key)]
        kept = [f"{self.title(key)}已属于别人，不会写入" for key in taken]
        parts = (f"{'、'.join(same)}相符" if same else "", f"{'、'.join(other)}不同" if other else "", *kept)
        open_to = {key: value for key, value in values.items() if key not in taken}
        changes = self.changes(person, let_through(self._mode, person, open_to), origins)
        verdict = Verdict.CHANGED if changes else Verdict.UNCHANGED
        return Candidate(
            person.id,
            person.number,
            person.name,
            self._units.full_name(person.unit),
            "，".join(filter(None, parts)),
            Verdict.KEPT if self._mode is ImportMode.ADD else verdict,
            changes,
            tuple(self._beside(person, said)),
            values,
        )

    def _beside(self, person: Known, values: Mapping[str, Any]) -> list[ComparedField]:
        found = []
        for key in _SIDE_BY_SIDE:
            said, held = values.get(key), person.held(key)
            if said is not None or held not in (None, ""):
                row, other = self._words(key, said), self._words(key, held)
                found.append(ComparedField(key, self.title(key), row, other, said is not None and differs(said, held)))
        return found

    def of_others(self, person: Known, values: Mapping[str, Any]) -> Collection[str]:
        """The fields in which a row has what belongs to somebody else."""
        holders = (self._books.numbered(values.get("number")), self._books.identified(values.get("resident_id")))
        return [key for key, holder in zip(_OWN, holders, strict=True) if holder is not None and holder.id != person.id]

    def _shown(self, key: str, old: Any, new: Any) -> tuple[str, str]:
        before, after = self._words(key, old), self._words(key, new)
        return before, f"{after}（不同在隐去的几位）" if before == after and key in MASKS else after

    def _words(self, key: str, value: Any) -> str:
        if key == "unit":
            return self._units.full_name(value)
        if key == "contract_ends" and value == OPEN_END:
            return "无固定期限"
        words = shown(value)
        if key in MASKS:
            return MASKS[key](words)
        return in_text(words) if key.startswith(EXTRA) else words


def differs(said: Any, held: Any) -> bool:
    """Whether a list says something else than is known.

    A month says nothing else than a day in it, nor do words with their numbers hidden, as we export them.
    """
    if said == held or (isinstance(said, Month) and said.holds(held)):
        return False
    return not (isinstance(said, str) and isinstance(held, str) and is_masked(said) and said == in_text(held))


def in_order(known: Known | None, values: Mapping[str, Any]) -> bool:
    """Whether a person would be hired after being born."""
    born, hired = values.get("birth_date"), values.get("hire_date")
    if known is not None:
        born, hired = born or known.birth_date, hired or known.hire_date
    return born is None or hired is None or born < hired


def stays_a_while(known: Known | None, values: Mapping[str, Any]) -> bool:
    """Whether a person would not leave before being hired."""
    left = values.get("left_on")
    if left is None:
        return True
    hired = values.get("hire_date") or (None if known is None else known.hire_date)
    return hired is None or hired <= left
