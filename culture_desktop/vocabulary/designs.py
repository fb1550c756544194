"""What certificate designs are made of."""

from culture_desktop.vocabulary.words import Word


class ElementKind(Word):
    """What stands on a sheet."""

    TEXT = "text", "文字"
    PICTURE = "picture", "图片"
    ORNAMENT = "ornament", "花饰"
    CODE = "code", "条码"
    RULE = "rule", "线条"


class TypeFace(Word):
    """A typeface by its trade name."""

    SONG = "song", "宋体"
    TITLE = "title", "小标宋"
    KAI = "kai", "楷体"
    HEI = "hei", "黑体"
    FANG = "fang", "仿宋"


class TextSetting(Word):
    """How a text fills its place."""

    LINE = "line", "单行"
    PARAGRAPH = "paragraph", "段落"
    DISTRIBUTED = "distributed", "两端分散"
    VERTICAL = "vertical", "竖排"


class Align(Word):
    """To which side a text keeps; of vertical text, to which end of the line."""

    START = "start", "左对齐"
    CENTRE = "centre", "居中"
    END = "end", "右对齐"


class PictureRole(Word):
    """What a picture is for."""

    PICTURE = "picture", "图片"
    BACKGROUND = "background", "底图"
    SEAL = "seal", "印章"
    SIGNATURE = "signature", "签名"


class PictureFit(Word):
    """How a picture fills its place."""

    CONTAIN = "contain", "完整显示"
    COVER = "cover", "填满裁边"
    STRETCH = "stretch", "拉伸"


class Symbology(Word):
    """The kind of code."""

    QR = "qr", "二维码"
    CODE128 = "code128", "一维条码"


class FieldTest(Word):
    """When an element with a condition is printed."""

    GIVEN = "given", "有内容"
    MISSING = "missing", "没有内容"
    EQUALS = "equals", "等于"


class LeadingEdge(Word):
    """The edge of a sheet that a printer draws in first."""

    SHORT = "short", "短边先进"
    LONG = "long", "长边先进"


class SheetFace(Word):
    """How a prepared sheet lies in the tray."""

    UP = "up", "印面朝上"
    DOWN = "down", "印面朝下"
