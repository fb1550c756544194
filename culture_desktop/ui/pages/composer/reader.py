"""What the page reads of a briefing, aside from the window: the briefing, its figures, the titles that suit it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from culture_desktop.errors import CultureError
from culture_desktop.progress import Progress
from culture_desktop.services.briefings.rows import BriefingDetail, BriefingQuery, BriefingRow
from culture_desktop.services.services import Services
from culture_desktop.services.settings import UnitSettings
from culture_desktop.ui.pages.composer.chips import ShownFigure
from culture_desktop.ui.tasks import Runner
from culture_desktop.vocabulary import BriefingState


@dataclass(frozen=True)
class Read:
    """The list, and of it the briefing that is wanted, None when there is none."""

    rows: tuple[BriefingRow, ...]
    unit: UnitSettings
    detail: BriefingDetail | None
    figures: Mapping[str, ShownFigure]
    titles: tuple[str, ...]


class Reader(QObject):
    """Of several wishes in a row the latest is answered; ``detail`` is what was read last.

    Signals:
        read: what was read (Read, object).
        failed: why it could not be read (CultureError, object).
    """

    read = Signal(object)
    failed = Signal(object)

    def __init__(self, services: Services, runner: Runner, parent: QObject) -> None:
        super().__init__(parent)
        self._services, self._runner = services, runner
        self._round = 0
        self.detail: BriefingDetail | None = None

    def look(self, wanted: int) -> None:
        """Read the list and a briefing; the first of the list where that one is no more."""
        self._run("读取简报", lambda: wanted)

    def begin(self, activity_ids: tuple[int, ...], begun: Callable[[str], object]) -> None:
        """Begin a briefing and read it; ``begun`` gets the sentence that tells it."""
        services = self._services
        sentences: list[str] = []

        def create() -> int:
            done = services.briefings.create(activity_ids, services.settings.unit())
            sentences.append(done.sentence)
            return done.value

        self._run("起草简报", create, lambda: begun(sentences[0]))

    def look_of(self, code: str) -> None:
        """The newest draft about an activity, else its newest briefing, else one begun now."""
        services = self._services

        def find() -> int:
            rows = services.briefings.rows(BriefingQuery(activity=code))
            drafts = [each.id for each in rows if each.state is BriefingState.DRAFT]
            if found := drafts or [each.id for each in rows]:
                return found[0]
            return services.briefings.create((services.activities.id_of(code),), services.settings.unit()).value

        self._run("起草简报", find)

    def _run(self, title: str, which: Callable[[], int], after: Callable[[], object] | None = None) -> None:
        self._round += 1
        this, services = self._round, self._services

        def work(_progress: Progress) -> Read:
            return read(services, which())

        def done(found: Read) -> None:
            if this == self._round:
                self.detail = found.detail
                self.read.emit(found)
            if after is not None:
                after()

        self._runner.run(work, title=title, done=done, failed=self._fail)

    def _fail(self, error: CultureError) -> None:
        self.failed.emit(error)


def read(services: Services, wanted: int) -> Read:
    """The list, and a briefing of it."""
    briefings = services.briefings
    rows, unit = briefings.rows(BriefingQuery()), services.settings.unit()
    ids = [each.id for each in rows]
    if not ids:
        return Read(rows, unit, None, {}, ())
    detail = briefings.detail(wanted if wanted in ids else ids[0])
    titles = {each.code: each.title for each in detail.activities}
    whole = "、".join(titles.values())
    figures = {
        name: ShownFigure(value, f"取自“{titles.get(name.rpartition('.')[0], whole)}”的资料和名单")
        for name, value in briefings.figures(detail.id).items()
    }
    return Read(rows, unit, detail, figures, briefings.titles(detail.id))
