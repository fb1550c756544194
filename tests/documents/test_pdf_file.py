"""A file of objects is one that readers open: every object found where the table says, nothing that varies."""

import io
import re
import zlib

import pypdf
import pypdfium2
import pytest

from culture_desktop.documents.fonts import Face
from culture_desktop.documents.paper import A4, A4_LANDSCAPE, Paper
from culture_desktop.documents.pdf_file import PdfFile, packed_stream, stream


def of_two_pages(title: str = "试") -> bytes:
    paper = Paper(A4, title)
    shared = paper.keep(paper.text(40, 40, "同一处", Face.KAI, 12))
    for name in ("张三", "陈𬭎"):
        paper.add(shared)
        paper.add(paper.text(40, 80, name, Face.KAI, 12))
        paper.next_page()
    target = io.BytesIO()
    paper.save(target)
    return target.getvalue()


def test_the_table_points_at_every_object() -> None:
    content = of_two_pages()
    start = int(content.rsplit(b"startxref\n", 1)[1].split(b"\n")[0])
    assert content[start:].startswith(b"xref\n0 ")
    entries = re.findall(rb"(\d{10}) 00000 n \n", content[start:])
    assert len(entries) == int(re.findall(rb"/Size (\d+)", content[start:])[0]) - 1
    for number, at in enumerate(entries, start=1):
        assert content[int(at) :].startswith(b"%d 0 obj\n" % number)


def test_strict_readers_find_nothing_to_mend() -> None:
    reader = pypdf.PdfReader(io.BytesIO(of_two_pages()), strict=True)
    assert [page.extract_text().split() for page in reader.pages] == [["同一处", "张三"], ["同一处", "陈𬭎"]]
    for number in range(1, int(reader.trailer["/Size"])):  # type: ignore[call-overload]
        found = reader.get_object(number)
        assert found is not None
        if isinstance(found, pypdf.generic.StreamObject):
            found.get_data()


@pytest.mark.parametrize("size", [A4, A4_LANDSCAPE])
def test_pages_take_size_and_fonts_from_the_tree(size: tuple[float, float]) -> None:
    paper = Paper(A4 if size == A4 else A4_LANDSCAPE, "试")
    paper.next_page()
    target = io.BytesIO()
    paper.save(target)
    with pypdfium2.PdfDocument(target.getvalue()) as document:
        assert document[0].get_size() == pytest.approx(size, abs=0.01)


@pytest.mark.parametrize("title", ["关于𬭎的通知", "(\\)<>", ""])
def test_the_title_is_what_it_was_given(title: str) -> None:
    content = of_two_pages(title)
    reader = pypdf.PdfReader(io.BytesIO(content))
    assert reader.metadata is not None
    assert (reader.metadata.title or "", reader.metadata.creator, reader.metadata.producer) == (title, "润物", "润物")
    assert reader.trailer["/Root"]["/Lang"] == "zh-CN"  # type: ignore[index]


def test_the_same_again_to_the_last_byte_and_another_identity_for_another() -> None:
    def identity(content: bytes) -> object:
        return pypdf.PdfReader(io.BytesIO(content)).trailer["/ID"]

    assert of_two_pages() == of_two_pages()
    assert identity(of_two_pages("甲")) != identity(of_two_pages("乙"))


def test_a_reserved_object_comes_later() -> None:
    file = PdfFile()
    ahead = file.reserve()
    file.put(ahead, b"<< /Type /Pages /Kids [] /Count 0 >>")
    target = io.BytesIO()
    file.write(target, ahead, "空")
    assert len(pypdf.PdfReader(io.BytesIO(target.getvalue()), strict=True).pages) == 0


def test_streams_say_how_long_they_are_and_how_they_are_packed() -> None:
    assert packed_stream(b"abc", b"/Kind /X") == b"<< /Length 3 /Kind /X >>\nstream\nabc\nendstream"
    made = stream(b"q Q" * 50, b"/Kind /X")
    packed = made.split(b"stream\n", 1)[1].removesuffix(b"\nendstream")
    assert made.startswith(b"<< /Length %d /Kind /X /Filter /FlateDecode >>" % len(packed))
    assert zlib.decompress(packed) == b"q Q" * 50
