"""Contents of papers for the tests: invented people and units."""

import hashlib
import io
from pathlib import Path

from PIL import Image, ImageDraw

from culture_desktop.documents.briefings.blocks import Block, Heading, Paragraph, Photo, PictureRow, plain
from culture_desktop.documents.briefings.paper import BriefingContent
from culture_desktop.documents.briefings.prepared import PictureCache, ShownPicture
from culture_desktop.documents.decision import DecisionContent
from culture_desktop.documents.dossier import DossierContent, DossierSection, DossierTable
from culture_desktop.documents.eligibility_report import CheckedPerson, EligibilityContent
from culture_desktop.documents.minutes import MinutesContent, Scored, ScoreSheet
from culture_desktop.documents.name_list import NameEntry, NameGroup
from culture_desktop.documents.official import TYPE_AREA
from culture_desktop.documents.public_notice import NoticeContent

NAMES = [
    "丁　一",
    "马　丽",
    "王建国",
    "古丽娜尔·吾买尔",
    "买买提江·阿不都热西提",
    "陈𬭎",
    "欧阳龚䶮",
    "<b",
    "&lt;",
    "㛃𬱖",
]
PROSE = (
    "11月23日晚，中心工会与团支部、客服联合支部联合举办“匠心杯”服务礼仪岗位练兵，9个班组61名职工到场，"
    "其中众包与派遣职工24人，占39%。欧阳龚䶮以《夜班的一盏灯》开场，讲述三年夜班坐席的服务心得。"
)


def groups(count: int = 30) -> tuple[NameGroup, ...]:
    """Two tiers of persons and one of teams."""
    people = tuple(NameEntry(NAMES[i % len(NAMES)], ("营业一班", "客户服务中心")[i % 2]) for i in range(count))
    teams = tuple(NameEntry(f"城{side}供电服务站营业班") for side in "东西南北")
    return (
        NameGroup("一、心级服务大师（10名，按姓氏笔画排序）", people[:10]),
        NameGroup(f"二、服务明星（{count}名，按姓氏笔画排序）", people),
        NameGroup("三、质量信得过班组（4个）", teams),
    )


def notice(count: int = 30) -> NoticeContent:
    """A public notice of two pages."""
    return NoticeContent(
        title="关于2026年度“心级服务”先进集体和先进个人拟表彰名单的公示",
        opening=(PROSE,),
        groups=groups(count),
        period="公示时间：2026年11月23日至11月27日（5个工作日）。" + PROSE,
        contacts=("联系人：周建国　　联系电话：0871-65000118",),
        issuer="云川供电服务中心工会委员会",
        date="2026年11月23日",
    )


def decision(count: int = 30) -> DecisionContent:
    """An award decision of two pages."""
    return DecisionContent(
        mark="云川供电服务中心工会委员会文件",
        number="云川工〔2026〕28号",
        title="关于表彰2026年度“心级服务”先进集体和先进个人的决定",
        recipients="各分工会，机关各部门：",
        opening=(PROSE,),
        groups=groups(count),
        closing=(PROSE,),
        issuer="云川供电服务中心工会委员会",
        date="2026年12月1日",
        note="存证号：57-9F3A-1C02-77AB-0011-2233-4455",
        copies_to="公司工会，中心党总支。",
        printed_by="云川供电服务中心工会委员会办公室",
        printed_on="2026年12月1日",
    )


def minutes(count: int = 40) -> MinutesContent:
    """The minutes of a review, with an annex of several pages."""
    return MinutesContent(
        title="2026年度“心级服务”评选评审会议记录",
        blanks=("会议时间：　　　　年　　月　　日　　　地点：",),
        sections=(("一、评审依据", (PROSE,)), ("二、推荐和资格审查", (PROSE, PROSE))),
        list_heading="三、拟定名单",
        groups=groups(12),
        closing=("经评审，同意上述名单。",),
        signatures=("评委签字：", "记录人签字：　　　　　主持人签字："),
        note="存证号：57-9F3A-1C02-77AB-0011-2233-4455",
        scores=(
            ScoreSheet(
                "个人得分汇总表",
                ("参与四层活动", "评委评审"),
                tuple(
                    Scored(NAMES[i % len(NAMES)], "城东营业一班", f"{95 - i}.50", ("88", "92.40"), "未入选", False)
                    for i in range(count)
                ),
            ),
        ),
    )


