"""The sample year: an invented company's year, made through the same services as the user's own.

It acts as a user does, one intention after another, each its own transaction; hence it may call services, which
they may not do among themselves.
"""

import json
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from culture_desktop.errors import SampleUnsoundError
from culture_desktop.paths import resource
from culture_desktop.progress import Progress, silent
from culture_desktop.rules.fields import word
from culture_desktop.rules.profiles import bundled_profile
from culture_desktop.services.activities.rows import ActivityDraft
from culture_desktop.services.imports.preview import ImportPreview
from culture_desktop.services.services import Services
from culture_desktop.services.settings import UnitSettings
from culture_desktop.vocabulary import (
    Account,
    ActivityKind,
    ActivityState,
    DocumentKind,
    Layer,
    ListKind,
    Mechanism,
    MembershipRole,
    OrganisationKind,
)


@dataclass(frozen=True)
class Made:
    """One step of the sample year: what it made, in words, and the file it wrote if any; ``seconds`` it took."""

    title: str
    result: str
    file: Path | None
    seconds: float


Report = Callable[[Made], None]
Step = Callable[[], tuple[str, Path | None]]


def make_sample_year(
    services: Services, output: Path | None = None, report: Report = lambda made: None, progress: Progress = silent
) -> tuple[Made, ...]:
    """Fill an empty database with the sample year and write its papers.

    ``output`` is the folder for the papers; without it they are kept in the program only. ``report`` is told of
    each step as it is done.
    """
    year = _SampleYear(services, output)
    steps = year.steps()
    made = []
    for done, (title, step) in enumerate(steps):
        progress(done, len(steps), title)
        begun = time.perf_counter()
        with services.store.in_the_making():
            result, file = step()
        made.append(Made(title, result, file, time.perf_counter() - begun))
        report(made[-1])
    progress(len(steps), len(steps), "完成")
    return tuple(made)


