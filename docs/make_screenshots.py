"""Makes docs/screenshots (every page, light and dark; the designs) and docs/samples (the papers of the sample year).

::

    python docs/make_screenshots.py                                     # needs no display
    python docs/make_screenshots.py --size 1093x690 --out /tmp/narrow   # to look at another size; samples stay as they are
"""

import argparse
import os
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import TypeVar

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_SCALE_FACTOR", "1")

from few_colours import in_few_colours
from make_gallery import make_gallery
from PIL import Image
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication

from culture_desktop.database import Database
from culture_desktop.paths import resource
from culture_desktop.services.briefings.rows import BriefingQuery
from culture_desktop.services.imports.preview import Verdict
from culture_desktop.services.people.rows import PeopleQuery
from culture_desktop.services.sample_year import make_sample_year
from culture_desktop.services.services import Services
from culture_desktop.ui.application import Application, create_application
from culture_desktop.ui.pages.awards.page import AwardsPage
from culture_desktop.ui.pages.composer.page import ComposerPage
from culture_desktop.ui.pages.documents.page import DocumentsPage
from culture_desktop.ui.pages.imports.page import ImportsPage
from culture_desktop.ui.pages.imports.review_tabs import Section, Tab
from culture_desktop.ui.pages.people.page import PeoplePage
from culture_desktop.ui.settings import Settings
from culture_desktop.ui.theme.theme import Mode
from culture_desktop.ui.theme.tokens import HEIGHT_ROW
from culture_desktop.ui.widgets.page import EVERYTHING, NEW, Page
from culture_desktop.ui.workbench import Workbench
from culture_desktop.vocabulary import ADMINISTRATIVE_KINDS, BriefingState, CampaignStep, DocumentKind

P = TypeVar("P", bound=Page)
DOCS = Path(__file__).resolve().parent
TODAY = date(2026, 11, 23)  # the sample year's "today"
TOLD = ("2026-036", "2026-047")
ACTIVITY, CAMPAIGN, SOMEBODY = "2026-047", "2026-XJ", "YC-2014-1037"
_PAUSE = 0.25  # seconds for what a page does a moment after it is shown


def main() -> None:
    """Make both, or only the screenshots when they go elsewhere."""
    asked = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    asked.add_argument("--out", type=Path, help="folder for the screenshots, by default docs/screenshots")
    asked.add_argument("--size", default="1366x768", help="width x height of the window")
    options = asked.parse_args()
    width, height = map(int, options.size.split("x"))
    with tempfile.TemporaryDirectory() as folder:
        make(Path(folder), options.out or DOCS / "screenshots", (width, height), samples=options.out is None)
    if options.out is None:
        make_gallery()


def make(folder: Path, out: Path, size: tuple[int, int], *, samples: bool) -> None:
    """Make the sample year in a folder and show every page of it."""
    file = folder / "runwu.db"
    services = Services.on(Database.open(file))
    make_sample_year(services, DOCS / "samples" if samples else None)
    services.store.close()
    out.mkdir(parents=True, exist_ok=True)
    application = create_application([], settings=Settings(folder / "settings.ini"))
    shop = Photographer(application, size)
    for mode in (Mode.LIGHT, Mode.DARK):
        application.theme.set_mode(mode)
        for name, picture in shop.pictures(folder / f"new-{mode}.db", file):
            picture(out / f"{name}-{mode}.png")


