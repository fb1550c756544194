"""关于: the version, where data stays, whose fonts and icons these are."""

import json
from importlib.metadata import version
from pathlib import Path

from PySide6.QtWidgets import QWidget

from culture_desktop.paths import resource
from culture_desktop.ui.dialogs import text_view
from culture_desktop.ui.widgets.buttons import LinkButton
from culture_desktop.ui.widgets.card import Card
from culture_desktop.ui.widgets.layouts import STRETCH, column, row
from culture_desktop.ui.widgets.seal import Seal
from culture_desktop.ui.widgets.text import Label, hline, paragraph

_WORDS = (
    "润物无声：让文化渗进一个单位，而不是落在它头上。\n"
    "数据只存在这台电脑上，程序不联网，不收集任何信息；支持日志里没有人名。"
)
# Who made what is bundled, and the file that holds its licence.
_BUNDLED = (
    ("黑体", "GHHei-Regular.ttf", "SIL OFL 1.1", ("fonts", "LICENSES", "OFL-noto-sans-sc.txt")),
    ("宋体", "GHSong-Regular.ttf", "SIL OFL 1.1", ("fonts", "LICENSES", "OFL-noto-serif-sc.txt")),
    ("楷体", "GHKai-Regular.ttf", "SIL OFL 1.1", ("fonts", "LICENSES", "OFL-lxgw-wenkai.txt")),
    ("仿宋", "GHFang-Regular.ttf", "GPL 3 附字体例外", ("fonts", "LICENSES", "GPL-fandol-README.txt")),
    ("生僻字", "GHRareExt-Regular.ttf.xz", "Arphic 公共许可", ("fonts", "LICENSES", "ARPHICPL-babelstone-han.txt")),
    ("图标", "", "MIT", ("icons", "LICENSE-tabler.txt")),
)
_ICONS_BY = "Tabler Icons (Paweł Kuna)"


class AboutSection(QWidget):
    """Seal, version, what becomes of data; then the bundled faces with their licences."""

    def __init__(self) -> None:
        super().__init__()
        head = Card()
        name = column(Label("润物", "page_title"), Label(f"版本 {version('culture-desktop')}", "caption"), gap=2)
        head.body.addLayout(row(Seal(44), 4, name, STRETCH))
        head.body.addWidget(paragraph(_WORDS, "secondary"))
        fonts = Card("字体和图标", "随程序提供，不依赖系统字体")
        origins = _origins()
        for at, (word, file, licence, parts) in enumerate(_BUNDLED):
            if at:
                fonts.body.addWidget(hline())
            title = Label(word)
            title.setFixedWidth(64)
            link = LinkButton(licence)
            link.setAccessibleName(f"{word}的许可证")
            link.clicked.connect(
                lambda _checked=False, word=word, parts=parts: self._show(f"{word}的许可证", resource(*parts))
            )
            fonts.body.addLayout(row(title, Label(origins.get(file, _ICONS_BY), "secondary"), STRETCH, link))
        whole = column(head, fonts, gap=16)
        whole.addStretch(1)
        self.setLayout(whole)

    def _show(self, title: str, file: Path) -> None:
        text_view.show(self, title, file.read_text(encoding="utf-8"))


def _origins() -> dict[str, str]:
    """Who drew each face, as the fonts' manifest says."""
    manifest = json.loads(resource("fonts", "manifest.json").read_text(encoding="utf-8"))
    whole = {file: str(entry["origin"]) for file, entry in manifest.items()}
    return {file: words.partition(")")[0] + words.partition(")")[1] for file, words in whole.items()}
