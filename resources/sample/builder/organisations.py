"""Organisations beside the units: party, union, league, women's committee, partners; and the brands."""

from dataclasses import dataclass, field
from typing import Any

from builder.company import NAME, NOTE
from builder.people import Person

PARTY, UNION, LEAGUE, WOMEN = f"{NAME}党委", f"{NAME}工会", f"{NAME}团委", f"{NAME}妇委会"
PARTNERS = "共建单位"
_OFFICES = ("综合与党群部", "众包后勤服务部")
_CONTROL = ("调度控制部", "数字化部", "安全监察部")
# Below the root: name -> departments whose people belong to it.
_BRANCHES = {
    "机关综合支部": _OFFICES,
    "客服联合支部": ("客户服务部",),
    "营业联合支部": ("营业管理部",),
    "计量支部": ("计量部",),
    "配网运维支部": ("配网运维部",),
    "调控数字联合支部": _CONTROL,
    "乡镇供电联合支部": ("乡镇供电部",),
}
_UNION_BRANCHES = {
    "机关分工会": (*_OFFICES, *_CONTROL),
    "客服分工会": ("客户服务部",),
    "营业分工会": ("营业管理部",),
    "计量分工会": ("计量部",),
    "配网分工会": ("配网运维部",),
    "乡镇分工会": ("乡镇供电部",),
}
_LEAGUE_BRANCHES = {
    "机关团支部": (*_OFFICES, *_CONTROL),
    "客服团支部": ("客户服务部", "营业管理部"),
    "生产团支部": ("计量部", "配网运维部", "乡镇供电部"),
}
# Branch -> the department it is mostly about.
BRANCH_DEPARTMENTS = {
    name: departments[-1] for name, departments in (_BRANCHES | _UNION_BRANCHES).items() if len(departments) < 3
}
TASK_FORCE = "服务铁军攻关队"
_TASK_FORCE_SIZE = 28
_PARTNER_TREE = (
    (),
    ("青溪社区党总支",),
    ("云川职业技术学院",),
    ("云川职业技术学院", "电气工程系"),
    ("城东街道适老服务站",),
    ("石桥镇中心小学",),
)
# Not everybody has joined the union: one in so many has not.
_OUTSIDE_UNION = 41

BRANDS = (
    ("服务铁军", "难题面前有铁军，群众身边有亲人", PARTY),
    ("红色匠心", "一颗红心，一手绝活", f"{PARTY}/配网运维支部"),
    ("心级服务", "用心一级，满意升级", UNION),
    ("夜班的一盏灯", "再晚的来电，都有人在", f"{PARTY}/客服联合支部"),
)


@dataclass
class Node:
    """An organisation with the numbers of its people by role."""

    path: str
    kind: str
    members: dict[str, list[str]] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """The last part of the path."""
        return self.path.rpartition("/")[2]

    def add(self, role: str, people: list[Person]) -> None:
        """Put people in under a role."""
        if people:
            self.members[role] = [person.number for person in people]


def make_organisations(people: tuple[Person, ...]) -> tuple[Node, ...]:
    """All nodes, parents before children."""
    party = [person for person in people if person.in_party]
    union = [person for number, person in enumerate(people) if number % _OUTSIDE_UNION or person.manager]
    league = [person for person in people if person.political == "共青团员"]
    nodes = _tree(PARTY, "party", _BRANCHES, party, "secretary")
    nodes[0].add("secretary", [person for person in people if person.post == "党委书记"])
    nodes.append(_task_force(party))
    nodes += _tree(UNION, "union", _UNION_BRANCHES, union, "chair")
    nodes[-len(_UNION_BRANCHES) - 1].add("chair", [person for person in people if person.post == "工会主席"])
    nodes += _tree(LEAGUE, "league", _LEAGUE_BRANCHES, league, "secretary")
    nodes[-len(_LEAGUE_BRANCHES) - 1].add("secretary", _young_leader(league))
    nodes.append(_womens_committee(people))
    nodes += [Node("/".join((PARTNERS, *names)), "partner") for names in _PARTNER_TREE]
    return tuple(nodes)


def _tree(root: str, kind: str, branches: dict[str, tuple[str, ...]], people: list[Person], role: str) -> list[Node]:
    """The root and its branches; a branch is led by one of its managers, else by its longest-serving member."""
    nodes = [Node(root, kind)]
    for name, departments in branches.items():
        of_branch = [person for person in people if person.unit.department in departments]
        leader = min(of_branch, key=lambda person: (not person.manager, person.hired, person.number))
        node = Node(f"{root}/{name}", kind)
        node.add(role, [leader])
        node.add("member", [person for person in of_branch if person is not leader])
        nodes.append(node)
    return nodes


def _task_force(party: list[Person]) -> Node:
    """Party members from every department, led by a manager."""
    members = [person for person in party if person.front_line][:: max(1, len(party) // 60)][: _TASK_FORCE_SIZE - 1]
    leader = next(person for person in party if person.manager and person.unit.department == "配网运维部")
    node = Node(f"{PARTY}/{TASK_FORCE}", "party")
    node.add("leader", [leader])
    node.add("member", [person for person in members if person is not leader])
    return node


def _young_leader(league: list[Person]) -> list[Person]:
    return [min(league, key=lambda person: (person.employment != "own", person.hired, person.number))]


def _womens_committee(people: tuple[Person, ...]) -> Node:
    """One woman from each department, the longest-serving; a manager leads."""
    women: dict[str, Person] = {}
    for person in sorted((p for p in people if p.woman), key=lambda p: (not p.manager, p.hired, p.number)):
        women.setdefault(person.unit.department, person)
    leader = min(women.values(), key=lambda person: (not person.manager, person.hired, person.number))
    node = Node(WOMEN, "women")
    node.add("leader", [leader])
    node.add("member", [person for person in women.values() if person is not leader])
    return node


def organisations_document(people: tuple[Person, ...]) -> dict[str, Any]:
    """What organisations.json holds."""
    return {
        "note": NOTE,
        "organisations": [
            {"path": node.path, "kind": node.kind, "members": node.members} for node in make_organisations(people)
        ],
        "brands": [{"name": name, "slogan": slogan, "owner": owner} for name, slogan, owner in BRANDS],
    }
