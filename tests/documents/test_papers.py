"""What all papers have in common: a right text layer, the type area, preflight, the same bytes on every run."""

import io
from collections.abc import Callable
from dataclasses import replace
from typing import Any, BinaryIO

import pytest

from culture_desktop.documents.briefings.blocks import Paragraph, plain
from culture_desktop.documents.briefings.paper import BriefingContent, preflight_briefing, write_briefing
from culture_desktop.documents.decision import preflight_decision, write_decision
from culture_desktop.documents.dossier import DossierTable, preflight_dossier, write_dossier
from culture_desktop.documents.eligibility_report import preflight_eligibility_report, write_eligibility_report
from culture_desktop.documents.minutes import preflight_minutes, write_minutes
from culture_desktop.documents.name_list import NameEntry, NameGroup
from culture_desktop.documents.preflight import Problem
from culture_desktop.documents.public_notice import preflight_notice, write_notice
from culture_desktop.errors import MissingGlyphsError, TextOverflowError
from culture_desktop.progress import CancelledError, Progress, silent
from tests.documents import samples
from tests.documents.reading import (
    InkBox,
    cropped,
    fonts,
    ink_box,
    pages_text,
    pages_text_pypdf,
    rendered,
    without_spaces,
)

Writer = Callable[..., None]


def drawn_briefing(content: BriefingContent, stream: BinaryIO, progress: Progress = silent) -> None:
    write_briefing(content, stream, progress, samples.shown)


def checked_briefing(content: BriefingContent) -> tuple[Problem, ...]:
    return preflight_briefing(content, samples.shown)


PAPERS: dict[str, tuple[Writer, Callable[[], Any]]] = {
    "notice": (write_notice, samples.notice),
    "decision": (write_decision, samples.decision),
    "minutes": (write_minutes, samples.minutes),
    "briefing": (drawn_briefing, samples.briefing),
    "eligibility": (write_eligibility_report, samples.eligibility),
    "dossier": (write_dossier, samples.dossier),
}
UNPRINTABLE = "\U0010fffd"


def written(write: Writer, content: Any) -> bytes:
    """The PDF of a content."""
    stream = io.BytesIO()
    write(content, stream)
    return stream.getvalue()


@pytest.fixture(scope="module", params=PAPERS)
def paper(request: pytest.FixtureRequest) -> bytes:
    write, content = PAPERS[request.param]
    return written(write, content())


def test_every_name_reads_right(paper: bytes) -> None:
    for read in (pages_text, pages_text_pypdf):
        text = without_spaces("".join(read(paper)))
        for name in samples.NAMES:
            assert without_spaces(name) in text


def test_fonts_are_embedded(paper: bytes) -> None:
    used = fonts(paper)
    assert used
    assert all(font.embedded and font.has_unicode for font in used)


@pytest.mark.parametrize("name", PAPERS)
def test_the_same_content_gives_the_same_bytes(name: str) -> None:
    write, content = PAPERS[name]
    assert written(write, content()) == written(write, content())


@pytest.mark.parametrize("name", ["notice", "decision", "minutes", "briefing"])
def test_official_papers_keep_to_the_type_area(name: str) -> None:
    write, content = PAPERS[name]
    pdf = written(write, content())
    for number, _ in enumerate(pages_text(pdf)):
        body = cropped(rendered(pdf, number), 0, 0, 210, 263)
        box = ink_box(body)
        assert box.top >= 37 - 1
        assert box.left >= 28 - 1
        assert box.right <= 28 + 156 + 1
        assert box.bottom <= 37 + 225 + 1


def test_a_full_page_fills_the_type_area() -> None:
    pdf = written(write_notice, replace(samples.notice(), opening=(samples.PROSE * 12,)))
    box = ink_box(cropped(rendered(pdf, 1), 0, 0, 210, 263))
    assert box == pytest.approx(InkBox(28, 37, 184, 262), abs=1.5)
    lines = [line for line in pages_text(pdf)[1].split("\n") if line.strip()]
    assert len(lines) == 22 + 1  # and the page number


def test_page_numbers_stand_outside() -> None:
    pdf = written(write_notice, samples.notice(60))
    odd, even = (ink_box(cropped(rendered(pdf, number), 0, 266, 210, 280)) for number in (0, 1))
    assert odd.right == pytest.approx(184 - 14 / 72 * 25.4, abs=1)
    assert even.left == pytest.approx(28 + 14 / 72 * 25.4, abs=1)
    assert "— 1 —" in pages_text(pdf)[0]


def test_red_line_and_closing_block_of_a_decision() -> None:
    pdf = written(write_decision, samples.decision())
    first = rendered(pdf)
    red = first.point(lambda value: 0 if value < 120 else 255).convert("RGB")
    mark = ink_box(cropped(red, 20, 60, 200, 95))
    assert 60 + mark.top == pytest.approx(37 + 35, abs=1)
    last = rendered(pdf, len(pages_text(pdf)) - 1)
    block = ink_box(cropped(last, 0, 200, 210, 263))
    assert 200 + block.bottom == pytest.approx(262, abs=0.5)
    assert (block.left, block.right) == pytest.approx((28, 184), abs=0.5)


def test_the_date_of_signing_stands_four_characters_in() -> None:
    pdf = written(write_notice, samples.notice())
    last = rendered(pdf, len(pages_text(pdf)) - 1)
    date = ink_box(_last_text_line(cropped(last, 0, 0, 210, 263)))
    assert date.right == pytest.approx(184 - 4 * 15.75 / 72 * 25.4, abs=1.4)  # 日 has white at its right


def _last_text_line(image: Any) -> Any:
    bottom = ink_box(image).bottom
    return cropped(image, 0, bottom - 5, 210, bottom + 1)


