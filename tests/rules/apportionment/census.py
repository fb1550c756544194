"""Published apportionments: what was divided, and what came of it.

United States: Census Bureau (apportionment populations of 1790, 1880 and 2020) and Balinski and Young, Fair
Representation (Yale, 1982), for Hamilton's bill of 1792 and the Alabama paradox. Switzerland: residents of 2020 and
the National Council's seats of 2023 (Bundesgesetz über die politischen Rechte, article 17). Germany: second votes and
seats of the Bundestag in 1976 (D'Hondt) and 2009 (Sainte-Laguë, before extra seats), Bundeswahlleiter. Votes of six
parties: Wikipedia, Largest remainder method; of four: Wikipedia, D'Hondt method.
"""

from collections.abc import Mapping
from typing import NamedTuple


class Published(NamedTuple):
    """Weights and the places that came of them."""

    weights: Mapping[str, int]
    seats: Mapping[str, int]


def _table(text: str) -> Published:
    rows = [line.rsplit(maxsplit=2) for line in text.strip().splitlines()]
    return Published(
        {name.strip(): int(weight.replace(",", "")) for name, weight, _ in rows},
        {name.strip(): int(seats) for name, _, seats in rows},
    )


HOUSE_2020 = _table("""
Alabama 5,030,053 7
Alaska 736,081 1
Arizona 7,158,923 9
Arkansas 3,013,756 4
California 39,576,757 52
Colorado 5,782,171 8
Connecticut 3,608,298 5
Delaware 990,837 1
Florida 21,570,527 28
Georgia 10,725,274 14
Hawaii 1,460,137 2
Idaho 1,841,377 2
Illinois 12,822,739 17
Indiana 6,790,280 9
Iowa 3,192,406 4
Kansas 2,940,865 4
Kentucky 4,509,342 6
Louisiana 4,661,468 6
Maine 1,363,582 2
Maryland 6,185,278 8
Massachusetts 7,033,469 9
Michigan 10,084,442 13
Minnesota 5,709,752 8
Mississippi 2,963,914 4
Missouri 6,160,281 8
Montana 1,085,407 2
Nebraska 1,963,333 3
Nevada 3,108,462 4
New Hampshire 1,379,089 2
New Jersey 9,294,493 12
New Mexico 2,120,220 3
New York 20,215,751 26
North Carolina 10,453,948 14
North Dakota 779,702 1
Ohio 11,808,848 15
Oklahoma 3,963,516 5
Oregon 4,241,500 6
Pennsylvania 13,011,844 17
Rhode Island 1,098,163 2
South Carolina 5,124,712 7
South Dakota 887,770 1
Tennessee 6,916,897 9
Texas 29,183,290 38
Utah 3,275,252 4
Vermont 643,503 1
Virginia 8,654,542 11
Washington 7,715,946 10
West Virginia 1,795,045 2
Wisconsin 5,897,473 8
Wyoming 577,719 1
""")

JEFFERSON_1790 = _table("""
Virginia 630,560 19
Massachusetts 475,327 14
Pennsylvania 432,879 13
North Carolina 353,523 10
New York 331,589 10
Maryland 278,514 8
Connecticut 236,841 7
South Carolina 206,236 6
New Jersey 179,570 5
New Hampshire 141,822 4
Vermont 85,533 2
Georgia 70,835 2
Kentucky 68,705 2
Rhode Island 68,446 2
Delaware 55,540 1
""")

HAMILTONS_BILL = dict(zip(JEFFERSON_1790.weights, [21, 16, 14, 12, 11, 9, 8, 7, 6, 5, 3, 2, 2, 2, 2], strict=True))
"""The 120 seats of the bill that President Washington vetoed in 1792."""

HOUSE_1880 = {
    "Alabama": 1262505,
    "Arkansas": 802525,
    "California": 864694,
    "Colorado": 194327,
    "Connecticut": 622700,
    "Delaware": 146608,
    "Florida": 269493,
    "Georgia": 1542180,
    "Illinois": 3077871,
    "Indiana": 1978301,
    "Iowa": 1624615,
    "Kansas": 996096,
    "Kentucky": 1648690,
    "Louisiana": 939946,
    "Maine": 648936,
    "Maryland": 934943,
    "Massachusetts": 1783085,
    "Michigan": 1636937,
    "Minnesota": 780773,
    "Mississippi": 1131597,
    "Missouri": 2168380,
    "Nebraska": 452402,
    "Nevada": 62266,
    "New Hampshire": 346991,
    "New Jersey": 1131116,
    "New York": 5082871,
    "North Carolina": 1399750,
    "Ohio": 3198062,
    "Oregon": 174768,
    "Pennsylvania": 4282891,
    "Rhode Island": 276531,
    "South Carolina": 995577,
    "Tennessee": 1542359,
    "Texas": 1591749,
    "Vermont": 332286,
    "Virginia": 1512565,
    "West Virginia": 618457,
    "Wisconsin": 1315497,
}

NATIONAL_COUNCIL_2023 = _table("""
Zürich 1,553,423 36
Bern 1,043,132 24
Luzern 416,347 9
Uri 36,819 1
Schwyz 162,157 4
Obwalden 38,108 1
Nidwalden 43,520 1
Glarus 40,851 1
Zug 128,794 3
Freiburg 325,496 7
Solothurn 277,462 6
Basel-Stadt 196,735 4
Basel-Landschaft 290,969 7
Schaffhausen 83,107 2
Appenzell Ausserrhoden 55,309 1
Appenzell Innerrhoden 16,293 1
St. Gallen 514,504 12
Graubünden 200,096 5
Aargau 694,072 16
Thurgau 282,909 6
Tessin 350,986 8
Waadt 814,762 19
Wallis 348,503 8
Neuenburg 175,894 4
Genf 506,343 12
Jura 73,709 2
""")

BUNDESTAG_1976 = _table("""
SPD 16,099,019 214
CDU 14,367,302 190
CSU 4,027,499 53
FDP 2,995,085 39
""")

BUNDESTAG_2009 = _table("""
SPD 9,990,488 146
CDU 11,828,277 173
FDP 6,316,080 93
Linke 5,155,933 76
Grüne 4,643,272 68
CSU 2,830,238 42
""")

SIX_PARTIES = {"Yellows": 47000, "Whites": 16000, "Reds": 15900, "Blues": 12000, "Greens": 6000, "Pinks": 3100}
FOUR_PARTIES = {"A": 100000, "B": 80000, "C": 30000, "D": 20000}
