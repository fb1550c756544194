"""Organisations: trees with their counts, names that stay consistent, refusals that leave everything as it was."""

import tempfile
from datetime import date
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import func, insert, select

from culture_desktop.database import Database
from culture_desktop.errors import InvalidFieldError, NameTakenError, RecordInUseError, RecordMissingError
from culture_desktop.models import Brand, Honour, JointHost, Membership, Model, Nomination, Organisation, Person
from culture_desktop.services.organisations import BrandRow, OrganisationService, in_subtree
from culture_desktop.services.organisations.service import _USERS
from culture_desktop.services.people.rows import PeopleQuery
from culture_desktop.services.results import Topic
from culture_desktop.vocabulary import MembershipRole, OrganisationKind, PersonStatus
from tests.services.company import ODD_NAMES, Company, dump, few_parameters, plan, refused

UNIT, TEAM, PARTY, UNION = (
    OrganisationKind.UNIT,
    OrganisationKind.TEAM,
    OrganisationKind.PARTY,
    OrganisationKind.UNION,
)


@pytest.fixture
def service(database: Database) -> OrganisationService:
    return OrganisationService(database)


def counts(service: OrganisationService) -> dict[str, int]:
    return {node.full_name: node.people for node in service.nodes()}


def test_an_empty_database_has_no_nodes_and_no_brands(service: OrganisationService) -> None:
    assert service.nodes() == ()
    assert service.brands() == ()


def test_nodes_come_parents_first_and_count_the_active_people_of_their_subtree(
    company: Company, service: OrganisationService
) -> None:
    team = company.unit("云川公司/营销部/抄表一班", TEAM)
    department = company.unit("云川公司/营销部")
    company.person("1", unit_id=team)
    company.person("2", unit_id=team)
    company.person("3", unit_id=department)
    company.person("4", unit_id=team, status=PersonStatus.RETIRED)
    company.person("5")
    nodes = service.nodes()
    assert [(node.full_name, node.name, node.kind, node.people) for node in nodes] == [
        ("云川公司", "云川公司", UNIT, 3),
        ("云川公司/营销部", "营销部", UNIT, 3),
        ("云川公司/营销部/抄表一班", "抄表一班", TEAM, 2),
    ]
    assert [node.parent_id for node in nodes] == [None, nodes[0].id, nodes[1].id]


def test_asking_for_some_kinds_hides_nodes_but_not_their_people(company: Company, service: OrganisationService) -> None:
    company.person("1", unit_id=company.unit("公司/一班", TEAM))
    assert [(node.name, node.people) for node in service.nodes((UNIT,))] == [("公司", 1)]
    assert [(node.name, node.people) for node in service.nodes((TEAM,))] == [("一班", 1)]
    assert service.nodes((PARTY,)) == ()
    assert service.nodes(()) == ()


def test_members_of_two_branches_count_once_above_them(company: Company, service: OrganisationService) -> None:
    company.person("1")
    company.person("2")
    first, second = company.unit("党委/第一支部", PARTY), company.unit("党委/第二支部", PARTY)
    service.set_members(first, [("1", MembershipRole.SECRETARY), ("2", MembershipRole.MEMBER)], date(2026, 1, 1))
    service.set_members(second, [("1", MembershipRole.MEMBER)], None)
    assert counts(service) == {"党委": 2, "党委/第一支部": 2, "党委/第二支部": 1}


def test_the_count_of_a_node_is_the_length_of_the_list_behind_it(
    company: Company, service: OrganisationService
) -> None:
    """Also where a union hangs below a unit: its members are of the union, not of the unit."""
    unit = company.unit("公司/营销部")
    union = service.create("分工会", UNION, unit).value
    company.person("1", unit_id=unit)
    company.person("2", unit_id=company.unit("公司"))
    company.person("3")
    service.set_members(union, [("1", MembershipRole.CHAIR), ("3", MembershipRole.MEMBER)], None)
    assert counts(service) == {"公司": 2, "公司/营销部": 1, "公司/营销部/分工会": 2}
    for node in service.nodes():
        assert company.people.count(PeopleQuery(organisation_id=node.id)) == node.people


def test_a_membership_that_has_ended_counts_no_more(company: Company, service: OrganisationService) -> None:
    person, branch = company.person("1"), company.unit("第一支部", PARTY)
    ended = date(2026, 5, 1)
    company.insert(Membership, person_id=person, organisation_id=branch, role=MembershipRole.MEMBER, ends=ended)
    assert counts(service) == {"第一支部": 0}
    assert service.set_members(branch, [("1", MembershipRole.MEMBER)], ended).value == 1
    assert counts(service) == {"第一支部": 1}