class Photographer:
    """Leads the window from page to page."""

    def __init__(self, application: Application, size: tuple[int, int]) -> None:
        self._bench = Workbench(application, lambda path: Services.on(Database.open(path)), lambda: TODAY)
        self._size = size

    def pictures(self, empty: Path, full: Path) -> Iterator[tuple[str, Callable[[Path], None]]]:
        """Every page by name, ready to be taken when it is handed out."""
        self._open(empty)
        self._show("overview")
        yield "welcome", self._take
        self._open(full)
        for name, lead in (
            ("overview", self._overview),
            ("people", self._people),
            ("import-kinds", self._import_kinds),
            ("import", self._import),
            ("import-mapping", self._import_mapping),
            ("import-ambiguous", lambda: self._import_questions(Verdict.AMBIGUOUS)),
            ("import-units", lambda: self._import_questions(Section.UNITS)),
            ("activities", self._activities),
            ("activity", self._activity),
            ("awards", self._awards),
        ):
            lead()
            yield name, self._take
        for step in CampaignStep:
            self._campaign(step)
            yield f"award-{step.value.replace('_', '-')}", self._take
        for kind in (DocumentKind.CERTIFICATES, DocumentKind.BRIEFING, DocumentKind.NOTICE):
            self._document(kind)
            yield f"documents-{kind.value.replace('_', '-')}", self._take
        self._show("designer")
        yield "designer", self._take
        self._composer()
        yield "composer", self._take
        self._history()
        yield "history", self._take
        self._show("settings")
        yield "settings", self._take

    def _open(self, file: Path) -> None:
        self._bench.open(file).resize(*self._size)
        self._settle()

    def _show(self, key: str, argument: object = None) -> None:
        assert self._bench.window is not None
        self._bench.window.show_page(key, argument)
        self._settle()

    def _overview(self) -> None:
        self._show("overview")

    def _people(self) -> None:
        self._show("people")
        page = self._page(PeoplePage)
        page.people.table.select_key(self._bench.services.people.id_of(SOMEBODY))
        page.people.table.verticalScrollBar().setValue((page.people.table.currentIndex().row() - 6) * HEIGHT_ROW)
        self._settle()

    def _import(self) -> None:
        self._show("import_people", NEW)
        self._page(ImportsPage).open_file(resource("sample", "roster_with_errors.xlsx"))
        self._settle()

    def _import_kinds(self) -> None:
        self._show("import_people", NEW)

    def _import_mapping(self) -> None:
        """A list whose titles say little: what columns seem to hold is offered."""
        self._show("import_people", NEW)
        self._page(ImportsPage).open_file(self._list("栏甲,栏乙,栏丙,栏丁", with_title=False))
        self._settle()

    def _import_questions(self, tab: Tab) -> None:
        """People under new numbers, and units written as nobody here does."""
        self._show("import_people", NEW)
        page = self._page(ImportsPage)
        page.open_file(self._list("员工编号,姓名,手机,部门", with_title=True))
        self._settle()
        page.review.go_to(tab)
        self._settle()

    def _list(self, titles: str, *, with_title: bool) -> Path:
        """A list made of people on the books, saved beside the data."""
        people = self._bench.services.people
        found = people.rows(PeopleQuery(search="王"), TODAY.year)[:16]
        lines = ["客服中心人员名单"] if with_title else []
        lines.append(titles)
        for at, row in enumerate(found):
            phone = people.reveal(row.id).value.phone or ""
            number = row.number if at > 5 else f"KF-{at + 101}"
            unit = row.unit if at % 4 else ("装表接电三班组", "综合办")[at % 8 // 4]
            lines.append(f"{number},{row.name},{phone},{unit}")
        path = self._bench.path.with_name("客服中心名单.csv")
        path.write_text("\n".join(lines), encoding="utf-8-sig")
        return path

    def _activities(self) -> None:
        self._show("activities")

    def _activity(self) -> None:
        self._show("activities", ACTIVITY)

    def _awards(self) -> None:
        self._show("awards")

    def _campaign(self, step: CampaignStep) -> None:
        self._show("awards", CAMPAIGN)
        self._page(AwardsPage).view.show_step(step)
        self._settle()

    def _document(self, kind: DocumentKind) -> None:
        self._show("documents")
        page = self._page(DocumentsPage)
        page.show_paper(next(paper.id for paper in page.list.papers if paper.kind is kind))
        self._settle()

    def _composer(self) -> None:
        """A briefing of two activities, begun from their facts."""
        services = self._bench.services
        drafts = services.briefings.rows(BriefingQuery(state=BriefingState.DRAFT))  # one, once it is dark
        told = [services.activities.id_of(code) for code in TOLD]
        briefing = drafts[0].id if drafts else services.briefings.create(told, services.settings.unit()).value
        self._show("composer", briefing)
        self._page(ComposerPage).refresh(EVERYTHING)
        self._settle()

    def _history(self) -> None:
        """Somebody moves to another team, and the two states stand side by side."""
        people, organisations = self._bench.services.people, self._bench.services.organisations
        somebody = people.id_of(SOMEBODY)
        people.move([somebody], organisations.nodes(ADMINISTRATIVE_KINDS)[8].id)
        self._show("history")

    def _page(self, kind: type[P]) -> P:
        assert self._bench.window is not None
        page = self._bench.window.page
        assert isinstance(page, kind)
        return page

    def _settle(self) -> None:
        """Let the window read, draw and come to rest."""
        rested = time.monotonic() + _PAUSE
        while time.monotonic() < rested:
            QCoreApplication.processEvents()
            if self._bench.busy:
                rested = time.monotonic() + _PAUSE
            time.sleep(0.002)  # leaves the interpreter to the worker

    def _take(self, file: Path) -> None:
        assert self._bench.window is not None
        if (focused := QApplication.focusWidget()) is not None:
            focused.clearFocus()
        self._bench.window.grab().save(str(file))
        with Image.open(file) as picture:
            small = in_few_colours(picture.convert("RGB"))
        small.save(file, optimize=True)


if __name__ == "__main__":
    main()
