"""What the sample's README says of its files."""

import io
import re
import subprocess
import sys
import zipfile
from collections import Counter
from datetime import datetime
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from PIL import Image, ImageOps

from culture_desktop.vocabulary import (
    Account,
    ActivityKind,
    ActivityState,
    Layer,
    Mechanism,
    OrganisationKind,
    mechanisms_of,
)
from tests.sample.files import NOTE, SAMPLE, document, plain, roster, sheets

WORKBOOKS = sorted(SAMPLE.rglob("*.xlsx"))
LISTS = sorted((SAMPLE / "lists").iterdir())
ORIENTATION = 0x0112
LAYERS = {layer.value: layer for layer in Layer}


@pytest.mark.parametrize("path", [*WORKBOOKS, *SAMPLE.rglob("*.csv")], ids=lambda path: path.name)
def test_every_list_says_that_it_is_invented(path: Path) -> None:
    cells = (str(cell) for sheet in sheets(path) for row in sheet for cell in row if cell)
    assert any(NOTE in cell for cell in cells)


@pytest.mark.parametrize("path", sorted(SAMPLE.glob("*.json")), ids=lambda path: path.name)
def test_every_document_says_that_it_is_invented(path: Path) -> None:
    assert document(path.name)["note"] == NOTE


def test_roster_has_the_form_personnel_departments_send() -> None:
    sheet = openpyxl.load_workbook(SAMPLE / "roster.xlsx").worksheets[0]
    assert {str(merged) for merged in sheet.merged_cells.ranges} == {"A1:N1", "A2:N2"}
    assert sheet["A1"].value == "云川供电服务中心2026年员工花名册"
    assert [cell.value for cell in sheet[3]][:3] == ["序号", "员工编号", "姓名"]
    kinds = Counter(type(row["入职日期"]).__name__ for row in roster())
    assert kinds.keys() == {"datetime", "str", "int", "float"}
    texts = " ".join(row["入职日期"] for row in roster() if isinstance(row["入职日期"], str))
    for manner in (r"\d{4}\.\d{1,2}\b", r"\d{4}年\d{1,2}月(?!\d)", r"\d{4}/\d{1,2}/\d{1,2}"):
        assert re.search(manner, texts), manner


def test_roster_has_1200_people_in_40_units() -> None:
    people = roster()
    numbers = {plain(row["员工编号"]) for row in people}
    assert len(people) == len(numbers) == 1200
    assert all(re.fullmatch(r"YC-\d{4}-\d{4}", number) for number in numbers)
    paths = {plain(row["部门"]).replace("／", "/") for row in people}
    units = {"/".join(path.split("/")[:depth]) for path in paths for depth in (1, 2, 3)}
    assert len(units) == 40
    assert "身份证号" not in people[0]


def test_roster_has_the_structure_of_a_real_unit() -> None:
    people = roster()

    def share(column: str, *words: str) -> float:
        return sum(plain(row[column]) in words for row in people) / len(people)

    assert share("性别", "女") == pytest.approx(0.42, abs=0.02)
    assert share("是否一线", "是", "√") == pytest.approx(0.65, abs=0.02)
    assert share("是否管理岗", "是", "√") == pytest.approx(0.10, abs=0.01)
    assert share("用工性质", "合同制", "合同工") == pytest.approx(0.60, abs=0.02)
    assert share("用工性质", "众包", "外包") == pytest.approx(0.28, abs=0.01)
    assert share("政治面貌", "中共党员", "中共预备党员", "党员") == pytest.approx(0.25, abs=0.02)


def test_roster_has_names_that_try_a_program() -> None:
    names = Counter(plain(row["姓名"]) for row in roster())
    lengths = {len(name) for name in names}
    assert {2, 3, 4, 8, 9, 11} <= lengths
    assert (min(lengths), max(lengths)) == (2, 11)
    assert {"欧阳䶮", "陈𬭎", "王㛃", "买买提江·阿不都热西提", "古丽娜尔·吾买尔"} <= names.keys()
    assert {name for name, count in names.items() if count > 1} == {"王静", "张磊", "刘敏", "陈晨", "李明"}


def test_telephone_numbers_are_of_the_invented_range() -> None:
    numbers = {plain(row["手机"]).replace("-", "") for row in roster()}
    assert len(numbers) == 1200
    assert all(re.fullmatch(r"1600000\d{4}", number) for number in numbers)


def test_activities_use_the_words_of_the_trade() -> None:
    activities = document("activities.json")["activities"]
    assert [a["code"] for a in activities] == [f"2026-{n:03d}" for n in range(1, 54)]
    for a in activities:
        assert a["mechanism"] in mechanisms_of(LAYERS[a["layer"]])
        assert a["kind"] in set(ActivityKind)
        assert (a["account"] is not None) == (a["layer"] == Layer.BEHAVIOUR)
        assert a["account"] in {None, *Account}
        assert datetime.fromisoformat(a["starts"]) < datetime.fromisoformat(a["ends"])
        assert Decimal(a["budget"]) >= 0
        held = a["starts"] < "2026-11-24"
        assert held == (a["state"] in (ActivityState.SUMMARY, ActivityState.ARCHIVED))
        assert a["state"] in set(ActivityState)
        # One is left to be written: something has to wait on the overview.
        assert held == bool(a["summary"]) or a["code"] == "2026-045"
        assert "{" not in a["summary"]
    assert {a["mechanism"] for a in activities} == set(Mechanism)
    months = {(a["layer"], int(a["starts"][5:7])) for a in activities}
    assert all((layer, month) in months for layer in Layer for month in range(1, 12))