def test_create_tells_what_it_made_and_what_changed(service: OrganisationService) -> None:
    done = service.create("  营销部 ", UNIT)
    assert done.sentence == "已新建“营销部”"
    assert done.changed == {Topic.PEOPLE}
    assert [(node.id, node.name) for node in service.nodes()] == [(done.value, "营销部")]


@pytest.mark.parametrize("parent", [None, "公司"])
def test_a_name_is_taken_among_siblings_of_its_kind_only(
    company: Company, service: OrganisationService, parent: str | None
) -> None:
    above = company.unit(parent) if parent else None
    service.create("第一班", TEAM, above)
    refused(
        company.database,
        NameTakenError,
        "已经有名为“第一班”的班组，没有保存。请换一个名称。",
        lambda: service.create("第一班", TEAM, above),
    )
    service.create("第一班", UNION, above)
    service.create("第一班", TEAM, company.unit("别处"))


@pytest.mark.parametrize("name", ["", "   ", "甲/乙", "长" * 65], ids=["empty", "blank", "slash", "long"])
def test_names_that_cannot_be_are_refused(company: Company, service: OrganisationService, name: str) -> None:
    node = company.unit("公司")
    sentence = f"“名称”填的是“{name.strip()}”，应为1 到 64 个字，不含“/”。原值已保留。"
    refused(company.database, InvalidFieldError, sentence, lambda: service.create(name, UNIT))
    refused(company.database, InvalidFieldError, sentence, lambda: service.rename(node, name))
    refused(company.database, InvalidFieldError, sentence, lambda: service.create_brand(name, "", None))


@pytest.mark.parametrize("kind", sorted(ODD_NAMES.keys() - {"formula"}))
def test_names_that_look_odd_are_kept_to_the_letter(service: OrganisationService, kind: str) -> None:
    name = ODD_NAMES[kind]
    service.create(name, TEAM)
    assert [node.full_name for node in service.nodes()] == [name]


def test_full_names_and_depth_have_an_end(company: Company, service: OrganisationService) -> None:
    names = ["一" * 63, *(str(level) * 64 for level in range(2, 8)), "末" * 58]
    deepest = company.unit("/".join(names))
    root = company.unit(names[0])
    assert len(service.nodes()[-1].full_name) == 512
    refused(
        company.database,
        InvalidFieldError,
        f"“名称”填的是“{'新' * 64}”，应为连同上级不超过 512 个字的名称。原值已保留。",
        lambda: service.rename(root, "新" * 64),
    )
    refused(
        company.database,
        InvalidFieldError,
        "“名称”填的是“子”，应为连同上级不超过 512 个字的名称。原值已保留。",
        lambda: service.create("子", UNIT, deepest),
    )
    deep = company.unit("/".join("一二三四五六七八九十甲乙丙丁戊己庚辛壬癸"))
    refused(
        company.database,
        InvalidFieldError,
        "“名称”填的是“子”，应为第 20 级以内的组织。原值已保留。",
        lambda: service.create("子", UNIT, deep),
    )


def test_units_hang_below_units(company: Company, service: OrganisationService) -> None:
    branch = company.unit("党委/第一支部", PARTY)
    refused(
        company.database,
        InvalidFieldError,
        "“上级”填的是“党委/第一支部”，应为单位或班组。原值已保留。",
        lambda: service.create("营销部", UNIT, branch),
    )


def test_a_parent_that_is_not_there(database: Database, service: OrganisationService) -> None:
    sentence = "没有找到单位“99”。请核对编号，或先导入、新建。"
    for call in (
        lambda: service.create("营销部", UNIT, 99),
        lambda: service.rename(99, "营销部"),
        lambda: service.delete(99),
        lambda: service.set_members(99, [], None),
        lambda: service.create_brand("服务铁军", "", 99),
    ):
        refused(database, RecordMissingError, sentence, call)


def test_ensure_makes_a_path_once_and_finds_it_again(company: Company, service: OrganisationService) -> None:
    team = service.ensure(" 公司 / 营销部 //抄表班/", TEAM)
    assert team.sentence == "已备好“ 公司 / 营销部 //抄表班/”"
    before = dump(company.database)
    assert service.ensure("公司/营销部/抄表班", TEAM).value == team.value
    assert service.ensure("公司/营销部/抄表班", UNIT).value == team.value
    assert dump(company.database) == before
    assert [(node.name, node.kind) for node in service.nodes()] == [
        ("公司", UNIT),
        ("营销部", UNIT),
        ("抄表班", TEAM),
    ]
    assert service.ensure("公司", UNION).value not in {node.id for node in service.nodes((UNIT, TEAM))}


