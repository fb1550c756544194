"""Certificates out of a list: everyone gets theirs, numbers stay with their holders, nothing is half written."""

from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select

from culture_desktop.database import Database
from culture_desktop.documents.designs.bundled import STANDARD
from culture_desktop.errors import (
    DesignFieldUnknownError,
    HeaderNotFoundError,
    InvalidFieldError,
    MissingGlyphsError,
    RecordKeptError,
    TextOverflowError,
)
from culture_desktop.models import PrintedCertificate
from culture_desktop.progress import CancelledError
from culture_desktop.services.certificates.batches import BatchPlan, CertificateBatchService, Split
from culture_desktop.services.certificates.designs import DesignService
from culture_desktop.services.history import HistoryService
from culture_desktop.services.settings import UnitSettings
from tests.documents.reading import pages_text, qr_text, rendered, without_spaces
from tests.services.imports.lists import Cells, xlsx

UNIT = UnitSettings(issuer="云川供电服务中心工会委员会", certificate_pattern="云工荣〔{year}〕{number}号")
DAY = date(2026, 12, 1)
BODY = "在二〇二六年度“心级服务”评选中，荣获“{}”称号。"


def row(name: str, unit: str = "计量部", **more: str) -> Cells:
    """A line of the list."""
    return {"员工姓名": name, "部门": unit, "正文": BODY.format("服务明星"), **more}


PEOPLE = (row("林青"), row("欧阳龚䶮", "营业一部"), row("买买提江·阿不都热西提"), row("陈𬭎", "营业一部"))


@pytest.fixture
def batches(database: Database) -> CertificateBatchService:
    return CertificateBatchService(database)


@pytest.fixture
def list_file(tmp_path: Path) -> Path:
    return xlsx(tmp_path / "名单.xlsx", *PEOPLE)


def planned(batches: CertificateBatchService, path: Path, **options: object) -> BatchPlan:
    """The plan of a list by the standard design."""
    return batches.plan(path, STANDARD, UNIT, DAY, **options)  # type: ignore[arg-type]


def test_everyone_gets_a_certificate_with_a_number_of_their_own(
    batches: CertificateBatchService, list_file: Path, tmp_path: Path
) -> None:
    plan = planned(batches, list_file)
    assert plan.problems == ()
    done = batches.write(plan, tmp_path / "证书.pdf")
    assert done.sentence == "已生成 4 张证书、1 个文件"
    content = (tmp_path / "证书.pdf").read_bytes()
    pages = [without_spaces(text) for text in pages_text(content)]
    for number, (page, name) in enumerate(
        zip(pages, ("林青", "欧阳龚䶮", "买买提江·阿不都热西提", "陈𬭎"), strict=True), 1
    ):
        assert f"{name}同志：" in page
        assert f"云工荣〔2026〕{number:03d}号" in page
        assert "云川供电服务中心工会委员会二〇二六年十二月一日" in page
    assert "林　青同志：" in pages_text(content)[0]
    assert qr_text(rendered(content, 3)) == "云工荣〔2026〕004号\n陈𬭎\n云川供电服务中心工会委员会"


def test_printed_again_each_keeps_the_number_and_is_counted(
    batches: CertificateBatchService, list_file: Path, tmp_path: Path, database: Database
) -> None:
    batches.write(planned(batches, list_file), tmp_path / "一.pdf")
    more = xlsx(tmp_path / "名单2.xlsx", row("吴桐"), *PEOPLE[::-1])
    plan = planned(batches, more)
    assert [fields["编号"][-4:] for fields in plan.certificates] == ["005号", "004号", "003号", "002号", "001号"]
    assert batches.write(plan, tmp_path / "二.pdf").sentence == "已生成 5 张证书、1 个文件，其中 4 张是补印"
    with database.read() as session:
        found = dict(session.execute(select(PrintedCertificate.name, PrintedCertificate.printed)).all())
    assert found == {"林青": 2, "欧阳龚䶮": 2, "买买提江·阿不都热西提": 2, "陈𬭎": 2, "吴桐": 1}


def test_a_number_once_printed_goes_to_nobody_else(
    batches: CertificateBatchService, list_file: Path, tmp_path: Path, database: Database
) -> None:
    batches.write(planned(batches, list_file), tmp_path / "一.pdf")
    history = HistoryService(database)
    step = history.next_undo()
    assert step is not None
    history.take_back(step.id)
    with database.read() as session:
        assert session.scalars(select(PrintedCertificate)).all() == []
    plan = planned(batches, xlsx(tmp_path / "别人.xlsx", row("吴桐"), row("林青")))
    assert [fields["编号"] for fields in plan.certificates] == ["云工荣〔2026〕005号", "云工荣〔2026〕001号"]


def test_the_lists_own_numbers_and_words_come_first(batches: CertificateBatchService, tmp_path: Path) -> None:
    path = xlsx(
        tmp_path / "名单.xlsx", row("林青", 编号="旧〔2019〕7号", 称谓="林青师傅：", 颁发单位="团委"), row("吴桐")
    )
    first, second = planned(batches, path).certificates
    assert (first["编号"], first["称谓"], first["颁发单位"]) == ("旧〔2019〕7号", "林青师傅：", "团委")
    assert (second["编号"], second["颁发单位"]) == ("云工荣〔2026〕002号", UNIT.issuer)


