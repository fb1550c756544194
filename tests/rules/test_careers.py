"""Careers: cases by hand, and random ones against a book in which every day has a line of its own."""

from dataclasses import dataclass, field
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from culture_desktop.rules.careers import Career, Posting, without_overlap

START = date(2026, 1, 1)
DAYS = [START + timedelta(days=at) for at in range(40)]
LONG_AGO = date(1980, 1, 1)
MARCH, JUNE, AUGUST = date(2026, 3, 1), date(2026, 6, 1), date(2026, 8, 1)


@dataclass
class Book:
    """Day by day: in which unit, and whether here at all."""

    unit: dict[date, int | None] = field(default_factory=dict)
    here: dict[date, bool] = field(default_factory=lambda: dict.fromkeys([LONG_AGO, *DAYS], True))

    def moved(self, unit: int | None, effective: date) -> None:
        """A move that reaches back over an absence says that there was none."""
        self.unit |= {day: unit for day in DAYS if day >= effective}
        self.is_here(True, effective)

    def is_here(self, here: bool, effective: date) -> None:
        self.here |= {day: here for day in DAYS if day >= effective}

    def unit_on(self, day: date) -> int | None:
        return self.unit.get(day) if self.here[day] else None


steps = st.lists(
    st.tuples(st.sampled_from(["move", "away"]), st.sampled_from(DAYS), st.sampled_from([1, 2, 3, None])), max_size=12
)


@given(first=st.sampled_from([1, 2, None]), steps=steps)
def test_moves_and_absences_are_what_a_book_of_days_says(first: int | None, steps: list[tuple[str, date, int]]) -> None:
    career = Career(first)
    book = Book(unit=dict.fromkeys([LONG_AGO, *DAYS], first))
    today = START
    for act, day, unit in steps:
        if act == "move" and career.left_on is None:
            career = career.moved(unit, day)
            book.moved(unit, day)
        elif act == "away":  # in the order of time, as who is away cannot have been moved meanwhile
            today = max(today, day, career.since or today)
            if career.left_on is None:
                career = career.left(today)
                book.moved(career.unit_id, today)
                book.is_here(False, today)
            else:
                career = career.returned(today)
                book.is_here(True, today)
    assert [career.unit_on(day) for day in [LONG_AGO, *DAYS]] == [book.unit_on(day) for day in [LONG_AGO, *DAYS]]
    assert all(posting.starts is None or posting.starts < posting.ends for posting in career.past)
    assert all(one.ends <= (other.starts or LONG_AGO) for one, other in zip(career.past, career.past[1:], strict=False))


@pytest.mark.parametrize(
    ("career", "moves", "since", "past"),
    [
        pytest.param(Career(1), [(2, MARCH)], MARCH, [Posting(1, None, MARCH)], id="from as long as anyone knows"),
        pytest.param(Career(1, MARCH), [(2, JUNE)], JUNE, [Posting(1, MARCH, JUNE)], id="from a day"),
        pytest.param(Career(1, MARCH), [(1, JUNE)], MARCH, [], id="there already"),
        pytest.param(Career(1, JUNE), [(1, MARCH)], MARCH, [], id="since earlier than thought"),
        pytest.param(Career(1, MARCH), [(2, MARCH)], MARCH, [], id="put right on the day"),
        pytest.param(Career(1), [(2, MARCH), (1, MARCH)], None, [], id="there and back on one day"),
        pytest.param(Career(1, entered_on=MARCH), [(2, MARCH)], MARCH, [], id="put right on the day it was entered"),
        pytest.param(Career(None), [(2, MARCH)], MARCH, [], id="first unit"),
        pytest.param(Career(1), [(None, MARCH)], None, [Posting(1, None, MARCH)], id="to no unit"),
        pytest.param(
            Career(1, MARCH), [(2, AUGUST), (3, JUNE)], JUNE, [Posting(1, MARCH, JUNE)], id="a move before the last"
        ),
        pytest.param(
            Career(1, MARCH, left_on=JUNE), [(2, AUGUST)], AUGUST, [Posting(1, MARCH, JUNE)], id="after going"
        ),
    ],
)
def test_moves(career: Career, moves: list[tuple[int | None, date]], since: date | None, past: list[Posting]) -> None:
    for unit, day in moves:
        career = career.moved(unit, day)
    assert (career.unit_id, career.since, list(career.past)) == (moves[-1][0], since, past)


def test_who_comes_back_was_away() -> None:
    career = Career(1, MARCH).left(JUNE).returned(AUGUST)
    assert [career.unit_on(day) for day in (MARCH, JUNE, AUGUST)] == [1, None, 1]
    assert career == Career(1, AUGUST, past=(Posting(1, MARCH, JUNE),))


def test_leaving_taken_back_leaves_no_gap() -> None:
    assert Career(1, MARCH).left(JUNE).returned(JUNE) == Career(1, MARCH)


def test_coming_back_without_having_left_changes_nothing() -> None:
    assert Career(1, MARCH).returned(JUNE) == Career(1, MARCH)


def test_moved_while_away_comes_back_to_the_new_unit() -> None:
    career = Career(1, MARCH).left(JUNE).moved(2, AUGUST).returned(AUGUST + timedelta(days=9))
    assert career == Career(2, AUGUST + timedelta(days=9), past=(Posting(1, MARCH, JUNE),))


spans = st.tuples(st.sampled_from([None, *DAYS[:20]]), st.sampled_from(DAYS[20:])).map(lambda s: Posting(1, *s))


@given(added=spans, kept=st.lists(spans, max_size=4))
def test_postings_without_overlap(added: Posting, kept: list[Posting]) -> None:
    parts = without_overlap([added], kept)
    for day in [LONG_AGO, *DAYS]:
        free = not any(other.covers(day) for other in kept)
        assert sum(part.covers(day) for part in parts) == (added.covers(day) and free)