def test_ensure_refuses_a_path_without_names_and_keeps_nothing_of_a_path_with_a_bad_one(
    database: Database, service: OrganisationService
) -> None:
    refused(
        database,
        InvalidFieldError,
        "“单位”填的是“ / ”，应为以“/”分隔的名称。原值已保留。",
        lambda: service.ensure(" / ", UNIT),
    )
    refused(
        database,
        InvalidFieldError,
        f"“名称”填的是“{'长' * 65}”，应为1 到 64 个字，不含“/”。原值已保留。",
        lambda: service.ensure(f"公司/{'长' * 65}", UNIT),
    )


def test_rename_is_refused_for_a_siblings_name_and_allowed_for_ones_own(
    company: Company, service: OrganisationService
) -> None:
    company.unit("公司/甲部")
    other = company.unit("公司/乙部")
    refused(
        company.database,
        NameTakenError,
        "已经有名为“甲部”的单位，没有保存。请换一个名称。",
        lambda: service.rename(other, "甲部"),
    )
    assert service.rename(other, "乙部").sentence == "已改名为“乙部”"


def test_rename_of_a_name_that_occurs_again_below(company: Company, service: OrganisationService) -> None:
    root = company.unit("营销部")
    company.unit("营销部/营销部/营销部一班", TEAM)
    company.unit("营销部二处")
    service.rename(root, "市场部")
    assert [node.full_name for node in service.nodes()] == [
        "市场部",
        "营销部二处",
        "市场部/营销部",
        "市场部/营销部/营销部一班",
    ]


def test_everything_that_points_at_an_organisation_is_looked_at_before_it_is_deleted() -> None:
    pointing = {
        (table.name, key.parent.name)
        for table in Model.metadata.tables.values()
        for key in table.foreign_keys
        if key.column.table.name == "organisation"
    }
    looked_at = {(column.class_.__table__.name, column.key) for column, _ in _USERS}
    assert looked_at == pointing


def test_delete_of_a_leaf_and_refusals_that_say_what_hangs_on_it(
    company: Company, service: OrganisationService
) -> None:
    leaf = company.unit("公司/营销部/抄表班", TEAM)
    done = service.delete(leaf)
    assert done.sentence == "已删除“抄表班”"
    assert done.changed == {Topic.PEOPLE}
    assert "公司/营销部/抄表班" not in counts(service)

    campaign = company.campaign()
    company.person("1")
    activity = company.activity("2026-001")

    def user(name: str, kind: OrganisationKind = UNIT) -> int:
        return service.create(name, kind).value

    with_child = user("有下级")
    service.create("下级", UNIT, with_child)
    cases = {with_child: ("单位", "有下级", "下级组织")}
    cases[staffed := user("有人员")] = ("单位", "有人员", "人员")
    company.person("2", unit_id=staffed)
    cases[branch := user("有成员", PARTY)] = ("党组织", "有成员", "成员")
    service.set_members(branch, [("1", MembershipRole.MEMBER)], None)
    cases[host := user("有活动")] = ("单位", "有活动", "主办的活动")
    company.activity("2026-002", host_id=host)
    cases[joint := user("有联办", UNION)] = ("工会", "有联办", "联办的活动")
    company.insert(JointHost, activity_id=activity, organisation_id=joint)
    cases[owner := user("有品牌")] = ("单位", "有品牌", "品牌")
    company.insert(Brand, name="服务铁军", owner_id=owner)
    cases[team := user("有推荐", TEAM)] = ("班组", "有推荐", "评选推荐")
    company.insert(Nomination, campaign_id=campaign, team_id=team)
    cases[honoured := user("有荣誉和人", TEAM)] = ("班组", "有荣誉和人", "人员、荣誉")
    company.insert(Honour, team_id=honoured, title="先进班组", granted_on=date(2025, 12, 1))
    company.person("3", unit_id=honoured)
    for node_id, (kind, name, users) in cases.items():
        sentence = f"{kind}“{name}”还有{users}与之相连，没有删除。请先移走或删除这些内容。"
        refused(company.database, RecordInUseError, sentence, partial(service.delete, node_id))


