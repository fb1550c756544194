"""Habits come back with the type they were stored with; what is damaged counts as not stored."""

from pathlib import Path

import pytest

from culture_desktop.ui.settings import GEOMETRY, RECENT_DATABASES, THEME, Key, Settings, column_widths


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "settings.ini"


def test_defaults(path: Path) -> None:
    assert Settings(path).get(THEME) == "system"


def test_values_survive_a_restart(path: Path) -> None:
    first = Settings(path)
    first.set(THEME, "dark")
    first.set(GEOMETRY, b"\x00\xff\x01")
    first.set(RECENT_DATABASES, ["甲.db", "乙, 丙.db"])
    first.set(column_widths("people"), [120, 80])
    first.set(Key("flag", False), True)
    first.sync()
    second = Settings(path)
    assert second.get(THEME) == "dark"
    assert second.get(GEOMETRY) == b"\x00\xff\x01"
    assert second.get(RECENT_DATABASES) == ["甲.db", "乙, 丙.db"]
    assert second.get(column_widths("people")) == [120, 80]
    assert second.get(Key("flag", False)) is True


@pytest.mark.parametrize("stored", ["not json", "3", '{"a": 1}', "null"])
def test_damaged_values_count_as_not_stored(path: Path, stored: str) -> None:
    path.write_text(f"[appearance]\ntheme={stored}\n", encoding="utf-8")
    assert Settings(path).get(THEME) == "system"


def test_damaged_geometry(path: Path) -> None:
    path.write_text('[window]\ngeometry="\\"%%%\\""\n', encoding="utf-8")
    assert Settings(path).get(GEOMETRY) == b""
