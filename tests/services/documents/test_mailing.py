"""Versions of papers, and the folder that goes into a letter: whole or not at all."""

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from culture_desktop.database import Database
from culture_desktop.errors import (
    CultureError,
    FolderNotWritableError,
    InvalidFieldError,
    NotReplaceableError,
    RecordMissingError,
)
from culture_desktop.progress import CancelledError
from culture_desktop.services.documents.rows import IssuedRow
from culture_desktop.services.documents.versions import newest, versions_of
from culture_desktop.services.services import Services
from culture_desktop.services.settings import UnitSettings
from culture_desktop.vocabulary import DocumentKind
from tests.services.awards.campaign import CODE, PATTERN, Round

UNIT = UnitSettings(
    unit_name="云川供电服务中心", issuer="云川供电服务中心工会", decision_prefix="云工发", certificate_pattern=PATTERN
)


@pytest.fixture(scope="module")
def services(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Services]:
    folder = tmp_path_factory.mktemp("year")
    database = Database.open(folder / "runwu.db")
    services = Services.on(database)
    services.settings.save_unit(UNIT)
    Round(database, folder).confirmed()
    for kind in (DocumentKind.DECISION, DocumentKind.NOTICE, DocumentKind.CERTIFICATES):
        services.documents.campaign_paper(kind, CODE, UNIT)
    yield services
    database.close()


def row(at: int, **changes: object) -> IssuedRow:
    made = datetime(2026, 11, at)
    first = IssuedRow(at, DocumentKind.DECISION, "决定", "1号", "评选", "A", "", "a.pdf", 2, made, "", "")
    return replace(first, **changes)  # type: ignore[arg-type]


def test_a_version_says_how_it_differs_from_the_one_before() -> None:
    papers = [
        row(3, pages=3),
        row(2, design="红金 第 2 版"),
        row(1),
        row(4, campaign_code="B"),
        row(5, campaign_code=""),
    ]
    found = versions_of(papers[2], papers)
    assert [(each.paper.id, each.number) for each in found] == [(3, 3), (2, 2), (1, 1)]
    assert found[0].differs == "3 页，原来 2 页；原来在2026年11月2日生成；模板无，原来红金 第 2 版"
    assert "模板红金 第 2 版，原来无" in found[1].differs
    assert found[2].differs == ""
    assert [each.id for each in newest(papers)] == [3, 4, 5]
    same_day = [row(1), row(2, made_at=datetime(2026, 11, 1, 9))]
    assert versions_of(same_day[0], same_day)[0].differs == "页数和模板没有变，内容有改动"


def test_papers_of_ones_own_are_told_by_their_title() -> None:
    papers = [row(2, campaign_code="", title="通知乙"), row(1, campaign_code="", title="通知甲")]
    assert len(versions_of(papers[0], papers)) == 1


def test_certificates_tell_their_design(services: Services) -> None:
    (certificates,) = (row for row in services.documents.rows(UNIT) if row.kind is DocumentKind.CERTIFICATES)
    assert certificates.design.startswith("红金经典")
    decision = next(row for row in services.documents.rows(UNIT) if row.kind is DocumentKind.DECISION)
    assert decision.design == ""


def test_a_folder_with_speaking_names_and_a_list(services: Services, tmp_path: Path) -> None:
    rows = services.documents.rows(UNIT)
    done = services.mailing.make([each.id for each in rows], tmp_path, "服务明星 文书", UNIT)
    assert done.value == tmp_path / "服务明星 文书"
    names = sorted(path.name for path in done.value.iterdir())
    assert [name[:2] for name in names] == ["01", "02", "03", "清单"]
    listed = (done.value / "清单.txt").read_bytes().decode("utf-8-sig")
    for each, name in zip(rows, names, strict=False):
        content = (done.value / name).read_bytes()
        assert content == services.documents.content(each.id)
        assert f"SHA-256：{hashlib.sha256(content).hexdigest()}" in listed
        assert f"{each.title}{'　' + each.number if each.number else ''}　{each.pages} 页" in listed
        assert f"文件：{name}" in listed
    with pytest.raises(NotReplaceableError, match="已有的文件夹"):
        services.mailing.make([rows[0].id], tmp_path, "服务明星 文书", UNIT)
    assert [path.name for path in tmp_path.iterdir()] == ["服务明星 文书"]


@pytest.mark.parametrize(
    ("ids", "name", "error"),
    [([], "甲", InvalidFieldError), ([1], " ", InvalidFieldError), ([1, 9999], "甲", RecordMissingError)],
)
def test_what_cannot_be_leaves_nothing(
    services: Services, tmp_path: Path, ids: list[int], name: str, error: type[CultureError]
) -> None:
    with pytest.raises(error):
        services.mailing.make(ids, tmp_path, name, UNIT)
    assert list(tmp_path.iterdir()) == []


def test_cancelled_or_without_a_folder_leaves_nothing(services: Services, tmp_path: Path) -> None:
    ids = [each.id for each in services.documents.rows(UNIT)]

    def stop(done: int, _total: int, _text: str) -> None:
        if done == 2:
            raise CancelledError

    with pytest.raises(CancelledError):
        services.mailing.make(ids, tmp_path, "甲", UNIT, stop)
    assert list(tmp_path.iterdir()) == []
    (tmp_path / "file").write_text("a file where a folder should be", encoding="utf-8")
    with pytest.raises(FolderNotWritableError):
        services.mailing.make(ids, tmp_path / "file", "甲", UNIT)