def test_members_join_once_and_by_number(company: Company, service: OrganisationService) -> None:
    company.person("1", "林婉清")
    company.person("2", "䶮𬭎㛃")
    union = company.unit("工会", UNION)
    done = service.set_members(union, [("1", MembershipRole.CHAIR), ("2", MembershipRole.MEMBER)], date(2026, 1, 1))
    assert (done.value, done.sentence) == (2, "已加入 2 人")
    before = dump(company.database)
    again = service.set_members(union, [("1", MembershipRole.MEMBER)], date(2026, 2, 1))
    assert (again.value, again.sentence) == (0, "已加入 0 人")
    assert service.set_members(union, [], None).value == 0
    assert dump(company.database) == before
    first = company.people.detail(company.people.id_of("1"), 2026).memberships
    assert [(m.organisation, m.role, m.starts, m.ends) for m in first] == [
        ("工会", MembershipRole.CHAIR, date(2026, 1, 1), None)
    ]


def test_members_that_are_not_on_the_books_and_units_that_have_none(
    company: Company, service: OrganisationService
) -> None:
    company.person("1")
    union, unit = company.unit("工会", UNION), company.unit("公司")
    members = [(number, MembershipRole.MEMBER) for number in ("1", "7", "8", "9'; --", "10", "11", "12")]
    refused(
        company.database,
        RecordMissingError,
        "没有找到人员“7、8、9'; --、10、11”。请核对编号，或先导入、新建。",
        lambda: service.set_members(union, members, None),
    )
    refused(
        company.database,
        InvalidFieldError,
        "“组织”填的是“公司”，应为党组织、工会、团组织等。原值已保留。",
        lambda: service.set_members(unit, members[:1], None),
    )


def test_more_members_than_a_statement_takes_parameters(company: Company, service: OrganisationService) -> None:
    numbers = [f"N{index:05d}" for index in range(600)]
    plain = {"name": "某", "pinyin": "", "initials": "", "stroke_key": "", "search_text": ""}
    with company.database.begin("测试数据") as session:
        session.execute(insert(Person), [plain | {"number": number} for number in numbers])
    union = company.unit("工会", UNION)
    with few_parameters(company.database):
        assert service.set_members(union, [(number, MembershipRole.MEMBER) for number in numbers], None).value == 600
    assert counts(service) == {"工会": 600}


def test_brands(company: Company, service: OrganisationService) -> None:
    owner = company.unit("公司")
    done = service.create_brand(" 服务铁军 ", " 有呼必应 ", owner)
    assert done.sentence == "已登记品牌“服务铁军”"
    assert done.changed == {Topic.ACTIVITIES}
    service.create_brand("红色匠心", "", None)
    assert service.brands() == (
        BrandRow(done.value, "服务铁军", "有呼必应", "公司"),
        BrandRow(done.value + 1, "红色匠心", "", ""),
    )
    refused(
        company.database,
        NameTakenError,
        "已经有名为“服务铁军”的品牌，没有保存。请换一个名称。",
        lambda: service.create_brand("服务铁军", "", None),
    )
    company.activities.create(plan(brand_id=done.value))


# Each number is the parent among the nodes before it: 0 is a root.
TREES = st.integers(1, 25).flatmap(lambda size: st.tuples(*(st.integers(0, index) for index in range(size))))


@settings(max_examples=25, deadline=None)
@given(tree=TREES, data=st.data())
def test_any_tree_keeps_subtrees_and_full_names_through_renames(tree: tuple[int, ...], data: st.DataObject) -> None:
    with tempfile.TemporaryDirectory() as folder:
        database = Database.open(Path(folder) / "runwu.db")
        service = OrganisationService(database)
        names, parents, ids = {}, {}, [0]
        for number, parent in enumerate(tree, start=1):
            node = service.create(f"部{number}", UNIT, ids[parent] or None).value
            ids.append(node)
            names[node], parents[node] = f"部{number}", ids[parent]
        for node in data.draw(st.lists(st.sampled_from(ids[1:]), max_size=4)):
            names[node] = data.draw(st.text("甲乙部0_%", min_size=1, max_size=5)) + str(node)
            service.rename(node, names[node])

        def ancestry(node: int) -> list[int]:
            return [*ancestry(parents[node]), node] if node else []

        assert {node.id: node.full_name for node in service.nodes()} == {
            node: "/".join(names[above] for above in ancestry(node)) for node in names
        }
        with database.read() as session:
            for node in names:
                path = session.scalar(select(Organisation.path).where(Organisation.id == node)) or ""
                found = set(session.scalars(select(Organisation.id).where(in_subtree(path))))
                assert found == {other for other in names if node in ancestry(other)}
            assert session.scalar(select(func.count()).select_from(Organisation)) == len(tree)
        database.close()