def test_a_signing_block_never_stands_alone() -> None:
    for count in range(20, 60):
        pages = pages_text(written(write_notice, samples.notice(count)))
        lines = [line for line in pages[-1].split("\n") if line.strip()]
        assert len(lines) >= 2 + 2 + 1  # two lines of text, issuer and date, page number


def test_table_head_is_repeated_and_pages_are_counted() -> None:
    pages = pages_text(written(write_eligibility_report, samples.eligibility()))
    assert len(pages) > 3
    for number, text in enumerate(pages, start=1):
        assert f"第{number}页共{len(pages)}页" in without_spaces(text)
        assert "工号" in text
        assert "依据" in text
    numbers = [word for text in pages for word in text.split() if word.startswith("YC")]
    assert numbers == [f"YC{i:05d}" for i in range(60)]


def test_each_table_of_a_dossier_has_its_own_head_on_every_page() -> None:
    content = samples.dossier(60)
    pages = [without_spaces(text) for text in pages_text(written(write_dossier, content))]
    assert len(pages) >= 3
    for number, text in enumerate(pages, start=1):
        assert f"第{number}页共{len(pages)}页" in text
        assert "日期活动参与" in text
    whole = "".join(pages)
    assert whole.count("签到·主讲") == 60
    assert "荣誉0项无记录" in whole


def test_a_text_longer_than_a_page_goes_on_in_a_dossier() -> None:
    content = samples.dossier(1)
    long = "".join(f"第{at}件事都记在这里，一件不少。" for at in range(400))
    section = replace(content.sections[2], tables=(DossierTable("", (("2026-03-04", long, "冲销"),)),))
    pages = pages_text(written(write_dossier, replace(content, sections=(section,))))
    whole = without_spaces("".join(pages))
    assert len(pages) > 2
    assert all(f"第{at}件事" in whole for at in range(400))


def test_a_long_summary_runs_over_the_width() -> None:
    summary = (
        "推荐60个对象，合格48个，不合格12个。条件：" + "司龄满1年；本年参加行为层活动至少3次；无文明行为负面记录；" * 5
    )
    content = replace(samples.eligibility(), summary=summary)
    assert preflight_eligibility_report(content) == ()
    pdf = written(write_eligibility_report, content)
    assert summary in without_spaces(pages_text(pdf)[0])
    head = ink_box(cropped(rendered(pdf), 0, 0, 297, 190))
    assert (head.left, head.right) == pytest.approx((18, 279), abs=0.5)


def test_names_are_in_columns() -> None:
    group = NameGroup("一、名单", tuple(NameEntry(name) for name in ["王建国"] * 10))
    pdf = written(write_notice, replace(samples.notice(), groups=(group,)))
    assert any(line.count("王建国") == 5 for line in pages_text(pdf)[0].split("\n"))


@pytest.mark.parametrize("name", PAPERS)
def test_cancelling_writes_nothing(name: str) -> None:
    def cancel(done: int, total: int, text: str) -> None:
        raise CancelledError

    write, content = PAPERS[name]
    stream = io.BytesIO()
    with pytest.raises(CancelledError):
        write(content(), stream, cancel)
    assert stream.getvalue() == b""


def test_missing_glyphs_name_the_person() -> None:
    group = NameGroup("一、名单", (NameEntry("王建国"), NameEntry(f"李{UNPRINTABLE}")))
    content = replace(samples.notice(), groups=(group,))
    stream = io.BytesIO()
    assert preflight_notice(content) == (Problem(f"李{UNPRINTABLE}", "公示名单", UNPRINTABLE),)
    with pytest.raises(MissingGlyphsError, match="李"):
        write_notice(content, stream)
    assert stream.getvalue() == b""


@pytest.mark.parametrize(
    ("problems", "subject"),
    [
        (lambda: preflight_decision(replace(samples.decision(), mark="红头" * 20)), Problem("表彰决定", "版头")),
        (lambda: checked_briefing(replace(samples.briefing(), masthead="简报" * 20)), Problem("简报", "报头")),
        (lambda: checked_briefing(replace(samples.briefing(), issuer="工会" * 30)), Problem("简报", "报头")),
        (lambda: preflight_notice(replace(samples.notice(), issuer="工会" * 30)), Problem("公示", "落款")),
        (
            lambda: preflight_notice(replace(samples.notice(), groups=(NameGroup("一", (NameEntry("甲" * 60),)),))),
            Problem("甲" * 60, "公示名单"),
        ),
        (
            lambda: checked_briefing(samples.briefing(Paragraph(plain("\ue000")))),
            Problem("简报", "正文", "\ue000"),
        ),
    ],
)
def test_preflight_finds(problems: Callable[[], tuple[Problem, ...]], subject: Problem) -> None:
    assert problems() == (subject,)


@pytest.mark.parametrize("name", PAPERS)
def test_clean_papers_have_no_problem(name: str) -> None:
    preflights: dict[str, Callable[[Any], tuple[Problem, ...]]] = {
        "notice": preflight_notice,
        "decision": preflight_decision,
        "minutes": preflight_minutes,
        "briefing": checked_briefing,
        "eligibility": preflight_eligibility_report,
        "dossier": preflight_dossier,
    }
    assert preflights[name](PAPERS[name][1]()) == ()


def test_a_reason_longer_than_half_a_page_is_refused_with_the_name() -> None:
    content = samples.eligibility(3)
    people = (*content.people[:2], replace(content.people[2], reasons=("很长。" * 900,)))
    with pytest.raises(TextOverflowError, match="王建国（依据过长）"):
        write_eligibility_report(replace(content, people=people), io.BytesIO())
