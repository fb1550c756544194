"""What Word, WPS and web pages put on the clipboard, cleaned."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from culture_desktop.documents.briefings.blocks import Block, Heading, Items, Paragraph, Quote, Run, Table, plain
from culture_desktop.ui.pages.composer.pasting import from_html, from_text

WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style>p {color: red}</style>
<!--[if gte mso 9]><xml><o:Zoom>100</o:Zoom></xml><![endif]--></head><body lang=ZH-CN>
<h1><span style='font-family:方正小标宋'>竞赛简报</span></h1>
<p class=MsoNormal style='text-indent:32.0pt'><span style='font-size:16pt;font-family:仿宋;color:#c00'>11月18日晚，公司
工会<b>举办</b>竞赛。<o:p></o:p></span></p>
<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><![if !supportLists]><span
style='mso-list:Ignore'>1.<span style='font:7pt'>&nbsp;&nbsp; </span></span><![endif]>第一项</p>
<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>2.</span>第二项</p>
<p class=MsoNormal><span style='display:none'>隐藏</span>末段</p></body></html>"""


@pytest.mark.parametrize(
    ("html", "blocks"),
    [
        ("<p>甲<br>乙</p>", (Paragraph(plain("甲")), Paragraph(plain("乙")))),
        ("<h2>题</h2><h4>小题</h4>", (Heading("题", 2), Heading("小题", 3))),
        (
            "<ul><li>甲<li>乙</ul><ol><li>丙</ol>",
            (Items((plain("甲"), plain("乙"))), Items((plain("丙"),), numbered=True)),
        ),
        ("<blockquote><p>引文</p></blockquote>", (Quote(plain("引文")),)),
        ("<span style='font-weight:700'>粗</span>平", (Paragraph((Run("粗", bold=True), Run("平"))),)),
        ("<b style='font-weight:normal'>平</b>", (Paragraph(plain("平")),)),
        (
            "<table><tr><th>名次<td><p>姓名</p></tr><tr><td>1</td></tr></table>后",
            (Table((((Run("名次", bold=True),), plain("姓名")), (plain("1"), ()))), Paragraph(plain("后"))),
        ),
        ("<script>alert(1)</script><style>p{}</style>", ()),
        ("<p>没有关上", (Paragraph(plain("没有关上")),)),
        ("</p></table>多余的", (Paragraph(plain("多余的")),)),
        ("<p>一、工作开展情况</p><p>（一）宣传</p>", (Heading("一、工作开展情况"), Heading("（一）宣传", 2))),
        ("<p>一、二两项已经完成。</p>", (Paragraph(plain("一、二两项已经完成。")),)),
    ],
)
def test_markup_becomes_blocks(html: str, blocks: tuple[Block, ...]) -> None:
    assert from_html(html).blocks == blocks


def test_a_text_from_word_keeps_its_structure_only() -> None:
    assert from_html(WORD).blocks == (
        Heading("竞赛简报"),
        Paragraph((Run("11月18日晚，公司工会"), Run("举办", bold=True), Run("竞赛。"))),
        Items((plain("第一项"), plain("第二项")), numbered=True),
        Paragraph(plain("末段")),
    )


def test_pictures_are_counted() -> None:
    assert from_html("<img src=a><p>甲<img src=b></p>").pictures == 2


def test_plain_text_is_a_paragraph_a_line_and_columns_a_table() -> None:
    assert from_text("　　甲\n\n乙\t丙").blocks == (Paragraph(plain("甲")), Paragraph(plain("乙 丙")))
    assert from_text("名次\t姓名\n1\t林婉清").blocks == (
        Table(((plain("名次"), plain("姓名")), (plain("1"), plain("林婉清")))),
    )


@given(st.text(st.sampled_from("<>/ptdrulioh1b=' 甲乙&;!-"), max_size=80))
def test_no_markup_is_too_broken(html: str) -> None:
    from_html(html)
