"""Views, conditions and searches over everyone agree with looking at every row."""

from hypothesis import given
from hypothesis import strategies as st

from culture_desktop.rules.eligibility import Eligibility, Finding
from culture_desktop.services.awards.everyone import CheckedRow, EveryoneChecked
from culture_desktop.services.awards.everyone_index import EveryoneIndex, Holds

_RULES = ("在职", "司龄满 3 年", "没有一票否决情形")


def row(at: int, met: tuple[bool, ...], nominated: bool) -> CheckedRow:
    findings = tuple(Finding(ok, rule, "") for ok, rule in zip(met, _RULES, strict=True))
    return CheckedRow(1000 + at, f"{at:04d}", "某人", "单位", Eligibility(all(met), findings), nominated)


people = st.lists(st.tuples(st.tuples(*[st.booleans()] * len(_RULES)), st.booleans()), max_size=30)


@given(
    everyone=people,
    holds=st.sampled_from(Holds),
    rule=st.none() | st.integers(0, len(_RULES) - 1),
    found=st.none() | st.frozensets(st.integers(995, 1035)),
)
def test_positions(
    everyone: list[tuple[tuple[bool, ...], bool]], holds: Holds, rule: int | None, found: frozenset[int] | None
) -> None:
    rows = tuple(row(at, met, nominated) for at, (met, nominated) in enumerate(everyone))
    failures = tuple(sum(not met[at] for met, _ in everyone) for at in range(len(_RULES)))
    index = EveryoneIndex(EveryoneChecked(_RULES, rows, failures))
    wanted = [
        at
        for at, one in enumerate(rows)
        if holds is Holds.ALL or one.eligibility.passed is (holds is Holds.PASSED)
        if rule is None or not one.eligibility.findings[rule].ok
        if found is None or one.person_id in found
    ]
    assert list(index.positions(holds, rule, found)) == wanted
    assert index.count(Holds.PASSED) + index.count(Holds.FAILED) == index.count(Holds.ALL) == len(rows)
    assert index.nominated == {one.person_id for one in rows if one.nominated}
    assert [len(index.positions(Holds.ALL, at, None)) for at in range(len(_RULES))] == list(failures)
