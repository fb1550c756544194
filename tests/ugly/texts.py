"""Text tables in each encoding, and the exports of services."""

from datetime import datetime
from pathlib import Path

from tests.ugly.case import lines, ugly, workbook
from tests.ugly.workbooks import LI, PLAIN, ZHANG

SURVEY = ["序号", "提交答卷时间", "所用时间", "来源", "来源详情", "来自IP"]


@ugly("导出.xls", header=1, columns=PLAIN | {"phone": "手机号码"}, rows={2: ZHANG | {"phone": "13812345678"}, 3: LI})
def tab_separated_gbk_named_xls(path: Path) -> None:
    lines(
        path,
        [["工号", "姓名", "手机号码"], ["E001", "张伟", "1.3812345678E+10"], ["E002", "李䶮", ""]],
        "gb18030",
        "\t",
    )


@ugly("名单.csv", header=1, columns=PLAIN, rows={2: ZHANG, 3: LI})
def csv_with_a_byte_order_mark(path: Path) -> None:
    lines(path, [["工号", "姓名"], ["E001", "张伟"], ["E002", "李䶮"]], "utf-8-sig")


@ugly("名单.csv", header=1, columns=PLAIN, rows={2: ZHANG, 3: LI})
def csv_of_gb18030_with_rare_characters(path: Path) -> None:
    lines(path, [["工号", "姓名"], ["E001", "张伟"], ["E002", "李䶮"]], "gb18030")


@ugly("名单.txt", header=1, columns=PLAIN, rows={2: ZHANG})
def unicode_text_of_excel(path: Path) -> None:
    lines(path, [["工号", "姓名"], ["E001", "张伟"]], "utf-16", "\t")


@ugly("名单.txt", header=1, columns=PLAIN, rows={2: ZHANG})
def utf_16_without_a_mark(path: Path) -> None:
    lines(path, [["工号", "姓名"], ["E001", "张伟"]], "utf-16-be", "\t")


@ugly("名单.csv", header=1, columns=PLAIN | {"unit": "部门"}, rows={2: ZHANG | {"unit": '客服部，"一班"'}, 4: LI})
def quoted_commas_and_line_breaks(path: Path) -> None:
    rows = [["工号", "姓名", "部门"], ["E001", "张伟", '"客服部，""一班"""'], [""], ["E002", '"李\r\n䶮"', "机关"]]
    lines(path, rows, "utf-8")


@ugly("名单.csv", header=1, columns=PLAIN, rows={2: ZHANG})
def semicolons_and_old_mac_line_ends(path: Path) -> None:
    lines(path, [["工号", "姓名"], ["E001", "张伟"]], "utf-8", ";", "\r")


@ugly("名单.csv", header=1, columns=PLAIN, rows={2: ZHANG | {"name": "=张伟"}})
def csv_disarmed_by_apostrophes(path: Path) -> None:
    lines(path, [["工号", "姓名"], ["'E001", "'=张伟"]], "utf-8-sig")


@ugly(
    "名单.csv",
    header=1,
    columns=PLAIN,
    rows={2: ZHANG | {"name": "长" * 350_000}},
    refused={(2, "name"): "超过 64 个字"},
)
def a_name_of_350_000_characters(path: Path) -> None:
    lines(path, [["工号", "姓名"], ["E001", "长" * 350_000]], "utf-8")


@ugly("321_按序号_趣味运动会报名_12_12.xlsx", kind="participation", header=1,
      columns={"name": "1、您的姓名：", "number": "2、您的工号：", "phone": "3、手机号码", "signed_up": "提交答卷时间"},
      unknown=["序号", "所用时间", "来源", "来源详情", "来自IP", "4、参加的项目【多选题】"],
      rows={2: ZHANG | {"phone": "13812345678", "signed_up": datetime(2026, 9, 3, 12)}})  # fmt: skip
def survey_of_wenjuanxing(path: Path) -> None:
    titles = [*SURVEY, "1、您的姓名：", "2、您的工号：", "3、手机号码", "4、参加的项目【多选题】"]
    workbook(
        path,
        [
            titles,
            [
                1,
                "2026/9/3 12:00:00",
                "35秒",
                "微信",
                "N/A",
                "10.0.0.8(广东-广州)",
                "张伟",
                "E001",
                13812345678,
                "拔河┋跳绳",
            ],
        ],
    )


@ugly("报名.csv", kind="participation", header=1, columns={"name": "姓名", "signed_up": "提交时间"},
      rows={2: {"name": "张伟", "signed_up": datetime(2026, 9, 3, 12, 5)}})  # fmt: skip
def sign_ups_of_a_form_service(path: Path) -> None:
    lines(
        path,
        [
            ["提交者（自动）", "提交时间", "姓名（必填）".replace("（必填）", ""), "备注"],
            ["微信用户", "2026-09-03 12:05", "张伟", ""],
        ],
        "utf-8-sig",
    )


@ugly("通讯录.xlsx", header=10,
      columns={"number": "帐号", "name": "姓名", "phone": "手机", "unit": "部门", "position": "职务", "sex": "性别"},
      rows={11: {"number": "zhangwei", "name": "张伟", "phone": "13812345678",
                 "unit": "云川公司/客服部;云川公司/工会"}})  # fmt: skip
def contacts_of_wecom(path: Path) -> None:
    notes = [[f"{number}、填写须知第{number}条"] for number in range(1, 10)]
    workbook(path, [*notes, ["姓名", "帐号", "别名", "职务", "部门", "性别", "手机", "座机", "个人邮箱"],
                    ["张伟", "zhangwei", None, "话务员", "云川公司/客服部;云川公司/工会",
                     "男", "+86-13812345678", None, None]])  # fmt: skip


@ugly("云川公司_每日统计_20260801-20260831.xlsx", kind="participation", header=4,
      columns={"name": "姓名", "unit": "部门", "number": "工号", "check_in": "上班1 打卡时间", "state": "上班1 打卡结果"},
      mapping={"check_in": "上班1 打卡时间", "state": "上班1 打卡结果"}, rows={5: ZHANG | {"state": "正常"}})  # fmt: skip
def attendance_of_dingtalk(path: Path) -> None:
    workbook(path, [["每日统计表 统计日期：2026-08-01 至 2026-08-31"], ["报表生成时间：2026-09-01 08:00"],
                    ["姓名", "考勤组", "部门", "工号", "职位", "UserId ", "日期", "上班1", None, "下班1", None],
                    [None, None, None, None, None, None, None, "打卡时间", "打卡结果", "打卡时间", "打卡结果"],
                    ["张伟", "默认", "客服部", "E001", "话务员", "u1",
                     "26-08-01 星期六", "08:55", "正常", "17:31", "正常"]])  # fmt: skip
