"""签到表 and 签领表 of an activity: whom they name, and that their figures are those of the window."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from sqlalchemy import update

from culture_desktop.errors import InvalidFieldError, NobodyListedError
from culture_desktop.models import Participation
from culture_desktop.services.documents.forms import FormService
from culture_desktop.services.documents.receipt_text import ReceiptWish, Recipients
from culture_desktop.services.documents.rows import IssuedRow
from culture_desktop.services.documents.service import DocumentService
from culture_desktop.services.documents.sign_in_text import SignInMark, SignInWish
from culture_desktop.services.results import Done
from culture_desktop.services.settings import UnitSettings
from culture_desktop.vocabulary import Attendance, DocumentKind
from tests.documents.reading import pages_text, without_spaces
from tests.services.company import Company, plan

UNIT = UnitSettings(unit_name="云川供电服务中心")
CODE = "2026-001"


@pytest.fixture
def activity_id(company: Company) -> int:
    """An activity with four people of two units; one has no telephone number."""
    units = [company.unit(f"中心/{name}") for name in ("客服部", "营业部")]
    phones = ("13812344417", "13912340001", None, "13712349999")
    names = ("林青", "欧阳䶮", "王静", "赵启明")
    ids = [
        company.person(f"yc-{at}", name, unit_id=units[at // 2], phone=phone)
        for at, (name, phone) in enumerate(zip(names, phones, strict=True))
    ]
    activity_id = company.activities.create(plan(CODE, title="趣味运动会")).value
    company.activities.add_people(activity_id, ids)
    return activity_id


@pytest.fixture
def forms(company: Company, activity_id: int) -> FormService:
    return FormService(company.database)


def text(company: Company, done: Done[IssuedRow]) -> str:
    return without_spaces("".join(pages_text(DocumentService(company.database).content(done.value.id))))


def test_before_it_expects_and_afterwards_it_agrees_with_the_window(
    company: Company, forms: FormService, activity_id: int
) -> None:
    before = text(company, forms.sign_in(CODE, SignInWish(), UNIT))
    assert "客服部应到2人" in before
    assert "应到4人，实到人，请假人" in before
    ids = [person.person_id for person in company.activities.detail(activity_id).participants]
    company.activities.set_attendance(activity_id, ids[:2], Attendance.ATTENDED)
    company.activities.set_attendance(activity_id, ids[2:3], Attendance.EXCUSED)
    after = text(company, forms.sign_in(CODE, SignInWish(), UNIT))
    detail = company.activities.detail(activity_id)
    expected, came = len(detail.participants), detail.counted(Attendance.ATTENDED)
    assert f"应到{expected}人，实到{came}人，请假1人，缺席0人，未登记1人。" in after
    assert "客服部应到2人，实到2人" in after
    assert "营业部应到2人，实到0人" in after


def test_telephones_show_their_last_four_digits_only(company: Company, forms: FormService) -> None:
    found = text(company, forms.sign_in(CODE, SignInWish(by_unit=False, mark=SignInMark.PHONE), UNIT))
    assert "林青客服部4417" in found
    assert "1381234" not in found


def test_a_sheet_is_registered_with_its_activity(forms: FormService, tmp_path: Path) -> None:
    row = forms.sign_in(CODE, SignInWish(), UNIT, tmp_path / "签到表.pdf").value
    assert (row.kind, row.activity_code, row.title) == (DocumentKind.SIGN_IN, CODE, "趣味运动会签到表")
    again = forms.sign_in(CODE, SignInWish(), UNIT, tmp_path / "又.pdf").value
    assert (again.id, again.sha256) == (row.id, row.sha256)
    assert (tmp_path / "签到表.pdf").read_bytes() == (tmp_path / "又.pdf").read_bytes()


@pytest.mark.parametrize(
    ("wish", "words"),
    [(SignInWish(sessions=("场",) * 9), "场次"), (SignInWish(blanks=-1), "空行"), (SignInWish(blanks=201), "空行")],
)
def test_sheets_that_cannot_be(forms: FormService, wish: SignInWish, words: str) -> None:
    with pytest.raises(InvalidFieldError, match=words):
        forms.sign_in(CODE, wish, UNIT)


def test_an_activity_without_people_has_lines_for_walk_ins_or_no_sheet(company: Company, forms: FormService) -> None:
    company.activities.create(plan("2026-002", title="读书会"))
    assert "应到0人" in text(company, forms.sign_in("2026-002", SignInWish(), UNIT))
    with pytest.raises(NobodyListedError, match="读书会签到表"):
        forms.sign_in("2026-002", SignInWish(blanks=0), UNIT)


def test_receipts_add_up_in_figures_and_capitals(company: Company, forms: FormService) -> None:
    wish = ReceiptWish("保温杯", Recipients.EVERYONE, quantity=2, price=Decimal("45.50"))
    done = forms.receipts(CODE, wish, UNIT)
    found = text(company, done)
    assert "共4人次，8件，合计364.00元，大写：人民币叁佰陆拾肆元整。" in found
    assert found.count("91.00") == 4
    assert "经手人：证明人：工会主席：" in found
    assert (done.value.kind, done.value.activity_code) == (DocumentKind.RECEIPTS, CODE)
    assert "金额" not in text(company, forms.receipts(CODE, replace(wish, price=None), UNIT))


def test_winners_have_their_result_beside_the_thing(company: Company, forms: FormService, activity_id: int) -> None:
    wish = ReceiptWish("运动毛巾", Recipients.WINNERS)
    with pytest.raises(NobodyListedError):
        forms.receipts(CODE, wish, UNIT)
    first = company.activities.detail(activity_id).participants[0].person_id
    with company.database.begin("记成绩") as session:
        session.execute(update(Participation).where(Participation.person_id == first).values(result="一等奖"))
    found = text(company, forms.receipts(CODE, wish, UNIT))
    assert "一等奖运动毛巾" in found
    assert "王静" not in found


@pytest.mark.parametrize(
    ("wish", "words"),
    [
        (ReceiptWish(" "), "物品或事由"),
        (ReceiptWish("杯", quantity=0), "数量"),
        (ReceiptWish("杯", price=Decimal("0.001")), "单价"),
        (ReceiptWish("杯", price=Decimal(-1)), "单价"),
    ],
)
def test_receipts_that_cannot_be(forms: FormService, wish: ReceiptWish, words: str) -> None:
    with pytest.raises(InvalidFieldError, match=words):
        forms.receipts(CODE, replace(wish, whom=Recipients.EVERYONE), UNIT)
