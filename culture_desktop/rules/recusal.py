"""Who may not judge whom (回避): by unit, team, family, mentorship or the judge's own word, with the reason.

A pure function of facts as of the day of the review. Whoever is recused leaves both the sum and the divisor of the
nominee's scores (``scoring.judge_result``).
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from culture_desktop.errors import InvalidFieldError
from culture_desktop.vocabulary import Word


class Ground(Word):
    """Why a judge is recused."""

    SELF = "self", "本人"
    TEAM = "team", "同一班组"
    UNIT = "unit", "同一单位"
    FAMILY = "family", "亲属"
    MENTOR = "mentor", "师徒"
    DECLARED = "declared", "主动申报"


@dataclass(frozen=True, slots=True)
class Member:
    """A person as far as recusal goes; unit and team are paths ``a/b/c``, empty where there is none."""

    id: str
    name: str
    unit: str = ""
    team: str = ""


@dataclass(frozen=True, slots=True)
class Nominee:
    """Who is judged: one person, or a team with its members of the day."""

    id: str
    name: str
    unit: str
    team: str
    members: tuple[Member, ...]
    is_team: bool

    @classmethod
    def of_person(cls, person: Member) -> "Nominee":
        """A person put forward."""
        return cls(person.id, person.name, person.unit, person.team, (person,), is_team=False)

    @classmethod
    def of_team(cls, path: str, members: Iterable[Member]) -> "Nominee":
        """A team put forward by its path; its unit is what is above it."""
        unit, _, name = path.rpartition("/")
        return cls(path, name, unit, path, tuple(members), is_team=True)


@dataclass(frozen=True, slots=True)
class Relation:
    """Family or mentorship between two persons, either way round; ``note`` says which (夫妻, 2023 年师徒协议)."""

    one: str
    other: str
    ground: Ground
    note: str = ""

    def __post_init__(self) -> None:
        if self.ground not in (Ground.FAMILY, Ground.MENTOR):
            raise InvalidFieldError(field="关系", value=self.ground.label, expected="亲属或师徒")


@dataclass(frozen=True, slots=True)
class Declaration:
    """A judge's own word about a nominee, both by id."""

    judge: str
    nominee: str
    reason: str


@dataclass(frozen=True, slots=True)
class RecusalRules:
    """Which grounds count, and what the same unit is.

    ``unit_level`` is the depth of the tree at which units are told apart: 2 for what is directly below the company.
    None means the very unit that both belong to.
    """

    grounds: frozenset[Ground] = field(default_factory=lambda: frozenset(Ground))
    unit_level: int | None = None

    def same_unit(self, one: str, other: str) -> str:
        """The unit that two paths share; empty where it is not the same."""
        mine, theirs = (tuple(path.split("/"))[: self.unit_level] for path in (one, other))
        return "/".join(mine) if one and other and mine == theirs else ""


@dataclass(frozen=True, slots=True)
class Recusal:
    """One reason why a judge may not judge a nominee; ``reason`` is what ``sentence`` says after both names."""

    judge: str
    nominee: str
    ground: Ground
    sentence: str
    reason: str


def recusals(
    judges: Iterable[Member],
    nominees: Iterable[Nominee],
    relations: Iterable[Relation] = (),
    declarations: Iterable[Declaration] = (),
    rules: RecusalRules | None = None,
) -> tuple[Recusal, ...]:
    """Every reason, ordered as judges and nominees come in; about oneself, that alone is told."""
    applied = rules or RecusalRules()
    facts = _Facts(relations, declarations, applied)
    nominated = list(nominees)
    return tuple(
        Recusal(judge.id, nominee.id, ground, f"{judge.name}回避{nominee.name}：{reason}。", reason)
        for judge in judges
        for nominee in nominated
        for ground, reason in facts.reasons(judge, nominee)
        if ground in applied.grounds
    )


class _Facts:
    """Relations and declarations, to be looked up by judge."""

    def __init__(self, relations: Iterable[Relation], declarations: Iterable[Declaration], rules: RecusalRules) -> None:
        self._rules = rules
        self._related: dict[str, list[tuple[str, Relation]]] = defaultdict(list)
        for relation in relations:
            self._related[relation.one].append((relation.other, relation))
            self._related[relation.other].append((relation.one, relation))
        self._declared: dict[tuple[str, str], list[str]] = defaultdict(list)
        for declaration in declarations:
            self._declared[declaration.judge, declaration.nominee].append(declaration.reason)

    def reasons(self, judge: Member, nominee: Nominee) -> Iterator[tuple[Ground, str]]:
        """All grounds that the facts give, whether they count or not."""
        if any(member.id == judge.id for member in nominee.members):
            yield Ground.SELF, f"评委是{nominee.name}的成员" if nominee.is_team else "评委就是本人"
            return
        if judge.team and judge.team == nominee.team:
            yield Ground.TEAM, f"同在班组“{judge.team}”"
        unit = self._rules.same_unit(judge.unit, nominee.unit)
        if unit:
            yield Ground.UNIT, f"同在单位“{unit}”"
        for other, relation in self._related.get(judge.id, ()):
            for member in nominee.members:
                if member.id == other:
                    whom = f"与成员{member.name}" if nominee.is_team else "与其"
                    note = f"（{relation.note}）" if relation.note else ""
                    yield relation.ground, f"{whom}有{relation.ground.label}关系{note}"
        for reason in self._declared.get((judge.id, nominee.id), ()):
            yield Ground.DECLARED, f"主动申报，{reason}"
