"""Every colour and measure of the interface; the only file with hex values.

``LIGHT`` and ``DARK`` hold the same names. Text tokens reach 4.5:1 on every surface, control borders 3:1
(``tests/ui/theme/test_contrast.py`` holds this).
"""

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtGui import QPalette


class Tone(StrEnum):
    """What a coloured mark says. Categories of people are always NEUTRAL: colour means state."""

    NEUTRAL = "neutral"
    OK = "ok"
    WARN = "warn"
    INFO = "info"
    BAD = "bad"
    ACCENT = "accent"


@dataclass(frozen=True, slots=True)
class Tokens:
    """The colours of one mode, as ``#RRGGBB``."""

    dark: bool
    paper: str
    rail: str
    surface: str
    sunken: str
    raised: str
    line: str
    line2: str
    ink: str
    ink2: str
    ink3: str
    off: str
    red: str
    red_hover: str
    red_press: str
    red_text: str
    red_soft: str
    red_line: str
    select: str
    hover: str
    ok: str
    ok_soft: str
    warn: str
    warn_soft: str
    info: str
    info_soft: str
    bad: str
    bad_soft: str
    toast: str
    on_toast: str
    toast_link: str
    on_red: str
    scroll: str
    document: str
    layers: tuple[str, str, str, str]
    heat: tuple[str, str, str, str, str, str]

    def text_of(self, tone: Tone) -> str:
        """The colour of words and dots in a tone."""
        return {
            Tone.NEUTRAL: self.ink2,
            Tone.OK: self.ok,
            Tone.WARN: self.warn,
            Tone.INFO: self.info,
            Tone.BAD: self.bad,
            Tone.ACCENT: self.red_text,
        }[tone]

    def fill_of(self, tone: Tone) -> str:
        """The soft ground behind words in a tone."""
        return {
            Tone.NEUTRAL: self.sunken,
            Tone.OK: self.ok_soft,
            Tone.WARN: self.warn_soft,
            Tone.INFO: self.info_soft,
            Tone.BAD: self.bad_soft,
            Tone.ACCENT: self.red_soft,
        }[tone]


LIGHT = Tokens(
    dark=False,
    paper="#F7F4EE",
    rail="#EFEBE2",
    surface="#FFFEFB",
    sunken="#F2EEE6",
    raised="#FFFFFF",
    line="#E4DED2",
    line2="#938B7C",
    ink="#24211D",
    ink2="#544F47",
    ink3="#6E675C",
    off="#ABA497",
    red="#B1241C",
    red_hover="#9C1D16",
    red_press="#851812",
    red_text="#A5211A",
    red_soft="#F9E9E4",
    red_line="#DDB0A6",
    select="#F3E6DA",
    hover="#F7F2E9",
    ok="#2A6A4B",
    ok_soft="#E3F0E7",
    warn="#80560A",
    warn_soft="#F8ECCF",
    info="#285A84",
    info_soft="#E3EDF4",
    bad="#B3261E",
    bad_soft="#FBE8E4",
    toast="#2B2824",
    on_toast="#F7F4EE",
    toast_link="#F2B9A6",
    on_red="#FFFFFF",
    scroll="#ABA497",
    document="#FFFFFF",
    layers=("#2F5D86", "#6B4F86", "#2F7355", "#93610F"),
    heat=("#F7F4EE", "#CFDFE0", "#A4C5CB", "#6E9FAC", "#3A7286", "#174A60"),
)

DARK = Tokens(
    dark=True,
    paper="#1B1A18",
    rail="#151412",
    surface="#242220",
    sunken="#1F1D1B",
    raised="#2D2A27",
    line="#383431",
    line2="#7F776C",
    ink="#ECE7DE",
    ink2="#BFB8AC",
    ink3="#A79F92",
    off="#6A645B",
    red="#BE3A30",
    red_hover="#CC473C",
    red_press="#A83028",
    red_text="#F0937F",
    red_soft="#3F2622",
    red_line="#7A4238",
    select="#3D332A",
    hover="#2C2926",
    ok="#7FC49F",
    ok_soft="#1F352A",
    warn="#DDB25C",
    warn_soft="#3A2F18",
    info="#8FBBDD",
    info_soft="#1E3040",
    bad="#F2917F",
    bad_soft="#43241F",
    toast="#3B3732",
    on_toast="#F3EEE6",
    toast_link="#F2B9A6",
    on_red="#FFFFFF",
    scroll="#6A645B",
    document="#FFFFFF",
    layers=("#7FB0DA", "#B79AD6", "#74BF98", "#D8A857"),
    heat=("#1F1D1B", "#243F49", "#2E5A68", "#3E7B8E", "#68A8B9", "#B5DDE2"),
)

# Grounds of the check-in desk in either mode, under white text at 7:1 or more.
DESK_WAITING = "#3B3732"
DESK_OK = "#1F5B40"
DESK_REPEATED = "#7A4F00"
DESK_WALK_IN = "#1F4F78"
DESK_UNKNOWN = "#8F1D16"
DESK_WORDS = "#FFFFFF"

# Spacing in px.
GAP_TINY = 4
GAP_SMALL = 8
GAP = 12
GAP_LARGE = 16
PAGE_MARGIN = 20

RADIUS_CHIP = 4
RADIUS_CONTROL = 6
RADIUS_CARD = 8
RADIUS_DIALOG = 10

HEIGHT_CONTROL = 32
HEIGHT_FILTER_CHIP = 26
HEIGHT_CELL_CHIP = 20
HEIGHT_ROW = 30
HEIGHT_TABLE_HEAD = 32
HEIGHT_NAV = 34

RAIL_WIDTH = 168
RAIL_FOLDED = 56
TOP_BAR_HEIGHT = 56
STATUS_BAR_HEIGHT = 27
FOLD_BELOW = 1180
LABEL_COLUMN = 176
FIELD_SHORT = 130
FIELD_LONG = 320


def tokens_of(palette: QPalette) -> Tokens:
    """The tokens of a widget's palette; its Mid role says which mode it is in, as style sheets leave that alone."""
    return DARK if palette.color(QPalette.ColorRole.Mid).lightness() < 128 else LIGHT
