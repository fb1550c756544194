"""Organisations in another place: paths, names and order follow, nothing becomes its own parent."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from culture_desktop.database import Database
from culture_desktop.errors import CultureError, InvalidFieldError, NameTakenError
from culture_desktop.models import Organisation
from culture_desktop.services.history import HistoryService
from culture_desktop.services.people.rows import PeopleQuery
from culture_desktop.vocabulary import OrganisationKind
from tests.services.company import Company, dump, refused


def tree(database: Database) -> dict[str, str]:
    """Full name -> path, and that both follow from the parents."""
    with database.read() as session:
        nodes = {node.id: node for node in session.scalars(select(Organisation))}
        for node in nodes.values():
            above = nodes.get(node.parent_id) if node.parent_id else None
            assert node.path == f"{above.path if above else ''}{node.id}/"
            assert node.full_name == (f"{above.full_name}/{node.name}" if above else node.name)
        return {node.full_name: node.path for node in nodes.values()}


def order(company: Company, parent: int | None = None) -> list[str]:
    return [node.name for node in company.organisations.nodes() if node.parent_id == parent]


def test_everything_below_goes_along(company: Company, database: Database) -> None:
    team, other = company.unit("公司/客服部/一班"), company.unit("公司/营销部")
    company.person("1001", unit_id=team)
    department = company.unit("公司/客服部")
    before = dump(database)
    done = company.organisations.move(department, other)
    assert done.sentence == "已将“客服部”移到“公司/营销部”"
    assert list(tree(database)) == ["公司", "公司/营销部/客服部", "公司/营销部/客服部/一班", "公司/营销部"]
    assert company.people.count(PeopleQuery(organisation_id=other)) == 1
    history = HistoryService(database)
    step = history.next_undo()
    assert step is not None
    assert step.label == "移动组织"
    history.take_back(step.id)
    assert dump(database) == before


def test_to_the_top_and_before_another(company: Company, database: Database) -> None:
    root = company.unit("公司")
    one, two, three = (company.unit(f"公司/{name}") for name in ("一部", "二部", "三部"))
    company.organisations.move(three, root, before_id=one)
    assert order(company, root) == ["三部", "一部", "二部"]
    company.organisations.move(three, root)
    assert order(company, root) == ["一部", "二部", "三部"]
    assert company.organisations.move(two, None).sentence == "已将“二部”移到最上级"
    assert order(company) == ["公司", "二部"]
    assert set(tree(database)) == {"公司", "公司/一部", "公司/三部", "二部"}


def test_up_and_down(company: Company) -> None:
    root = company.unit("公司")
    one, _two = company.unit("公司/一部"), company.unit("公司/二部")
    assert company.organisations.shift(one, 1).sentence == "已下移“一部”"
    assert order(company, root) == ["二部", "一部"]
    done = company.organisations.shift(one, 1)
    assert (done.value, done.sentence) == (False, "“一部”已在最下面")
    assert company.organisations.shift(one, -1).value
    assert order(company, root) == ["一部", "二部"]


def test_places_that_do_not_fit(company: Company, database: Database) -> None:
    department, team = company.unit("公司/客服部"), company.unit("公司/客服部/一班")
    union = company.unit("工会", OrganisationKind.UNION)
    company.unit("公司/营销部/一班")
    move = company.organisations.move
    own = "“上级”填的是“公司/客服部/一班”，应为“客服部”自己和下级以外的组织。原值已保留。"
    refused(database, InvalidFieldError, own, lambda: move(department, team))
    refused(database, InvalidFieldError, own.replace("/一班”，", "”，"), lambda: move(department, department))
    kind = "“上级”填的是“工会”，应为单位或班组。原值已保留。"
    refused(database, InvalidFieldError, kind, lambda: move(team, union))
    kind = "“上级”填的是“公司/客服部”，应为工会。原值已保留。"
    refused(database, InvalidFieldError, kind, lambda: move(union, department))
    with pytest.raises(NameTakenError):
        move(team, company.unit("公司/营销部"))


def test_no_tree_grows_beyond_its_paths(company: Company, database: Database) -> None:
    deep = company.unit("/".join(f"第{level}级" for level in range(1, 20)))
    other = company.unit("另一/下级/再下级")
    with pytest.raises(InvalidFieldError, match="第 20 级以内"):
        company.organisations.move(company.unit("另一"), deep)
    company.organisations.move(other, deep)
    tree(database)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.integers(0, 6), st.one_of(st.none(), st.integers(0, 6)), st.integers(0, 6)), max_size=12))
def test_random_moves_leave_a_tree(
    company: Company, database: Database, moves: list[tuple[int, int | None, int]]
) -> None:
    units = [company.unit(path) for path in ("甲", "甲/乙", "甲/乙/丙", "甲/丁", "戊", "戊/己", "戊/己/庚")]
    for node, parent, before in moves:
        try:
            company.organisations.move(units[node], None if parent is None else units[parent], units[before])
        except CultureError:
            continue
    assert len(tree(database)) == len(set(tree(database).values())) >= 7
    positions = [node.position for node in _all(database)]
    assert len(set(positions)) == len(positions)


def _all(database: Database) -> list[Organisation]:
    with database.read() as session:
        return list(session.scalars(select(Organisation)))
