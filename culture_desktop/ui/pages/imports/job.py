"""What is imported into what: the words of the page and the service behind it.

::

    ImportsPage(roster_job(services.people_import), runner, settings)          # open_with(NEW)
    ImportsPage(sign_up_job(services.imports[ListKind.PARTICIPATION]), runner, settings)  # open_with("2026-014")
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

from culture_desktop.progress import Progress
from culture_desktop.services.imports.list_import import ListImport
from culture_desktop.services.imports.people import PeopleImportService
from culture_desktop.services.imports.preview import Choices, ImportPreview, ImportReport
from culture_desktop.services.imports.roster_preview import RosterPreview
from culture_desktop.services.results import Done

Preview = Callable[[Path, str | None, Mapping[str, str] | None, Progress], ImportPreview]
Apply = Callable[[ImportPreview, Choices, Collection[int], str, Progress], Done[ImportReport]]


@dataclass(frozen=True)
class ImportJob:
    """One import. ``unit`` is what its rows are counted in; ``new_record`` is what an undecided row may become
    beside one of its candidates, if it may; ``page`` and ``argument`` lead back to where it was asked for.
    ``corrected`` names what changed rows correct where that takes a reason (``评分``), which ``apply`` is given."""

    kind: str
    title: str
    list_name: str
    unit: str
    new_record: str
    crumb: str
    page: str
    argument: object
    fields: tuple[tuple[str, str], ...]
    preview: Preview
    apply: Apply
    write_rejected: Callable[[ImportPreview, Path], Done[Path]]
    corrected: str = ""


JobMaker = Callable[[object], ImportJob]


def roster_job(service: PeopleImportService) -> JobMaker:
    """A roster into the people on the books."""

    def write(
        preview: ImportPreview, choices: Choices, excluded: Collection[int], _reason: str, progress: Progress
    ) -> Done[ImportReport]:
        assert isinstance(preview, RosterPreview)
        return service.apply(preview, choices=choices, excluded=excluded, progress=progress)

    def make(_argument: object) -> ImportJob:
        return ImportJob(
            kind="person",
            title="导入名册",
            list_name="名册",
            unit="人",
            new_record="新人员",
            crumb="人员",
            page="people",
            argument=None,
            fields=service.fields(),
            preview=lambda path, sheet, mapping, progress: service.preview(
                path, sheet=sheet, mapping=mapping, progress=progress
            ),
            apply=write,
            write_rejected=service.write_rejected,
        )

    return make


def sign_up_job(service: ListImport) -> JobMaker:
    """A sign-up or attendance list into the activity whose code is the argument."""

    def make(argument: object) -> ImportJob:
        code = str(argument)
        return ImportJob(
            kind="participation",
            title="导入报名",
            list_name="报名表或签到表",
            unit="人",
            new_record="",
            crumb="活动",
            page="activities",
            argument=code,
            fields=service.fields(),
            preview=lambda path, sheet, mapping, progress: service.preview(
                path, into=code, sheet=sheet, mapping=mapping, progress=progress
            ),
            apply=lambda preview, choices, excluded, _reason, progress: service.apply(
                preview, choices=choices, excluded=excluded, progress=progress
            ),
            write_rejected=service.write_rejected,
        )

    return make


def score_job(service: ListImport) -> JobMaker:
    """A judges' score sheet into the campaign whose code is the argument."""

    def make(argument: object) -> ImportJob:
        code = str(argument)
        return ImportJob(
            kind="score",
            title="导入评分",
            list_name="评分表",
            unit="条",
            new_record="",
            crumb="评选",
            page="awards",
            argument=code,
            fields=service.fields(),
            preview=lambda path, sheet, mapping, progress: service.preview(
                path, into=code, sheet=sheet, mapping=mapping, progress=progress
            ),
            apply=lambda preview, choices, excluded, reason, progress: service.apply(
                preview, choices=choices, excluded=excluded, reason=reason, progress=progress
            ),
            write_rejected=service.write_rejected,
            corrected="评分",
        )

    return make
