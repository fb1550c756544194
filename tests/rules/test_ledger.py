"""The hash chain: any change of any link is found, and the first one named."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from culture_desktop.errors import LedgerHeadUnreadableError
from culture_desktop.rules.ledger import (
    START,
    Fault,
    FaultKind,
    Head,
    Link,
    Rows,
    broken_link,
    canonical,
    differing_rows,
    digest_of,
    parse_head,
)

NOON = datetime(2026, 11, 23, 12)


def chain(*contents: Rows) -> list[Link]:
    """Links that hold together."""
    links: list[Link] = []
    for number, content in enumerate(contents, start=1):
        made = NOON + timedelta(minutes=number)
        link = Link(number, made, "导入评分", "", canonical(content), "")
        links.append(replace(link, digest=digest_of(links[-1].digest if links else START, link)))
    return links


def rows(points: int) -> Rows:
    return {"score": {"1": {"points": points}}}


FIVE = chain(*(rows(points) for points in (9000, 9100, 9200, 9300, 9400)))


def test_a_digest_is_sha256_of_the_canonical_form() -> None:
    """Worked out apart from the program, by coreutils' sha256sum over the JSON array in its canonical form."""
    link = Link(1, datetime(2026, 1, 1), "导入评分", "", "{}", "")
    assert digest_of(START, link) == ("d341f3cd9ce5e43d369e49d2e1a15d09e3b6691b4462b91f72a23872d8f87047")


def test_a_whole_chain_holds() -> None:
    assert broken_link([]) is None
    assert broken_link(FIVE) is None
    assert all(broken_link(FIVE, Head(link.number, link.digest)) is None for link in FIVE)


@given(
    at=st.integers(0, 4),
    change=st.sampled_from(
        [
            {"label": "导入评分 "},
            {"reason": "更正"},
            {"made_at": NOON},
            {"content": canonical(rows(9999))},
            {"content": canonical(rows(9999)).replace("9999", "9999 ")},
            {"digest": "f" * 64},
        ]
    ),
)
def test_a_changed_link_is_named(at: int, change: dict[str, object]) -> None:
    links = [*FIVE[:at], replace(FIVE[at], **change), *FIVE[at + 1 :]]  # type: ignore[arg-type]
    assert broken_link(links) == Fault(FaultKind.CHANGED, at + 1)


@given(at=st.integers(0, 3))
def test_a_removed_link_is_named(at: int) -> None:
    assert broken_link([*FIVE[:at], *FIVE[at + 1 :]]) == Fault(FaultKind.REMOVED, at + 1)
    renumbered = [*FIVE[:at], *(replace(link, number=link.number - 1) for link in FIVE[at + 1 :])]
    assert broken_link(renumbered) == Fault(FaultKind.CHANGED, at + 1)


def test_links_in_another_order() -> None:
    assert broken_link([FIVE[0], FIVE[2], FIVE[1], *FIVE[3:]]) == Fault(FaultKind.REMOVED, 2)


@given(kept=st.integers(0, 4))
def test_a_chain_cut_off_is_told_by_a_printed_head_only(kept: int) -> None:
    head = Head(5, FIVE[-1].digest)
    assert broken_link(FIVE[:kept]) is None
    assert broken_link(FIVE[:kept], head) == Fault(FaultKind.CUT_OFF, kept + 1)


def test_a_chain_written_anew_is_told_by_a_printed_head() -> None:
    forged = chain(*(rows(points) for points in (9000, 9100, 9999, 9300, 9400)))
    assert broken_link(forged) is None
    assert broken_link(forged, Head(5, FIVE[-1].digest)) == Fault(FaultKind.OTHER_HEAD, 5)
    assert broken_link(forged, Head(2, FIVE[1].digest)) is None


def test_rows_are_as_their_last_link_says() -> None:
    links = chain(
        {"score": {"1": {"points": 9000}, "2": {"points": 8000}}},
        {"score": {"1": {"points": 9500}}, "honour": {"7": {"title": "服务之星"}}},
        {"score": {"2": None}},
    )
    stated: Rows = {"score": {"1": {"points": 9500}}, "honour": {"7": {"title": "服务之星"}}}
    assert differing_rows(links, stated) == ()
    found: Rows = {"score": {"1": {"points": 9900}, "2": {"points": 8000}, "10": {"points": 1}}, "honour": {}}
    differs = FaultKind.ROW_DIFFERS
    assert differing_rows(links, found) == (
        Fault(differs, 2, "honour", "7", (("title", "服务之星", None),)),
        Fault(differs, 2, "score", "1", (("points", 9500, 9900),)),
        Fault(differs, 3, "score", "2", (("points", None, 8000),)),
        Fault(differs, 3, "score", "10", (("points", None, 1),)),
    )


def test_a_head_is_read_as_people_copy_it() -> None:
    head = Head(57, "9f3a1c0277ab00112233445566778899" + "0" * 32)
    assert head.printed == "57-9F3A-1C02-77AB-0011-2233-4455"
    expected = Head(57, head.digest[:24])
    for text in (
        head.printed,
        head.printed.lower(),
        f"  {head.printed.replace('-', ' ')}\n",
        "57：9F3A1C0277AB001122334455",
        "57－9F3A－1C02－77AB－0011－2233－4455",
    ):
        assert parse_head(text) == expected
    assert parse_head("57-" + head.digest) == Head(57, head.digest)


@pytest.mark.parametrize("text", ["", "57", "9F3A-1C02", "57-9F3A", "五七-9F3A1C0277AB0011", "57-9F3A-1C02-77AB-XYZ0"])
def test_a_head_that_is_none(text: str) -> None:
    with pytest.raises(LedgerHeadUnreadableError):
        parse_head(text)