class _SampleYear:
    """The steps, on one set of services."""

    def __init__(self, services: Services, output: Path | None) -> None:
        self._services = services
        self._output = output
        self._folder = resource("sample")
        self._awards = self._read("nominations.json")
        self._code = str(self._awards["campaign"]["code"])

    def steps(self) -> tuple[tuple[str, Step], ...]:
        """Everything in order, each with its title."""
        return (
            ("导入花名册", self._roster),
            ("组织与品牌", self._organisations),
            ("全年活动", self._activities),
            ("报名与签到名单", self._lists),
            ("评选与推荐", self._nominations),
            ("评委评分表", self._scores),
            ("拟定名单", self._propose),
            ("资格审查表", self._paper(DocumentKind.ELIGIBILITY)),
            ("评审会议记录", self._paper(DocumentKind.MINUTES)),
            ("公示", self._notice),
            ("确认表彰", self._confirm),
            ("表彰决定", self._paper(DocumentKind.DECISION)),
            ("荣誉证书", self._paper(DocumentKind.CERTIFICATES)),
            ("活动简报", self._briefing),
            ("获奖名单", self._winners),
            ("另一场评选", self._under_way),
        )

    def _read(self, name: str) -> dict[str, Any]:
        document: dict[str, Any] = json.loads((self._folder / name).read_text(encoding="utf-8"))
        return document

    def _roster(self) -> tuple[str, None]:
        services = self._services
        services.settings.save_unit(UnitSettings(**self._read("settings.json")["unit"]))
        preview = services.people_import.preview(self._folder / "roster.xlsx")
        _require_sound(preview)
        report = services.people_import.apply(preview).value
        return f"{report.new:,} 人，{report.units} 个单位", None

    def _organisations(self) -> tuple[str, None]:
        document = self._read("organisations.json")
        service = self._services.organisations
        members = 0
        for entry in document["organisations"]:
            made = service.ensure(entry["path"], word(OrganisationKind, entry["kind"]))
            for role, numbers in entry["members"].items():
                wanted = [(number, word(MembershipRole, role)) for number in numbers]
                members += service.set_members(made.value, wanted, None).value
        by_path = {node.full_name: node.id for node in service.nodes()}
        for brand in document["brands"]:
            service.create_brand(brand["name"], brand["slogan"], by_path[brand["owner"]])
        return f"{len(document['organisations'])} 个组织，{members:,} 人次，{len(document['brands'])} 个品牌", None

    def _activities(self) -> tuple[str, None]:
        services = self._services
        organisations = {node.full_name: node.id for node in services.organisations.nodes()}
        brands = {brand.name: brand.id for brand in services.organisations.brands()}
        pictures = 0
        plans = self._read("activities.json")["activities"]
        for plan in plans:
            activity_id = services.activities.create(_draft(plan, organisations, brands)).value
            for picture in plan["pictures"]:
                services.pictures.add(activity_id, self._folder / picture["file"], picture["caption"])
                pictures += 1
        return f"{len(plans)} 场，照片 {pictures} 张", None

    def _lists(self) -> tuple[str, None]:
        service = self._services.imports[ListKind.PARTICIPATION]
        people = lists = 0
        for plan in self._read("activities.json")["activities"]:
            if plan["list"] is None:
                continue
            preview = service.preview(self._folder / plan["list"], into=plan["code"])
            _require_sound(preview)
            report = service.apply(preview).value
            people, lists = people + report.new, lists + 1
        return f"{lists} 份名单，{people:,} 人次", None

    def _nominations(self) -> tuple[str, None]:
        awards, setup = self._awards, self._services.award_setup
        self._campaign(awards["campaign"])
        honours = [(h["number"], h["title"], h["granted_on"]) for h in awards["earlier_honours"]]
        honours += [(h["organisation"], h["title"], h["granted_on"]) for h in awards["earlier_team_honours"]]
        setup.record_honours((subject, title, date.fromisoformat(day)) for subject, title, day in honours)
        teams = {node.full_name: node.id for node in self._services.organisations.nodes()}
        self._nominate(self._code, awards["persons"])
        for team in awards["teams"]:
            setup.nominate_teams(self._code, [teams[team["organisation"]]], team["reason"])
        for veto in awards["vetoes"]:
            person_id = self._services.people.id_of(veto["number"])
            decided_on = date.fromisoformat(veto["decided_on"])
            self._services.vetoes.bar(self._code, person_id, veto["reason"], veto["evidence"], decided_on)
        return f"推荐 {len(awards['persons'])} 人、{len(awards['teams'])} 个集体", None

    def _under_way(self) -> tuple[str, None]:
        """A campaign that waits for its judges, so that there is something left to do."""
        second = self._awards["under_way"]
        code = self._campaign(second["campaign"])
        self._nominate(code, second["persons"])
        return f"推荐 {len(second['persons'])} 人，待评分", None

    def _campaign(self, campaign: dict[str, str]) -> str:
        days = (date.fromisoformat(campaign[key]) for key in ("period_from", "period_to", "as_of"))
        profile = bundled_profile(campaign["profile"])
        return self._services.award_setup.create(profile, campaign["code"], campaign["title"], *days).value

    def _nominate(self, code: str, persons: list[dict[str, str]]) -> None:
        for person in persons:
            person_id = self._services.people.id_of(person["number"])
            self._services.award_setup.nominate(code, [person_id], person["reason"])

    def _scores(self) -> tuple[str, None]:
        service = self._services.imports[ListKind.SCORE]
        scores = 0
        for judge in self._awards["judges"]:
            preview = service.preview(self._folder / judge["scores"], into=self._code)
            _require_sound(preview)
            scores += service.apply(preview).value.new
        return f"{len(self._awards['judges'])} 位评委，{scores} 个评分", None

    def _propose(self) -> tuple[str, None]:
        board = self._services.awards.propose(self._code).value
        parts = (f"{t.name} {sum(w.tier == t.name for w in board.winners)}" for t in board.tiers)
        return "，".join(parts), None

    def _notice(self) -> tuple[str, Path | None]:
        first_day = date.fromisoformat(self._awards["campaign"]["notice_from"])
        board = self._services.awards.start_notice(self._code, first_day).value
        _, file = self._paper(DocumentKind.NOTICE)()
        return f"{board.notice_from} 至 {board.notice_to}", file

    def _confirm(self) -> tuple[str, None]:
        on = date.fromisoformat(self._awards["campaign"]["awarded_on"])
        pattern = self._services.settings.unit().certificate_pattern
        board = self._services.awards.confirm(self._code, on, pattern).value
        return f"{len(board.winners)} 个，已编号", None

    def _paper(self, kind: DocumentKind) -> Step:
        def make() -> tuple[str, Path | None]:
            target = None if self._output is None else self._output / f"{kind.label}.pdf"
            unit = self._services.settings.unit()
            done = self._services.documents.campaign_paper(kind, self._code, unit, target)
            return f"{done.value.pages} 页", target

        return make

    def _briefing(self) -> tuple[str, Path | None]:
        code = str(self._read("settings.json")["briefing"])
        target = None if self._output is None else self._output / f"简报{code}.pdf"
        done = self._services.briefing_papers.issue_of_activity(code, self._services.settings.unit(), target)
        return f"{done.value.pages} 页", target

    def _winners(self) -> tuple[str, Path | None]:
        if self._output is None:
            return "未另存", None
        done = self._services.lists.export_winners(self._code, self._output / "获奖名单.xlsx")
        return done.sentence, done.value


def _draft(plan: dict[str, Any], organisations: dict[str, int], brands: dict[str, int]) -> ActivityDraft:
    return ActivityDraft(
        code=plan["code"],
        title=plan["title"],
        layer=word(Layer, plan["layer"]),
        mechanism=word(Mechanism, plan["mechanism"]),
        account=word(Account, plan["account"]) if plan["account"] else None,
        kind=word(ActivityKind, plan["kind"]),
        host_id=organisations[plan["host"]],
        joint_host_ids=tuple(organisations[host] for host in plan["joint_hosts"]),
        brand_id=brands[plan["brand"]] if plan["brand"] else None,
        starts=datetime.fromisoformat(plan["starts"]),
        ends=datetime.fromisoformat(plan["ends"]),
        place=plan["place"],
        capacity=plan["capacity"],
        budget=Decimal(plan["budget"]),
        state=word(ActivityState, plan["state"]),
        summary=plan["summary"],
    )


def _require_sound(preview: ImportPreview) -> None:
    """The bundled lists import without a single row left over; anything else is a damaged installation."""
    if preview.rejected:
        raise SampleUnsoundError(name=preview.table.sheet.file, count=len(preview.rejected))


def summary(made: Iterable[Made]) -> list[tuple[str, str, str, str]]:
    """The steps as rows of a table: step, result, file, seconds."""
    return [(m.title, m.result, "" if m.file is None else m.file.name, f"{m.seconds:.2f} s") for m in made]
