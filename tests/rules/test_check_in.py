"""What the desk says, and which time a scan gets."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from culture_desktop.rules.check_in import stamp, verdict
from culture_desktop.vocabulary import CheckInVerdict, WalkIns

ADMITTED, REPEATED, WALK_IN, NOT_LISTED = (
    CheckInVerdict.ADMITTED,
    CheckInVerdict.REPEATED,
    CheckInVerdict.WALK_IN,
    CheckInVerdict.NOT_LISTED,
)


@pytest.mark.parametrize(
    ("listed", "came_before", "employed", "walk_ins", "confirmed", "expected"),
    [
        (True, False, True, WalkIns.ASK, False, ADMITTED),
        (True, True, True, WalkIns.ASK, False, REPEATED),
        (False, True, True, WalkIns.REFUSE, True, REPEATED),
        (True, False, False, WalkIns.REFUSE, False, ADMITTED),
        (False, False, True, WalkIns.ASK, False, NOT_LISTED),
        (False, False, True, WalkIns.ASK, True, WALK_IN),
        (False, False, True, WalkIns.ADMIT, False, WALK_IN),
        (False, False, True, WalkIns.REFUSE, True, NOT_LISTED),
        (False, False, False, WalkIns.ADMIT, True, NOT_LISTED),
    ],
)
def test_what_the_desk_says(
    listed: bool, came_before: bool, employed: bool, walk_ins: WalkIns, confirmed: bool, expected: CheckInVerdict
) -> None:
    assert expected is verdict(
        listed=listed, came_before=came_before, employed=employed, walk_ins=walk_ins, confirmed=confirmed
    )


@given(st.lists(st.integers(-5000, 5000), min_size=1, max_size=50))
def test_times_never_run_backwards_and_the_clock_is_kept_where_it_differs(steps: list[int]) -> None:
    clock, last, times = datetime(2026, 8, 6, 19, 0), None, []
    for step in steps:
        clock += timedelta(seconds=step)
        last, shown = stamp(last, clock)
        times.append(last)
        assert (shown or last) == clock
    assert times == sorted(times)
