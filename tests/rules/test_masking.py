"""What is left to see of a number, and what is not."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from culture_desktop.rules import masking
from culture_desktop.rules.resident_id import check_digit

PHONES = {
    "13812344417": "138****4417",
    "138 1234 4417": "138 **** 4417",
    "+86 13812344417": "+86 1******4417",
    "010-62881234": "010-****1234",
    "0871-6301234": "087*-***1234",
    "(010)62881234": "(010)****1234",
    "010-62881234-8012": "010-********-8012",
    "62881234": "****1234",
    "6288123": "****123",
    "内线 8012": "内线 **12",
    "8012转3": "**12转*",
    "110": "**0",
    "5": "*",
    "无": "无",
    "": "",
    "13812344417/13987654321": "138****4417/139****4321",
    "１３８１２３４４４１７": "１３８****４４１７",
}


@pytest.mark.parametrize(("number", "shown"), PHONES.items(), ids=list(PHONES))
def test_phones(number: str, shown: str) -> None:
    assert masking.phone(number) == shown


@pytest.mark.parametrize(
    ("number", "shown"),
    [("11010519491231002X", "1****************X"), ("110105491231002", "1*************2"), ("12", "**"), ("", "")],
)
def test_resident_ids(number: str, shown: str) -> None:
    assert masking.resident_id(number) == shown


@given(st.text(st.characters(exclude_categories=["Cs"])) | st.from_regex(r"\+?[0-9 ()-]{1,32}", fullmatch=True))
def test_a_masked_phone_keeps_its_length_and_words_and_hides_half_of_each_short_number(number: str) -> None:
    shown = masking.phone(number)
    assert len(shown) == len(number)
    changed = [before for before, after in zip(number, shown, strict=True) if before != after]
    assert all(before.isdigit() for before in changed)
    digits = sum(character.isdecimal() for character in number)
    assert len(changed) * 2 >= min(digits, 6)


@given(st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True))
def test_ten_thousand_mobile_numbers_look_the_same(number: str) -> None:
    shown = masking.phone(number)
    assert masking.is_masked(shown)
    assert shown.count(masking.HIDDEN) == 4
    assert shown.replace(masking.HIDDEN, "") == number[:3] + number[-4:]


@given(st.dates(date(1950, 1, 1), date(2008, 12, 31)), st.integers(0, 999), st.sampled_from(["110105", "530102"]))
def test_date_of_birth_sex_and_place_do_not_give_a_resident_id_away(born: date, sequence: int, place: str) -> None:
    """What stands in the other fields of a person leaves forty numbers and more that the masked one may be."""
    body = f"{place}{born:%Y%m%d}{sequence:03d}"
    shown = masking.resident_id(body + check_digit(body))
    others = (f"{place}{born:%Y%m%d}{other:03d}" for other in range(sequence % 2, 1000, 2))
    alike = [other for other in others if masking.resident_id(other + check_digit(other)) == shown]
    assert len(alike) >= 40
    other_day = f"{place}{born + timedelta(days=1):%Y%m%d}{sequence:03d}"
    assert masking.resident_id(other_day + "0")[:-1] == shown[:-1]


def test_numbers_are_found_in_any_text() -> None:
    text = "张伟 13812344417，身份证11010519491231002x；编号 113812344417 和 2026-07-01 照旧"
    shown = "张伟 138****4417，身份证1****************x；编号 113812344417 和 2026-07-01 照旧"
    assert masking.in_text(text) == shown
