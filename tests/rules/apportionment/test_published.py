"""Apportionments that history has published come out as they did."""

import pytest

from culture_desktop.rules.apportionment import apportion
from tests.rules.apportionment import census
from tests.rules.apportionment.census import Published


@pytest.mark.parametrize(
    ("published", "method", "minimum"),
    [
        pytest.param(census.HOUSE_2020, "huntington_hill", 1, id="House of Representatives 2020"),
        pytest.param(census.JEFFERSON_1790, "dhondt", 1, id="House of Representatives 1790"),
        pytest.param(
            Published(census.JEFFERSON_1790.weights, census.HAMILTONS_BILL), "hamilton", None, id="Hamilton's bill"
        ),
        pytest.param(census.NATIONAL_COUNCIL_2023, "hamilton", 1, id="Swiss National Council 2023"),
        pytest.param(census.BUNDESTAG_1976, "dhondt", None, id="Bundestag 1976"),
        pytest.param(census.BUNDESTAG_2009, "webster", None, id="Bundestag 2009"),
    ],
)
def test_as_published(published: Published, method: str, minimum: int | None) -> None:
    result = apportion(published.weights, sum(published.seats.values()), method, minimum=minimum)
    assert result.seats == published.seats
    assert result.ties == ()


def test_new_york_lost_a_seat_in_2020_for_want_of_89_people() -> None:
    def new_york(more: int) -> tuple[int, int]:
        weights = {**census.HOUSE_2020.weights, "New York": census.HOUSE_2020.weights["New York"] + more}
        seats = apportion(weights, 435, "huntington_hill").seats
        return seats["New York"], seats["Minnesota"]

    assert new_york(88) == (26, 8)
    assert new_york(89) == (27, 7)


def test_the_alabama_paradox_of_1880() -> None:
    smaller, larger = (apportion(census.HOUSE_1880, n, "hamilton", minimum=1).seats for n in (299, 300))
    changed = {state: (smaller[state], larger[state]) for state in smaller if smaller[state] != larger[state]}
    assert changed == {"Alabama": (8, 7), "Illinois": (18, 19), "Texas": (9, 10)}


@pytest.mark.parametrize(
    ("method", "six", "four"),
    [
        ("hamilton", [5, 2, 1, 1, 1, 0], [3, 3, 1, 1]),
        ("webster", [4, 2, 2, 1, 1, 0], [3, 3, 1, 1]),
        ("dhondt", [5, 2, 2, 1, 0, 0], [4, 3, 1, 0]),
    ],
)
def test_textbook_votes(method: str, six: list[int], four: list[int]) -> None:
    assert list(apportion(census.SIX_PARTIES, 10, method).seats.values()) == six
    assert list(apportion(census.FOUR_PARTIES, 8, method).seats.values()) == four


def test_the_swiss_minimum_costs_lucerne_a_seat() -> None:
    published = census.NATIONAL_COUNCIL_2023
    free = apportion(published.weights, 200, "hamilton").seats
    changed = {canton: n for canton, n in free.items() if n != published.seats[canton]}
    assert changed == {"Luzern": 10, "Appenzell Innerrhoden": 0}
