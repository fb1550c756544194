"""Which backups are kept: never none, never too many, and the same answer when asked again."""

from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from culture_desktop.rules.retention import DAYS, MONTHS, MOST_KEPT, MOST_RECENT, WEEKS, due, keep

NOW = datetime(2026, 11, 23, 20, 41)
MOMENTS = st.lists(st.datetimes(datetime(2023, 1, 1), datetime(2027, 1, 1)), max_size=200)


@given(MOMENTS, st.datetimes(datetime(2024, 1, 1), datetime(2027, 1, 1)))
def test_the_newest_stays_and_there_are_never_too_many(moments: list[datetime], now: datetime) -> None:
    kept = keep(moments, now)
    assert kept <= set(moments)
    assert len(kept) <= MOST_KEPT
    assert bool(kept) == bool(moments)
    assert not moments or max(moments) in kept


@given(MOMENTS)
def test_asked_again_it_keeps_the_same(moments: list[datetime]) -> None:
    kept = keep(moments, NOW)
    assert keep(kept, NOW) == kept


@given(MOMENTS, st.timedeltas(timedelta(0), timedelta(days=400)))
def test_thinning_on_the_way_loses_nothing_that_thinning_at_the_end_would_keep(
    moments: list[datetime], later: timedelta
) -> None:
    """What stands for a day, week or month now goes on standing for it, so that it does not matter when one thins."""
    past = [moment for moment in moments if moment <= NOW]
    assert keep(keep(past, NOW), NOW + later) == keep(past, NOW + later)


def test_two_years_of_three_a_day() -> None:
    moments = [NOW - timedelta(hours=8 * step) for step in range(3 * 730)]
    kept = sorted(keep(moments, NOW), reverse=True)
    assert kept[:3] == moments[:3], "all of the last 24 hours"
    days = {moment.date() for moment in kept}
    assert {(NOW - timedelta(days=back)).date() for back in range(DAYS)} <= days
    assert len({moment.isocalendar()[:2] for moment in kept}) >= WEEKS
    assert len({(moment.year, moment.month) for moment in kept}) == MONTHS
    assert len(kept) <= 3 + DAYS + WEEKS + MONTHS


def test_an_evening_of_imports_is_bounded() -> None:
    moments = [NOW - timedelta(minutes=step) for step in range(200)]
    assert sorted(keep(moments, NOW), reverse=True)[:MOST_RECENT] == moments[:MOST_RECENT]
    assert len(keep(moments, NOW)) == MOST_RECENT


def test_of_a_day_the_last_stands_for_all() -> None:
    morning, evening = datetime(2026, 11, 10, 8), datetime(2026, 11, 10, 18)
    assert keep([morning, evening, NOW], NOW) == {evening, NOW}


def test_a_backup_is_due_once_a_day() -> None:
    assert due(None, NOW)
    assert due(NOW - timedelta(days=1), NOW)
    assert due(datetime(2026, 11, 22, 23, 59), datetime(2026, 11, 23, 0, 1))
    assert not due(NOW - timedelta(hours=3), NOW)
    assert due(NOW + timedelta(days=40), NOW), "a clock that was put right"
