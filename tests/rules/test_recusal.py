"""Recusal: every ground with its reason, for persons and teams."""

import pytest

from culture_desktop.errors import InvalidFieldError
from culture_desktop.rules.recusal import (
    Declaration,
    Ground,
    Member,
    Nominee,
    RecusalRules,
    Relation,
    recusals,
)

JUDGE = Member("1", "王评委", "公司/客服部", "公司/客服部/一班")
STRANGER = Member("9", "张三", "公司/计量部", "公司/计量部/二班")
FAMILY = Relation("9", "1", Ground.FAMILY, "夫妻")
MENTOR = Relation("1", "9", Ground.MENTOR)


def person(id_: str, unit: str = "", team: str = "") -> Nominee:
    return Nominee.of_person(Member(id_, "张三", unit, team))


@pytest.mark.parametrize(
    ("nominee", "relations", "sentences"),
    [
        (person("1", "公司/客服部", "公司/客服部/一班"), [], ["王评委回避张三：评委就是本人。"]),
        (
            person("2", "公司/客服部", "公司/客服部/一班"),
            [],
            ["王评委回避张三：同在班组“公司/客服部/一班”。", "王评委回避张三：同在单位“公司/客服部”。"],
        ),
        (person("3", "公司/客服部", "公司/客服部/二班"), [], ["王评委回避张三：同在单位“公司/客服部”。"]),
        (person("4", "公司/客服部二", ""), [], []),
        (person("5"), [], []),
        (person("9", "公司/计量部"), [FAMILY], ["王评委回避张三：与其有亲属关系（夫妻）。"]),
        (person("9", "公司/计量部"), [MENTOR], ["王评委回避张三：与其有师徒关系。"]),
        (person("8", "公司/计量部"), [FAMILY, MENTOR], []),
        (Nominee.of_team("公司/计量部/二班", [STRANGER]), [FAMILY], ["王评委回避二班：与成员张三有亲属关系（夫妻）。"]),
        (Nominee.of_team("公司/计量部/二班", [STRANGER, JUDGE]), [FAMILY], ["王评委回避二班：评委是二班的成员。"]),
        (Nominee.of_team("公司/客服部/三班", []), [], ["王评委回避三班：同在单位“公司/客服部”。"]),
    ],
    ids=[
        "self", "same team", "same unit", "a unit that begins alike", "no unit", "family", "mentor", "of somebody else",
        "family in a team", "own team", "team of the same unit",
    ],
)  # fmt: skip
def test_grounds(nominee: Nominee, relations: list[Relation], sentences: list[str]) -> None:
    assert [one.sentence for one in recusals([JUDGE], [nominee], relations)] == sentences


def test_who_belongs_nowhere_shares_no_unit() -> None:
    assert recusals([Member("1", "外请专家")], [person("2"), Nominee.of_team("二班", [])]) == ()


@pytest.mark.parametrize(("level", "same"), [(None, False), (1, True), (2, True), (3, False)])
def test_what_the_same_unit_is_can_be_set(level: int | None, same: bool) -> None:
    judge, nominee = Member("1", "甲", "公司/客服部/热线组"), person("2", "公司/客服部/营业组")
    found = recusals([judge], [nominee], rules=RecusalRules(unit_level=level))
    assert bool(found) == same


def test_grounds_can_be_left_out() -> None:
    nominee = person("3", "公司/客服部")
    assert recusals([JUDGE], [nominee], rules=RecusalRules(frozenset({Ground.SELF, Ground.FAMILY}))) == ()


def test_the_judges_own_word() -> None:
    declared = [Declaration("1", "9", "曾为其项目负责人"), Declaration("2", "9", "无关")]
    (found,) = recusals([JUDGE], [Nominee.of_person(STRANGER)], declarations=declared)
    assert (found.judge, found.nominee, found.ground) == ("1", "9", Ground.DECLARED)
    assert found.sentence == "王评委回避张三：主动申报，曾为其项目负责人。"


def test_a_relation_is_family_or_mentorship() -> None:
    with pytest.raises(InvalidFieldError, match="“关系”填的是“同一单位”，应为亲属或师徒"):
        Relation("1", "2", Ground.UNIT)
