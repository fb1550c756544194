"""ReportLab's own drawings print in our faces, with the same text layer."""

import io

from reportlab.graphics.charts.barcharts import VerticalBarChart
from reportlab.graphics.renderPDF import draw
from reportlab.graphics.shapes import Drawing
from reportlab.pdfgen.canvas import Canvas

from culture_desktop.documents.canvas_font import registered
from culture_desktop.documents.fonts import Face
from tests.documents.reading import fonts, pages_text


def test_canvas_takes_a_face_with_rare_characters() -> None:
    stream = io.BytesIO()
    canvas = Canvas(stream, invariant=1, initialFontName=registered(Face.KAI))
    canvas.setFont(registered(Face.KAI), 20)
    canvas.drawString(72, 700, "陈𬭎、龘同志：(1)")
    canvas.setFont(registered(Face.HEI), 20)
    canvas.drawRightString(500, 600, "䶮")
    canvas.save()
    assert pages_text(stream.getvalue())[0].split() == ["陈𬭎、龘同志：(1)", "䶮"]
    used = fonts(stream.getvalue())
    assert {font.name.split("+")[1] for font in used} == {"GHKai-Regular", "GHHei-Regular", "GHRare-Regular"}
    assert all(font.embedded for font in used)


def test_charts_take_a_face() -> None:
    chart = VerticalBarChart()
    chart.data = [(3, 5)]
    chart.categoryAxis.categoryNames = ["营业一班", "陈𬭎"]
    for axis in (chart.categoryAxis, chart.valueAxis):
        axis.labels.fontName = registered(Face.SONG)
    drawing = Drawing(300, 200)
    drawing.add(chart)
    stream = io.BytesIO()
    canvas = Canvas(stream, invariant=1, initialFontName=registered(Face.SONG))
    draw(drawing, canvas, 50, 500)
    canvas.save()
    assert "陈𬭎" in pages_text(stream.getvalue())[0]
    assert {font.name.split("+")[-1] for font in fonts(stream.getvalue())} == {"GHSong-Regular"}


def test_two_documents_at_once_do_not_mix() -> None:
    streams = io.BytesIO(), io.BytesIO()
    canvases = [Canvas(stream, invariant=1, initialFontName=registered(Face.KAI)) for stream in streams]
    for canvas, text in zip(canvases, ("甲", "乙"), strict=True):
        canvas.setFont(registered(Face.KAI), 20)
        canvas.drawString(72, 700, text)
    for canvas in canvases:
        canvas.save()
    assert [pages_text(stream.getvalue())[0].strip() for stream in streams] == ["甲", "乙"]
