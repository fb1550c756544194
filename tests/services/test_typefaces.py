"""The user's own fonts chosen, kept with the data, printed with, and told of."""

import io
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from culture_desktop.database import Database
from culture_desktop.documents.designs.bundled import STANDARD
from culture_desktop.documents.designs.design import Design, Sheet
from culture_desktop.documents.designs.elements import TextElement
from culture_desktop.documents.designs.printer import write_design
from culture_desktop.documents.fonts import use_typefaces
from culture_desktop.documents.reading import font_report, text_of
from culture_desktop.errors import FontUnusableError
from culture_desktop.services.certificates.batches import CertificateBatchService
from culture_desktop.services.documents.official_text import OfficialDraft
from culture_desktop.services.documents.service import DocumentService
from culture_desktop.services.history import HistoryService
from culture_desktop.services.settings import UnitSettings
from culture_desktop.services.typefaces import TypefaceService
from culture_desktop.vocabulary import DocumentKind, TextSetting, TypeFace
from tests.documents import font_samples as samples
from tests.documents.reading import text_boxes

FORBIDDEN = "禁嵌体"
RIGHT = 28 + 156  # mm: the edge of the type area
# The first line has room for 26 characters; the comma is the one too many.
DRAFT = OfficialDraft(
    kind=DocumentKind.SUMMARY,
    title="关于表彰的总结",
    text="职工" * 13 + "，" + "服务明星" * 10 + "。",
    day=date(2026, 12, 1),
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("fonts")
    samples.saved(samples.true_type(samples.FANG), made / "simfang.ttf")
    samples.saved(samples.compact(samples.TITLE), made / "title.otf")
    samples.saved(samples.true_type(FORBIDDEN, rights=2), made / "forbidden.ttf")
    return made


@pytest.fixture
def service(database: Database, folder: Path) -> Iterator[TypefaceService]:
    made = TypefaceService(database)
    made.set_folder(folder)
    yield made
    made.release()


def notice(database: Database) -> tuple[tuple[str, ...], tuple[str, ...], str]:
    """The fonts and notes of a paper made now, and what the window said."""
    documents = DocumentService(database)
    done = documents.official(DRAFT, UnitSettings(issuer="云川工会"))
    report = documents.fonts(done.value.id)
    return report.used, report.notes, done.sentence


def stops(database: Database) -> list[float]:
    """Where the commas of the same paper begin, in mm from the left."""
    documents = DocumentService(database)
    content = documents.content(documents.official(DRAFT, UnitSettings(issuer="云川工会")).value.id)
    return [box.left for box in text_boxes(content) if box.text == "，"]


def test_ours_until_something_is_chosen(database: Database, service: TypefaceService) -> None:
    assert service.settings().fonts == {}
    used, notes, _ = notice(database)
    assert "内置仿宋" in used
    assert notes == ()


def test_what_is_chosen_is_printed_with_and_told(database: Database, service: TypefaceService) -> None:
    done = service.choose({TypeFace.FANG: samples.FANG})
    assert done.sentence == f"已选定：仿宋用{samples.FANG}"
    used, notes, _ = notice(database)
    assert samples.FANG in used
    assert any(note.startswith(f"“{samples.FANG}”没有") for note in notes)


def test_the_fonts_of_official_papers_are_taken_in_one_go(service: TypefaceService) -> None:
    usual = service.usual()
    assert {face: usual.get(face) for face in (TypeFace.FANG, TypeFace.TITLE)} == {
        TypeFace.FANG: samples.FANG,
        TypeFace.TITLE: samples.TITLE,
    }
    service.choose(usual)
    assert service.settings().fonts == usual


@pytest.mark.parametrize(
    ("name", "words"),
    [(FORBIDDEN, "字体厂商不许把它嵌入文书，没有采用"), ("没有的字体", "这台电脑没有“没有的字体”，没有采用")],
)
def test_what_cannot_be_used_is_refused(service: TypefaceService, name: str, words: str) -> None:
    with pytest.raises(FontUnusableError, match=words):
        service.choose({TypeFace.KAI: name})
    assert service.settings().fonts == {}


def test_on_another_computer_ours_stands_in_and_says_so(database: Database, service: TypefaceService) -> None:
    service.choose({TypeFace.FANG: samples.FANG})
    service.set_folder(None)
    used, notes, sentence = notice(database)
    assert samples.FANG not in used
    note = f"这台电脑没有“{samples.FANG}”，用内置仿宋代替"
    assert note in notes
    assert note in sentence
    assert {sample.face: sample.note for sample in service.samples()}[TypeFace.FANG] == f"这台电脑没有“{samples.FANG}”"


def test_the_choice_can_be_undone_and_read_in_the_history(database: Database, service: TypefaceService) -> None:
    service.choose({TypeFace.FANG: samples.FANG})
    history = HistoryService(database)
    step = history.next_undo()
    assert step is not None
    assert step.label == "修改字体"
    history.take_back(step.id)
    assert service.settings().fonts == {}


def test_hanging_stops_are_kept_and_set(database: Database, service: TypefaceService) -> None:
    assert max(stops(database)) < RIGHT - 2
    service.set_hanging(True)
    assert service.settings().hanging
    assert max(stops(database)) == pytest.approx(RIGHT, abs=0.5)
    service.set_hanging(False)
    assert max(stops(database)) < RIGHT - 2


def test_a_certificate_names_a_font_of_its_own(service: TypefaceService) -> None:
    title = TextElement(
        key="t",
        name="标题",
        x=10,
        y=10,
        width=80,
        height=20,
        content="荣誉证书",
        face=TypeFace.TITLE,
        font=samples.TITLE,
        setting=TextSetting.DISTRIBUTED,
    )
    service.apply()
    drawn = []
    for other in (None, service.settings().folder):
        service.set_folder(other)
        stream = io.BytesIO()
        write_design(Design("试", Sheet(100, 100), (title,)), [{}], stream)
        assert "荣誉证书" in text_of(stream.getvalue())
        drawn.append(font_report(stream.getvalue()))
    without, with_it = drawn
    assert (without.used, without.notes) == (("内置小标宋",), (f"这台电脑没有“{samples.TITLE}”，用内置小标宋代替",))
    assert (with_it.used, with_it.notes) == ((samples.TITLE,), ())


def test_samples_show_every_face(service: TypefaceService) -> None:
    service.choose({TypeFace.TITLE: samples.TITLE})
    shown = {sample.face: font_report(sample.pdf).used for sample in service.samples()}
    assert shown[TypeFace.TITLE][0] == samples.TITLE
    assert shown[TypeFace.KAI] == ("内置楷体",)


def test_fonts_are_ours_again_when_the_file_is_closed(service: TypefaceService) -> None:
    service.choose({TypeFace.TITLE: samples.TITLE})
    service.release()
    assert font_report(service.samples()[1].pdf).used == ("内置小标宋",)
    use_typefaces()


def test_a_batch_of_certificates_says_before_it_is_printed_what_will_stand_in(
    database: Database, service: TypefaceService, tmp_path: Path
) -> None:
    roll = tmp_path / "名单.csv"
    roll.write_text("姓名,正文\n张三,表彰\n李𬭎,表彰\n", encoding="utf-8")
    service.choose({TypeFace.TITLE: samples.TITLE, TypeFace.SONG: samples.FANG})
    batches = CertificateBatchService(database)
    settings = UnitSettings(issuer="云川工会")
    before = batches.plan(roll, STANDARD, settings, date(2026, 12, 1)).fonts
    assert samples.TITLE in before.used
    assert any(note.startswith(f"“{samples.FANG}”没有") for note in before.notes)
    service.set_folder(None)
    plan = batches.plan(roll, STANDARD, settings, date(2026, 12, 1))
    note = f"这台电脑没有“{samples.TITLE}”，用内置小标宋代替"
    assert note in plan.fonts.notes
    done = batches.write(plan, tmp_path / "证书.pdf")
    assert note in done.sentence
    written = font_report((tmp_path / "证书.pdf").read_bytes())
    assert (set(written.used), set(written.notes)) == (set(plan.fonts.used), set(plan.fonts.notes))
