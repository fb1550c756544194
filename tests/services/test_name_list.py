"""A list of names on paper: in columns under the units, two-character names spaced."""

from pathlib import Path

import pytest

from culture_desktop.errors import InvalidFieldError, NobodyListedError, WrongPaperTypeError
from culture_desktop.services.people.conditions import Condition, Operator
from culture_desktop.services.people.name_list import NameListService
from culture_desktop.services.people.rows import PeopleQuery, PeopleSort
from tests.documents.reading import pages_text
from tests.services.company import Company


def test_names_stand_under_their_units_in_order(company: Company, tmp_path: Path) -> None:
    sales, service = company.unit("公司/营销部"), company.unit("公司/客服部")
    for number, name, unit in (
        ("1", "王伟", service),
        ("2", "王一飞", service),
        ("3", "䶮𬭎", sales),
        ("4", "阿卜杜热西提·买买提江", None),
    ):
        company.person(number, name, unit_id=unit)
    path = tmp_path / "名单.pdf"
    query = PeopleQuery(sort=PeopleSort.SURNAME_STROKES)
    done = NameListService(company.database).save(query, "年度志愿者 名单", path)
    assert done.sentence == "已将 4 人的名单存为“名单.pdf”"
    (page,) = pages_text(path.read_bytes())
    assert "王　伟" in page
    plain = page.replace("\n", " ").replace("　", " ")
    parts = (
        "年度志愿者 名单",
        "共 4 人",
        "营销部（1 人）",
        "䶮 𬭎",
        "客服部（2 人）",
        "王 伟",
        "王一飞",
        "未分单位（1 人）",
    )
    places = [plain.find(part) for part in (*parts, "阿卜杜热西提·买买提江")]
    assert -1 not in places
    assert places == sorted(places)


def test_only_those_of_the_query(company: Company, tmp_path: Path) -> None:
    company.person("1", "王伟")
    company.person("2", "林婉清")
    service, path = NameListService(company.database), tmp_path / "名单.pdf"
    service.save(PeopleQuery(conditions=(Condition("name", Operator.HOLDS, ("林",)),)), "名单", path)
    text = "".join(pages_text(path.read_bytes()))
    assert "林婉清" in text
    assert "王" not in text


def test_of_nobody_there_is_no_paper(company: Company, tmp_path: Path) -> None:
    company.person("1", "王伟")
    path = tmp_path / "名单.pdf"
    with pytest.raises(NobodyListedError, match="“志愿者名单”里一个人也没有"):
        NameListService(company.database).save(PeopleQuery(search="没有的人"), "志愿者名单", path)
    assert not path.exists()


@pytest.mark.parametrize("title", ["", "  ", "长" * 61])
def test_a_headline_that_does_not_fit_is_refused(company: Company, tmp_path: Path, title: str) -> None:
    with pytest.raises(InvalidFieldError):
        NameListService(company.database).save(PeopleQuery(), title, tmp_path / "名单.pdf")
    assert list(tmp_path.glob("*.pdf")) == []


def test_only_a_pdf_is_written(company: Company, tmp_path: Path) -> None:
    with pytest.raises(WrongPaperTypeError):
        NameListService(company.database).save(PeopleQuery(), "名单", tmp_path / "名单.xlsx")
    assert not (tmp_path / "名单.xlsx").exists()
