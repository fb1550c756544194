"""Random rosters: the preview is exact, and what goes out comes back without a change."""

import random
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from culture_desktop.database import Database
from culture_desktop.models import Model
from culture_desktop.paths import resource
from culture_desktop.services.history import HistoryService
from culture_desktop.services.imports import roster
from culture_desktop.services.imports.people import PeopleImportService
from culture_desktop.services.imports.preview import ImportRow, Verdict
from culture_desktop.services.imports.roster_preview import RosterOptions
from culture_desktop.services.lists import ListService
from culture_desktop.services.people.rows import PeopleQuery
from culture_desktop.services.people.service import PeopleService
from culture_desktop.vocabulary import EmploymentType, ImportMode, PersonStatus, PoliticalStatus, Sex, Word
from tests.services.company import ODD_NAMES, Dump, dump
from tests.services.imports.lists import Cells, import_roster, resident_id, xlsx

EVERYONE = PeopleQuery(status=frozenset())


def labels(words: type[Word]) -> st.SearchStrategy[str | None]:
    return st.sampled_from([None, *(word.label for word in words)])


def days(first: int, last: int) -> st.SearchStrategy[date | None]:
    return st.none() | st.dates(date(first, 1, 1), date(last, 12, 31))


# Few different numbers, names, phones and units, so that rows meet; and any text at all that a cell can hold.
WRITTEN = st.text(st.characters(blacklist_categories=("Cs", "Cc"), blacklist_characters="\ufffe\uffff"), max_size=70)
NAMES = st.sampled_from(["张伟", "王　静", "李䶮", *ODD_NAMES.values()]) | WRITTEN
NUMBERS = st.sampled_from(["1", "2", "3", "007", "E-8", ""]) | st.integers(1, 5) | WRITTEN
UNITS = st.sampled_from(["公司", "公司/一班", "公司/二班", "二班", "公司；一班", "", "外协/一班"]) | WRITTEN
PEOPLE = st.lists(
    st.fixed_dictionaries(
        {
            "工号": NUMBERS,
            "姓名": NAMES,
            "性别": labels(Sex),
            "出生日期": days(1950, 2000),
            "身份证号": st.sampled_from([None, *map(resident_id, range(4))]),
            "手机": st.sampled_from(["", "13800000001", "13900000002", "0551-6789012"]),
            "部门": UNITS,
            "岗位": st.sampled_from([None, "班长", "=1+1"]) | WRITTEN,
            "用工性质": labels(EmploymentType),
            "是否一线": st.sampled_from([None, "是", "否", True, False]),
            "是否管理岗": st.sampled_from([None, "是", "否"]),
            "政治面貌": labels(PoliticalStatus),
            "入职日期": days(1995, 2026),
            "合同到期日": days(2026, 2040) | st.just("无固定期限"),
            "状态": labels(PersonStatus),
        }
    ),
    min_size=1,
    max_size=12,
)


BLANK: Cells = {"工号": "", "姓名": "占位", "备注": "一行"}  # so that a file of blank rows is still a list


@contextmanager
def a_database(empty: Path) -> Iterator[Database]:
    with tempfile.TemporaryDirectory() as folder:
        database = Database.open(Path(shutil.copy(empty, folder)))
        yield database
        database.close()


@settings(max_examples=60, deadline=None)
@given(first=PEOPLE, then=PEOPLE)
def test_any_roster_is_imported_as_its_preview_says_and_survives_the_way_out_and_back(
    empty_file: Path, first: list[Cells], then: list[Cells]
) -> None:
    with a_database(empty_file) as database:
        folder = database.path.parent
        for name, rows in (("甲.xlsx", first), ("乙.xlsx", then)):
            import_roster(database, xlsx(folder / name, *rows, BLANK))
        for suffix, reveal in ((".xlsx", False), (".csv", False), (".xlsx", True), (".csv", True)):
            path = folder / f"人员{suffix}"
            ListService(database).export_people(EVERYONE, 2026, path, reveal=reveal)
            if PeopleService(database).count(EVERYONE):
                counts = PeopleImportService(database).preview(path).counts
                assert counts == dict.fromkeys(Verdict, 0) | {Verdict.UNCHANGED: counts[Verdict.UNCHANGED]}


