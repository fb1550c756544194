"""What the preview of a roster holds beside its rows, and how a roster may be imported."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from culture_desktop.services.imports.preview import ImportPreview
from culture_desktop.services.imports.unit_questions import UnitDecision
from culture_desktop.vocabulary import ImportMode


@dataclass(frozen=True)
class RosterOptions:
    """How a roster is imported. None is what was chosen for this source before, or else what is usual.

    ``extra`` are the titles of columns to be kept as extra fields; usual are those that are extra fields already.
    ``units`` answers questions: a unit as the list writes it -> what it means. ``effective`` is the day from which
    people are in their new units, and the last known one of those whose leaving has no date; usually today.
    ``leave_hidden`` leaves rows alone that are hidden or filtered out in the file.
    """

    mode: ImportMode | None = None
    extra: tuple[str, ...] | None = None
    units: Mapping[str, UnitDecision] = field(default_factory=dict)
    effective: date | None = None
    leave_hidden: bool = False


@dataclass(frozen=True)
class Leaver:
    """An active person who does not stand in the file."""

    person_id: int
    number: str
    name: str
    unit: str
    position: str


@dataclass(frozen=True)
class RosterPreview(ImportPreview):
    """The preview of a roster.

    ``options`` are those that were asked for; ``mode``, ``extra`` and ``effective`` what came of them. ``unknown`` are
    the titles of columns that feed no field, which ``extra`` may be chosen from. ``leavers`` came with this source
    before: with a first list of its kind (``source`` is None) nobody did. ``unit_leavers`` are in the units that
    the file names, whatever they came with. ``unsourced`` are the ids of people met in the file who are of no source yet.
    """

    options: RosterOptions = RosterOptions()
    mode: ImportMode = ImportMode.ADD_UPDATE
    extra: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    effective: date = date.min
    leavers: tuple[Leaver, ...] = ()
    unit_leavers: tuple[Leaver, ...] = ()
    unsourced: frozenset[int] = frozenset()