def photograph(width: int = 600, height: int = 400, colour: str = "#7090B0") -> bytes:
    """An invented photograph."""
    image = Image.new("RGB", (width, height), colour)
    ImageDraw.Draw(image).rectangle((width // 5, height // 10, width * 4 // 5, height // 3), fill="#A01818")
    target = io.BytesIO()
    image.save(target, "JPEG")
    return target.getvalue()


_FILES: dict[str, bytes | Path] = {}


def photo(source: bytes | Path, caption: str = "", name: str = "") -> Photo:
    """A picture as a briefing holds it, its file kept for ``shown``."""
    key = hashlib.sha256(source if isinstance(source, bytes) else str(source).encode()).hexdigest()
    _FILES[key] = source
    return Photo(key, name or (source.name if isinstance(source, Path) else ""), caption)


def shown(wanted: Photo) -> ShownPicture:
    """A picture of ``photo`` ready to be placed."""
    return PictureCache().shown(wanted, _FILES[wanted.sha256], TYPE_AREA.width)


def briefing(*blocks: Block) -> BriefingContent:
    """A briefing with two groups of pictures, or with the blocks given."""
    shots = tuple(photo(photograph(600, 300 + 100 * i), f"照片说明{i}（摄影　周建国）", f"{i}.jpg") for i in range(4))
    return BriefingContent(
        masthead="工会简报",
        issue="第 31 期（总第 118 期）",
        issuer="云川供电服务中心工会",
        date="2026年11月23日",
        title="以练促学强本领　匠心服务暖人心",
        blocks=blocks
        or (
            Paragraph(plain(PROSE)),
            PictureRow(shots[:1]),
            Heading("一、以赛代训，练在平时"),
            Paragraph(plain(PROSE * 2)),
            Heading("（一）情景应答", 2),
            Paragraph(plain(PROSE)),
            PictureRow(shots),
            Paragraph(plain("、".join(name for name in NAMES) + "等获得优胜。")),
        ),
        report_to="公司工会，中心党总支",
        send_to="中心各部门、各供电服务站，各兄弟单位工会，云川市总工会宣教部，云川电力报社，中心党建部、办公室",
        issue_to="各分工会",
        copies="共印 20 份",
    )


def eligibility(count: int = 60) -> EligibilityContent:
    """An eligibility report of several pages."""
    reasons = ("司龄 0.8 年，要求至少 1 年（入职 2026-02-01）", "2026-05-12 记文明行为负面 1 次，一票否决")
    people = tuple(
        CheckedPerson(
            number=f"YC{i:05d}",
            name=NAMES[i % len(NAMES)],
            unit="云川供电服务中心城东供电服务站营业一班" if i % 7 == 0 else "营业一班",
            result="通过" if i % 5 else "不通过",
            reasons=("全部 6 项条件符合",) if i % 5 else reasons,
            passed=bool(i % 5),
        )
        for i in range(count)
    )
    return EligibilityContent(
        title="2026年度“心级服务”评选资格审查表",
        subtitle="服务明星　截至2026年11月20日",
        summary=f"共审查 {count} 人：通过 48 人，不通过 12 人。",
        people=people,
    )


def dossier(count: int = 40) -> DossierContent:
    """A dossier of several pages, with every name somewhere in it."""
    activities = tuple((f"2026-{1 + i % 12:02d}-05", NAMES[i % len(NAMES)], "签到·主讲") for i in range(count))
    columns = (("日期", 24.0), ("活动", 100.0), ("参与", 46.0))
    return DossierContent(
        name="买买提江·阿不都热西提",
        subtitle="云川供电服务中心/客服一班　工号 YC-2014-1037",
        facts=(("性别", "男"), ("电话", "138****4417"), ("岗位", "客服坐席"), ("籍贯", PROSE)),
        figures=(("28", "参与活动（场）"), ("2", "荣誉（项）")),
        sections=(
            DossierSection("荣誉", "0 项", columns, ()),
            DossierSection("参与活动", f"共 {count} 场", columns, (DossierTable("2026 年", activities),)),
            DossierSection("文明行为", "1 条", columns, (DossierTable("", (("2026-03-04", PROSE * 9, "冲销"),)),)),
        ),
        note="2026年11月23日制。",
    )