@settings(max_examples=20, deadline=None)
@given(first=PEOPLE, then=PEOPLE, mode=st.sampled_from(ImportMode), leave=st.booleans())
def test_in_any_mode_the_counts_are_the_rows_written_and_undo_takes_all_of_it_back(
    empty_file: Path, first: list[Cells], then: list[Cells], mode: ImportMode, leave: bool
) -> None:
    with a_database(empty_file) as database:
        service, folder = PeopleImportService(database), database.path.parent
        service.apply(service.preview(xlsx(folder / "甲.xlsx", *first, BLANK)))
        before = dump(database)
        preview = service.preview(xlsx(folder / "乙.xlsx", *then, BLANK), options=RosterOptions(mode=mode))
        assert dump(database) == before
        left = [leaver.person_id for leaver in preview.leavers] if leave else []
        report = service.apply(preview, left=left).value
        after = dump(database)
        old, new = (_people(found) for found in (before, after))
        assert (report.new, report.changed) == (preview.counts[Verdict.NEW], preview.counts[Verdict.CHANGED])
        assert len(new.keys() - old.keys()) == report.new
        assert sum(old[key] != new[key] for key in old) == report.changed + report.left
        assert report.left == len(left)
        if after != before:
            history = HistoryService(database)
            entry = history.next_undo()
            assert entry is not None
            history.take_back(entry.id)
        assert dump(database) == before


@settings(max_examples=30, deadline=None)
@given(first=PEOPLE, then=PEOPLE, order=st.randoms(use_true_random=False), mode=st.sampled_from(ImportMode))
def test_rows_that_need_no_closer_look_come_out_as_with_one(
    empty_file: Path, first: list[Cells], then: list[Cells], order: random.Random, mode: ImportMode
) -> None:
    """Rows of the same people, changed here and there, doubled and in another order."""
    later = [{**old, order.choice(list(new)): "", "岗位": new["岗位"]} for old, new in zip(first, then, strict=False)]
    rows = [*first, *later, *then]
    order.shuffle(rows)
    with a_database(empty_file) as database:
        service, folder = PeopleImportService(database), database.path.parent
        service.apply(service.preview(xlsx(folder / "甲.xlsx", *first, BLANK)))
        path = xlsx(folder / "乙.xlsx", *rows[: order.randint(1, len(rows))], BLANK)
        options = RosterOptions(mode=mode)
        shown = service.preview(path, options=options)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(roster, "agreeing", lambda *_: {})
            patch.setattr(roster.Roster, "_is_newcomer", lambda *_: False)
            closely = service.preview(path, options=options)
    assert list(map(_outcome, shown.rows)) == list(map(_outcome, closely.rows))
    assert (shown.leavers, shown.unit_leavers) == (closely.leavers, closely.unit_leavers)
    assert (shown.unsourced, shown.new_units) == (closely.unsourced, closely.new_units)


def _outcome(row: ImportRow) -> ImportRow:
    """A row without what is of no use where nothing is written."""
    return replace(row, name="", values={}) if row.verdict is Verdict.UNCHANGED else row


def _people(found: Dump) -> dict[object, tuple[object, ...]]:
    """People by id, without which list they came with."""
    place = list(Model.metadata.tables["person"].columns.keys()).index("source_id")
    return {row[0]: (*row[:place], *row[place + 1 :]) for row in found["person"]}


@pytest.mark.parametrize("suffix", [".xlsx", ".csv"])
def test_the_sample_company_survives_the_way_out_and_back(database: Database, tmp_path: Path, suffix: str) -> None:
    import_roster(database, resource("sample", "roster.xlsx"))
    path = tmp_path / f"人员{suffix}"
    ListService(database).export_people(EVERYONE, 2026, path)
    counts = PeopleImportService(database).preview(path).counts
    assert counts == dict.fromkeys(Verdict, 0) | {Verdict.UNCHANGED: 1200}


@pytest.mark.parametrize("reveal", [False, True])
def test_a_units_own_fields_and_the_ends_of_contracts_go_out_and_come_back(
    database: Database, tmp_path: Path, reveal: bool
) -> None:
    contact = {"紧急联系人": "母亲 13812344417", "住址": "桥西 5 栋"}
    people = (
        {"工号": "1", "姓名": "林婉清", "合同到期日": "无固定期限", **contact},
        {"工号": "2", "姓名": "张伟", "合同到期日": date(2027, 6, 30), "住址": ""},
    )
    service = PeopleImportService(database)
    options = RosterOptions(extra=("紧急联系人", "住址"))
    service.apply(service.preview(xlsx(tmp_path / "名册.xlsx", *people), options=options))
    path = tmp_path / "人员.xlsx"
    ListService(database).export_people(EVERYONE, 2026, path, reveal=reveal)
    page = openpyxl.load_workbook(path).active
    titles, first, second = page.iter_rows(values_only=True)
    written = [dict(zip(titles, row, strict=True)) for row in (first, second)]
    number = "13812344417" if reveal else "138****4417"
    assert (written[0]["紧急联系人"], written[0]["合同到期日"]) == (f"母亲 {number}", "无固定期限")
    assert (written[1]["住址"], str(written[1]["合同到期日"])[:10]) == (None, "2027-06-30")
    assert PeopleImportService(database).preview(path).counts[Verdict.UNCHANGED] == 2
