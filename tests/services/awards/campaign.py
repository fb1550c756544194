"""A small award campaign, made and driven through the services as the user does it.

Six people of two teams run for one 服务之星 and two 服务达人, three teams for one 优秀班组. Eligible is who took part
at least once, won neither title within two years and is not barred. Nobody wins with fewer than half of the winners
from the front line or with more than two from one team.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from culture_desktop.database import Database
from culture_desktop.rules.profiles import CampaignProfile, profile_from_dict
from culture_desktop.services.awards.nominee_rows import Nominee
from culture_desktop.services.awards.rows import CampaignBoard
from culture_desktop.services.awards.service import AwardService
from culture_desktop.services.awards.setup import AwardSetupService
from culture_desktop.services.awards.vetoes import VetoService
from culture_desktop.services.imports.scores import ScoreImportService
from culture_desktop.vocabulary import OrganisationKind
from tests.services.company import Company

CODE = "2026-PX"
STAR, MASTER, TEAM = "服务之星", "服务达人", "优秀班组"
AS_OF = date(2026, 10, 31)
NOTICE_FROM, NOTICE_TO, AWARDED_ON = date(2026, 11, 11), date(2026, 11, 17), date(2026, 11, 18)
PATTERN = "云工荣〔{year}〕{number}号"
FIRST, SECOND, THIRD = "客户服务中心/客服一班", "客户服务中心/客服二班", "客户服务中心/客服三班"
# Number -> (name, team, front line, judges' points): the order of the points is the order of the ranks.
PEOPLE: Mapping[str, tuple[str, str, bool, str]] = {
    "1001": ("林婉清", FIRST, True, "96"),
    "1002": ("欧阳䶮", FIRST, True, "94"),
    "1003": ("司徒雅澜", FIRST, False, "92"),
    "1004": ("赵启明", SECOND, False, "90"),
    "1005": ("买买提江·阿不都热西提", SECOND, True, "88"),
    "1006": ("王𬭎", SECOND, True, "86"),
}
TEAMS: Mapping[str, str] = {FIRST: "91", SECOND: "93", THIRD: "89"}
JUDGES = ("雷慧珍", "曹堃", "芦斌")


def document(**changes: Any) -> dict[str, Any]:
    """The profile as its file would hold it."""
    return {
        "format": 1,
        "code": "award_test",
        "title": "服务之星评选",
        "source": "测试用",
        "dated": "2026-01-05",
        "notice_working_days": 5,
        "tiers": [
            {"name": STAR, "kind": "person", "seats": 1},
            {"name": MASTER, "kind": "person", "seats": 2},
            {"name": TEAM, "kind": "team", "seats": 1},
        ],
        "criteria": [
            {
                "kind": "person",
                "name": "参与活动",
                "source": "participation",
                "weight": "40",
                "parameters": {"full_at": 2},
            },
            {"kind": "person", "name": "评委评审", "source": "judges", "weight": "60"},
            {"kind": "team", "name": "评委评审", "source": "judges", "weight": "100"},
        ],
        "rules": [
            {"kind": "field", "field": "status", "values": ["active"]},
            {"kind": "participation", "minimum": 1},
            {"kind": "recent_honour", "years": 2, "titles": [STAR, MASTER]},
            {"kind": "veto"},
        ],
        "limits": {
            "exactly": True,
            "groups": [{"name": "一线职工", "field": "front_line", "values": ["yes"]}],
            "units": [{"each": "own", "tier": None, "maximum": 2}],
            "shares": [{"group": "一线职工", "tier": None, "minimum_share": "50%"}],
        },
        **changes,
    }


def profile(**changes: Any) -> CampaignProfile:
    """The template of the small campaign."""
    return profile_from_dict(document(**changes), "测试")


class Round:
    """A company with a campaign in it, and each step of the campaign as one call."""

    def __init__(self, database: Database, folder: Path, *, made: bool = False) -> None:
        """Make the company, or find the one that was ``made`` in the file before."""
        self.folder = folder
        self.company = Company(database)
        self.setup, self.awards = AwardSetupService(database), AwardService(database)
        self.scores, self.vetoes = ScoreImportService(database), VetoService(database)
        self.team_ids = {path: self.company.unit(path, OrganisationKind.TEAM) for path in TEAMS}
        if made:
            self.ids = {number: self.company.people.id_of(number) for number in PEOPLE}
            return
        self.ids = {
            number: self.company.person(number, name, unit_id=self.team_ids[team], front_line=front_line)
            for number, (name, team, front_line, _points) in PEOPLE.items()
        }
        for code in ("2026-001", "2026-002"):
            self.company.sign_up(self.company.activity(code), *self.ids.values())

    def create(self, code: str = CODE, **changes: Any) -> None:
        """Make the campaign."""
        period = date(2026, 1, 1), AS_OF
        self.setup.create(profile(**changes), code, "2026年度服务之星评选", *period, AS_OF)

    def nominate(self, numbers: Sequence[str] = tuple(PEOPLE), code: str = CODE) -> None:
        """Put people and all teams forward."""
        self.setup.nominate(code, [self.ids[number] for number in numbers], "用心服务")
        self.setup.nominate_teams(code, tuple(self.team_ids.values()))

    def sheet(self, points: Mapping[str, str], judges: Sequence[str] = JUDGES, name: str = "评分.csv") -> Path:
        """Judges' sheets as one file; the third judge gives two points less, the second two more."""
        lines = ["评委,工号,姓名,评分项,分数"]
        for judge, offset in zip(judges, ("0", "2", "-2"), strict=True):
            for key, value in points.items():
                number, who = ("", key) if "/" in key else (key, PEOPLE[key][0])
                lines.append(f"{judge},{number},{who},评委评审,{Decimal(value) + Decimal(offset)}")
        path = self.folder / name
        path.write_text("\n".join(lines), encoding="utf-8")
        return path

    def score(self, points: Mapping[str, str] | None = None, code: str = CODE) -> None:
        """Import the judges' sheets."""
        preview = self.scores.preview(self.sheet(points or default_points()), into=code)
        assert not preview.rejected
        self.scores.apply(preview, reason="评委更正")

    def up_to_scores(self, code: str = CODE, **changes: Any) -> None:
        """A campaign with everything that a list can be proposed from."""
        self.create(code, **changes)
        self.nominate(code=code)
        self.score(code=code)

    def up_to_notice(self, code: str = CODE, **changes: Any) -> None:
        """A campaign whose list has been put up."""
        self.up_to_scores(code, **changes)
        self.awards.propose(code)
        self.awards.start_notice(code, NOTICE_FROM)

    def confirmed(self, code: str = CODE, **changes: Any) -> CampaignBoard:
        """A campaign driven to its end."""
        self.up_to_notice(code, **changes)
        return self.awards.confirm(code, AWARDED_ON, PATTERN).value

    @property
    def board(self) -> CampaignBoard:
        """The campaign as it stands."""
        return self.awards.board(CODE)

    def nominee(self, key: str) -> Nominee:
        """One nominee by number or path."""
        return self.awards.explain(CODE, key)


def default_points() -> dict[str, str]:
    """Points of every person and team."""
    return {number: points for number, (_name, _team, _front, points) in PEOPLE.items()} | dict(TEAMS)


def won(board: CampaignBoard) -> dict[str, str]:
    """Key -> tier of the winners."""
    return {winner.key: winner.tier for winner in board.winners}
