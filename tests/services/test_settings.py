"""Settings: what was saved comes back; what cannot work is refused and the old value stays."""

from dataclasses import fields, replace

import pytest

from culture_desktop.database import Database
from culture_desktop.errors import InvalidFieldError
from culture_desktop.models import Setting
from culture_desktop.services.results import Topic
from culture_desktop.services.settings import TITLES, SettingsService, UnitSettings
from tests.services.company import ODD_NAMES, Company, refused

FULL = UnitSettings(
    unit_name="云川供电服务中心",
    issuer="云川供电服务中心工会",
    masthead="润物简报",
    editor="林婉清",
    briefings_before=12,
    decision_prefix="云工",
    certificate_pattern="云字第{number}号（{year}）",
    contact_person="䶮𬭎㛃",
    contact_phone="020-88888888",
    contact_address="二楼",
    report_to="党委",
    send_to="各部门",
    copies=9999,
)


@pytest.fixture
def service(database: Database) -> SettingsService:
    return SettingsService(database)


def test_defaults_until_something_is_saved(service: SettingsService) -> None:
    assert service.unit() == UnitSettings()
    service.save_unit(UnitSettings())  # the defaults themselves are in order


def test_what_was_saved_comes_back_and_can_be_changed(service: SettingsService) -> None:
    done = service.save_unit(FULL)
    assert done.sentence == "已保存设置"
    assert done.changed == {Topic.SETTINGS}
    assert service.unit() == FULL
    changed = replace(FULL, editor="", copies=1)
    service.save_unit(changed)
    assert service.unit() == changed


@pytest.mark.parametrize("kind", ODD_NAMES)
def test_texts_that_look_odd_are_kept(service: SettingsService, kind: str) -> None:
    service.save_unit(replace(FULL, unit_name=ODD_NAMES[kind]))
    assert service.unit().unit_name == ODD_NAMES[kind]


def test_a_setting_of_another_service_is_no_business_of_this_one(company: Company, service: SettingsService) -> None:
    with company.database.begin("测试数据") as session:
        session.add(Setting(key="something_else", value=[1, 2]))
    service.save_unit(FULL)
    assert service.unit() == FULL


def test_every_setting_has_a_title() -> None:
    assert list(TITLES) == [field.name for field in fields(UnitSettings)]


PATTERN = "应为含 {number} 的格式，50 字以内。原值已保留。"
WRONG: dict[str, tuple[dict[str, object], str]] = {
    "pattern without a number": ({"certificate_pattern": "{year}"}, "“证书编号格式”填的是“{year}”，" + PATTERN),
    "empty pattern": ({"certificate_pattern": ""}, "“证书编号格式”填的是“”，" + PATTERN),
    "long pattern": (
        {"certificate_pattern": "{number}" + "第" * 43},
        "“证书编号格式”填的是“{number}" + "第" * 43 + "”，" + PATTERN,
    ),
    "no copies": ({"copies": 0}, "“简报份数”填的是“0”，应为1 到 9999 的整数。原值已保留。"),
    "too many copies": ({"copies": 10_000}, "“简报份数”填的是“10000”，应为1 到 9999 的整数。原值已保留。"),
    "issues before the first": (
        {"briefings_before": -1},
        "“此前已出简报期数”填的是“-1”，应为不小于 0 的整数。原值已保留。",
    ),
    "no masthead": ({"masthead": " "}, "“简报名称”填的是“”，应为不为空的文字。原值已保留。"),
    "long text": (
        {"report_to": "报" * 201},
        "“报”填的是“报报报报报报报报报报…”，应为200 字以内的文字。原值已保留。",
    ),
}


@pytest.mark.parametrize("case", WRONG)
def test_what_cannot_work_is_refused(company: Company, service: SettingsService, case: str) -> None:
    service.save_unit(FULL)
    changed, sentence = WRONG[case]
    wrong = replace(FULL, **changed)  # type: ignore[arg-type]
    refused(company.database, InvalidFieldError, sentence, lambda: service.save_unit(wrong))
    assert service.unit() == FULL
