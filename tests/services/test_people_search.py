"""Searching people: by any part of what is written of them, with every character meaning itself."""

import shutil
import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select, update

from culture_desktop.database import Database
from culture_desktop.models import Person
from culture_desktop.rules import names
from culture_desktop.services.people.rows import PeopleQuery
from culture_desktop.services.people.service import PeopleService
from tests.services.company import Company, draft

# Names as they come, and every character that means something to LIKE, to a shell or to a folding of case.
LETTERS = st.sampled_from("林婉清单雄信䶮𬭎㛃阿·%_\\/'\"<b=cmd|aAzZ09ßẞΣςİéÉ ")
TEXTS = st.text(LETTERS, min_size=1, max_size=11).map(names.normalise).filter(bool)


def found(company: Company, search: str) -> list[str]:
    return [row.number for row in company.people.rows(PeopleQuery(search=search), 2026)]


def test_by_each_part_and_by_parts_together(company: Company) -> None:
    company.person("CJ0101", "林婉清", phone="13812345678", unit_id=company.unit("公司/Alpha营销部"))
    company.person("CJ0202", "单雄信", phone="13900000000")
    for search in (
        "公司/alpha",
        "婉",
        "林婉清",
        "linwanqing",
        "WANQ",
        "lwq",
        "LwQ",
        "cj01",
        "0101",
        "1381234",
        "5678",
        "营销",
        "ALPHA",
    ):
        assert found(company, search) == ["CJ0101"], search
    assert found(company, "sxx") == ["CJ0202"]
    assert found(company, "138 林") == ["CJ0101"]
    assert found(company, "营销 wan\tCJ") == ["CJ0101"]
    assert found(company, "林　婉清") == ["CJ0101"]
    assert found(company, "138 单") == []
    assert found(company, "  ") == ["CJ0101", "CJ0202"]


def test_wildcards_mean_themselves(company: Company) -> None:
    company.person("a%b", "甲")
    company.person("a_b", "乙")
    company.person("a\\b", "丙")
    company.person("a/b", "丁")
    company.person("axb", "戊")
    for search in ("a%b", "a_b", "a\\b", "a/b", "axb"):
        assert found(company, search) == [search]
    assert found(company, "%") == ["a%b"]


def test_no_term_spans_two_parts(company: Company) -> None:
    company.person("77", "林", phone="88")
    assert found(company, "林77") == []
    assert found(company, "7788") == []
    assert found(company, "77\n88") == ["77"]


def test_a_pasted_page_finds_nobody_and_breaks_nothing(company: Company) -> None:
    company.person("1")
    for search in ("林" * 100_000, "林 " * 100_000, "x" * 60_000):
        assert found(company, search) in ([], ["1"])
    assert found(company, "x" * 60_000) == []


@settings(max_examples=60, deadline=None)
@given(data=st.data(), name=TEXTS, number=TEXTS, phone=TEXTS, other=TEXTS)
def test_any_part_of_name_number_phone_pinyin_or_initials_finds_the_person(
    empty_file: Path, data: st.DataObject, name: str, number: str, phone: str, other: str
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        database = Database.open(Path(shutil.copy(empty_file, folder)))
        service = PeopleService(database)
        person = service.create(draft(number, name, phone=phone)).value
        if other != number:
            service.create(draft(other, "对照"))
        reading = names.reading(name)
        part = data.draw(
            st.sampled_from([name, number, phone, reading.pinyin.replace(" ", ""), reading.initials]).filter(bool)
        )
        start = data.draw(st.integers(0, len(part) - 1))
        term = part[start : data.draw(st.integers(start + 1, len(part)))]
        term = data.draw(st.sampled_from([term, term.lower(), term.upper(), term.swapcase()]))
        hits = service.ids(PeopleQuery(search=term))
        assert person in hits
        # And nobody who does not hold every word of it: no character is a wildcard.
        with database.read() as session:
            texts = {p.id: p.search_text for p in session.scalars(select(Person))}
        assert set(hits) == {i for i, text in texts.items() if all(w in text for w in term.casefold().split())}
        database.close()


def test_surnames_are_found_by_how_they_are_read(company: Company) -> None:
    read = {
        "单雄信": ("shanxiongxin", "sxx"),
        "仇英": ("qiuying", "qy"),
        "曾国藩": ("zengguofan", "zgf"),
        "查良镛": ("zhaliangyong", "zly"),
        "解缙": ("xiejin", "xj"),
        "单于明": ("chanyuming", "cym"),
        "尉迟恭": ("yuchigong", "ycg"),
        "万俟卨": ("moqixie", "mqx"),
    }
    for at, name in enumerate(read):
        company.person(f"9{at}", name)
    for at, (name, terms) in enumerate(read.items()):
        for term in (*terms, *(name[start:] for start in range(len(name)))):
            assert f"9{at}" in found_while_typing(company, term), (name, term)


def found_while_typing(company: Company, search: str) -> list[str]:
    """The numbers of those found when the search is typed key by key, checked at every key against the query."""
    numbers: list[str] = []
    for end in range(len(search) + 1):
        query = PeopleQuery(search=search[:end])
        numbers = [row.number for row in company.people.rows(query, 2026)]
        ids = company.people.ids(query)
        assert [company.people.id_of(number) for number in numbers] == list(ids)
        assert company.people.count(query) == len(ids)
    return numbers


def test_typing_on_finds_what_the_query_finds(company: Company) -> None:
    unit = company.unit("公司/营销部")
    for at, name in enumerate(("王晓梅", "王小明", "林婉清", "晓王", "王梅")):
        company.person(f"10{at}", name, phone=f"1381234441{at}", unit_id=unit if at % 2 else None)
    assert found_while_typing(company, "王 营销") == ["101", "103"]
    assert found_while_typing(company, "wangx") == ["100", "101"]
    assert found_while_typing(company, "晓 4410 w") == ["100"]
    assert found_while_typing(company, "王z") == []
    assert found_while_typing(company, "梅") == ["100", "104"]


def test_what_is_written_is_found_by_the_next_key(company: Company) -> None:
    unit = company.unit("公司/营销部")
    first = company.person("1", "林婉清", unit_id=unit)
    company.people.warm(PeopleQuery())
    assert found(company, "营销") == ["1"]
    assert company.people.ids(PeopleQuery(search="营")) == (first,)
    second = company.person("2", "王磊", unit_id=unit)
    assert company.people.ids(PeopleQuery(search="营销")) == (first, second)
    company.organisations.rename(unit, "客服部")
    assert company.people.ids(PeopleQuery(search="营销")) == ()
    assert company.people.ids(PeopleQuery(search="客服")) == (first, second)
    company.people.delete([first])
    assert company.people.ids(PeopleQuery(search="客服")) == (second,)
    with company.database.begin("别处改的") as session:
        session.execute(update(Person).where(Person.id == second).values(search_text="zhangsan"))
    assert company.people.ids(PeopleQuery(search="zhangs")) == (second,)
    assert company.people.count(PeopleQuery()) == 1