@pytest.mark.parametrize(
    ("split", "pattern", "names"),
    [
        (
            Split.PERSON,
            "{number}-{name}",
            {
                "云工荣〔2026〕001号-林青.pdf",
                "云工荣〔2026〕002号-欧阳龚䶮.pdf",
                "云工荣〔2026〕003号-买买提江·阿不都热西提.pdf",
                "云工荣〔2026〕004号-陈𬭎.pdf",
            },
        ),
        (Split.PERSON, "{unit}", {"计量部.pdf", "计量部 (2).pdf", "营业一部.pdf", "营业一部 (2).pdf"}),
        (Split.UNIT, "{number}", {"计量部.pdf", "营业一部.pdf"}),
    ],
)
def test_a_batch_goes_into_as_many_files_as_told(
    batches: CertificateBatchService, list_file: Path, tmp_path: Path, split: Split, pattern: str, names: set[str]
) -> None:
    out = tmp_path / "证书"
    batches.write(planned(batches, list_file), out, split=split, name_pattern=pattern)
    assert {path.name for path in out.iterdir()} == names
    assert sum(len(pages_text(path.read_bytes())) for path in out.iterdir()) == 4


@pytest.mark.parametrize("pattern", ["固定", "{身份证}", "{姓名.__class__}", ""])
def test_names_of_files_know_only_fields(
    batches: CertificateBatchService, list_file: Path, tmp_path: Path, pattern: str
) -> None:
    with pytest.raises(InvalidFieldError, match="文件名格式"):
        batches.write(planned(batches, list_file), tmp_path / "出", split=Split.PERSON, name_pattern=pattern)
    assert not (tmp_path / "出").exists()


def test_names_that_are_dangerous_as_files_are_made_harmless(batches: CertificateBatchService, tmp_path: Path) -> None:
    path = xlsx(tmp_path / "名单.xlsx", row("../../etc/passwd"), row("=cmd|"), row("<b"))
    batches.write(planned(batches, path), tmp_path / "出", split=Split.PERSON, name_pattern="{name}")
    assert {found.name for found in (tmp_path / "出").iterdir()} == {
        ".. .. etc passwd.pdf",
        "=cmd .pdf",
        " b.pdf",
    } or len(list((tmp_path / "出").iterdir())) == 3
    assert not (tmp_path / "etc").exists()


@pytest.mark.parametrize(
    ("name", "changes", "error", "said"),
    [
        ("李\U0010fffd", {}, MissingGlyphsError, "称谓中的“U+10FFFD”"),
        ("李" * 200, {}, TextOverflowError, "称谓过长"),
        ("李四", {"正文": "字" * 3000}, TextOverflowError, "李四（正文过长）"),
    ],
)
def test_what_cannot_be_printed_is_named_before_anything_is(
    batches: CertificateBatchService,
    tmp_path: Path,
    database: Database,
    name: str,
    changes: dict[str, str],
    error: type[Exception],
    said: str,
) -> None:
    path = xlsx(tmp_path / "名单.xlsx", *PEOPLE, {**row(name), **changes})
    plan = planned(batches, path)
    assert {problem.subject for problem in plan.problems} == {name}
    with pytest.raises(error) as raised:
        batches.write(plan, tmp_path / "证书.pdf")
    assert said in str(raised.value)
    assert not (tmp_path / "证书.pdf").exists()
    with database.read() as session:
        assert session.scalars(select(PrintedCertificate)).all() == []


def test_a_batch_that_is_left_leaves_nothing(
    batches: CertificateBatchService, list_file: Path, tmp_path: Path, database: Database
) -> None:
    def leave(done: int, total: int, text: str) -> None:
        if done == 2:
            raise CancelledError

    plan = planned(batches, list_file)
    with pytest.raises(CancelledError):
        batches.write(plan, tmp_path / "出", split=Split.PERSON, progress=leave)
    assert not (tmp_path / "出").exists() or list((tmp_path / "出").iterdir()) == []
    with database.read() as session:
        assert session.scalars(select(PrintedCertificate)).all() == []


def test_people_listed_twice_and_columns_without_a_place_are_told(
    batches: CertificateBatchService, tmp_path: Path
) -> None:
    path = xlsx(tmp_path / "名单.xlsx", row("林青", 备注="甲"), row("吴桐"), row("林青"))
    plan = planned(batches, path)
    assert plan.repeated == ("林青（计量部）",)
    assert plan.unused == ("备注",)
    assert len({fields["编号"] for fields in plan.certificates}) == 3


def test_fields_nobody_has_are_asked_for(batches: CertificateBatchService, tmp_path: Path) -> None:
    path = xlsx(tmp_path / "名单.xlsx", {"姓名": "林青"})
    with pytest.raises(DesignFieldUnknownError, match="要印“正文”"):
        planned(batches, path)
    assert planned(batches, path, given={"正文": "同一段话"}).certificates[0]["正文"] == "同一段话"
    with pytest.raises(HeaderNotFoundError):
        planned(batches, xlsx(tmp_path / "无名.xlsx", {"项目": "甲"}))


def test_a_design_that_was_printed_from_stays(
    batches: CertificateBatchService, list_file: Path, tmp_path: Path, database: Database
) -> None:
    designs = DesignService(database)
    key = designs.save(designs.load(STANDARD).design, {}, STANDARD).value
    batches.write(batches.plan(list_file, key, UNIT, DAY), tmp_path / "证书.pdf")
    with pytest.raises(RecordKeptError, match="印过的 4 张证书（如 云工荣〔2026〕001号）"):
        designs.delete(key)
    assert {row.key: row.printed for row in designs.rows() if not row.bundled} == {key: 4}