def test_activities_name_hosts_brands_and_files_that_exist() -> None:
    organisations = {entry["path"] for entry in document("organisations.json")["organisations"]}
    units = {plain(row["部门"]).replace("／", "/") for row in roster()}
    brands = {brand["name"] for brand in document("organisations.json")["brands"]}
    used = set()
    for a in document("activities.json")["activities"]:
        assert {a["host"], *a["joint_hosts"]} <= organisations | units
        assert a["brand"] is None or a["brand"] in brands
        files = {picture["file"] for picture in a["pictures"]} | ({a["list"]} - {None})
        assert all((SAMPLE / file).is_file() for file in files)
        used |= files
    kept = {f"{path.parent.name}/{path.name}" for path in (*LISTS, *(SAMPLE / "pictures").iterdir())}
    assert used == kept


def test_summaries_give_the_figures_of_their_lists() -> None:
    for a in document("activities.json")["activities"]:
        if a["list"] is None or "名职工" not in a["summary"]:
            continue
        came = sum(
            any(plain(cell) in ("签到", "已签到", "是") for cell in row)
            for row in sheets(SAMPLE / a["list"])[0]
            if any(re.fullmatch(r"YC-\d{4}-\d{4}", plain(cell)) for cell in row)
        )
        assert f"{came} 名" in a["summary"], a["code"]


def test_members_of_organisations_are_in_the_roster() -> None:
    people = {plain(row["员工编号"]): row for row in roster()}
    for entry in document("organisations.json")["organisations"]:
        numbers = [number for members in entry["members"].values() for number in members]
        assert len(numbers) == len(set(numbers))
        assert set(numbers) <= people.keys()
        if entry["kind"] == OrganisationKind.PARTY:
            assert all("党员" in people[number]["政治面貌"] for number in numbers)
        if entry["kind"] == OrganisationKind.WOMEN:
            assert all(people[number]["性别"] == "女" for number in numbers)
    kinds = {entry["kind"] for entry in document("organisations.json")["organisations"]}
    assert kinds == {"party", "union", "league", "women", "partner"}


def test_judges_score_every_nominee() -> None:
    nominations = document("nominations.json")
    numbers = {plain(row["员工编号"]) for row in roster()}
    persons = [person["number"] for person in nominations["persons"]]
    assert len(set(persons)) == 90
    assert set(persons) <= numbers
    subjects = {*persons, *(team["organisation"] for team in nominations["teams"])}
    assert len(nominations["judges"]) == 7
    for judge in nominations["judges"]:
        rows = sheets(SAMPLE / judge["scores"])[0]
        assert rows[0] == ("评委", "编号", "姓名", "评分项", "得分")
        assert {row[1] for row in rows[1:]} == subjects
        assert {row[0] for row in rows[1:]} == {judge["name"]}
        assert judge["number"] in numbers - subjects
        points = [row[4] for row in rows[1:] if row[4] != "回避"]
        assert len(points) < len(rows) - 1
        assert all(0 <= p <= 100 and round(p, 2) == p for p in points)


def test_pictures_are_small_and_one_lies_on_its_side() -> None:
    turned = []
    for path in sorted((SAMPLE / "pictures").iterdir()):
        assert path.stat().st_size < 120_000
        with Image.open(path) as picture:
            assert picture.size == (1200, 800)
            if picture.getexif().get(ORIENTATION) == 6:
                turned.append(path.name)
                assert ImageOps.exif_transpose(picture).size == (800, 1200)
    assert turned == ["抢修比武.jpg"]


def test_the_sample_is_small() -> None:
    assert sum(path.stat().st_size for path in SAMPLE.rglob("*") if path.is_file()) < 6_000_000


def test_the_script_makes_the_same_again(tmp_path: Path) -> None:
    command = [sys.executable, "-B", str(SAMPLE / "build_sample.py"), "--out", str(tmp_path), "--no-pictures"]
    subprocess.run(command, check=True, capture_output=True)
    made = {path.relative_to(tmp_path) for path in tmp_path.rglob("*") if path.is_file()}
    kept = {p.relative_to(SAMPLE) for p in SAMPLE.rglob("*") if p.suffix in (".xlsx", ".csv", ".json")}
    assert made == kept
    for path in sorted(made):
        assert _content(tmp_path / path) == _content(SAMPLE / path), path


def _content(path: Path) -> object:
    """The bytes; of a workbook those of its parts, since compressors differ between machines."""
    data = path.read_bytes()
    if path.suffix != ".xlsx":
        return data
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}
