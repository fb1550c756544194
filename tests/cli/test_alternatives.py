"""``awards prices|what-if``: what rules changed, what other numbers would change, and adopting them."""

import pytest

from tests.cli.command_line import CommandLine
from tests.cli.test_choices import shell
from tests.services.awards.campaign import CODE

__all__ = ["shell"]


def test_the_price_of_every_rule(shell: CommandLine) -> None:
    found = {price["rule"]: price for price in shell.value("awards", "prices", CODE)["prices"]}
    capped = found["客户服务中心/客服一班获奖合计至多 2 人"]
    assert {(swap["name"], swap["before"], swap["after"]) for swap in capped["swaps"]} == {
        ("司徒雅澜", None, "服务达人"),
        ("赵启明", "服务达人", None),
    }
    printed = shell.run("awards", "prices", CODE).stdout
    assert "去掉“客户服务中心/客服一班获奖合计至多 2 人”：" in printed
    assert "名单不变" in printed


def test_tried_then_adopted(shell: CommandLine) -> None:
    tried = shell.value("awards", "what-if", CODE, "--maximum", "1=3")
    assert (tried["adopted"], tried["status"], len(tried["swaps"])) == (False, "optimal", 2)
    assert shell.value("awards", "what-if", CODE)["swaps"] == []
    printed = shell.run("awards", "what-if", CODE, "--seats", "服务达人=3", "--at-least", "1=40%").stdout
    assert printed.splitlines()[0] == "名额：服务之星 1，服务达人 3，优秀班组 1"
    assert shell.value("awards", "what-if", CODE, "--maximum", "1=3", "--adopt")["adopted"]
    assert shell.value("awards", "what-if", CODE)["swaps"] == []
    winners = {winner["name"] for winner in shell.value("awards", "propose", CODE)["winners"]}
    assert "司徒雅澜" in winners


def test_what_cannot_be(shell: CommandLine) -> None:
    printed = shell.run("awards", "what-if", CODE, "--maximum", "1=1").stdout
    assert "排不出名单：" in printed
    assert "单独放宽即可" in printed


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--seats", "特等奖=1"), "没有找到档次“特等奖”"),
        (("--seats", "服务之星"), "应为“名称=数”"),
        (("--seats", "服务之星=x"), "应为不小于 0 的整数"),
        (("--maximum", "2=1"), "应为1 到 1 的序号"),
        (("--at-least", "1=120%"), "比例"),
        (("--in", "9999"), "没有找到合格的推荐对象“9999”"),
        (("--in", "1006", "--adopt"), "指定的理由"),
    ],
)
def test_refusals(shell: CommandLine, options: tuple[str, ...], words: str) -> None:
    assert words in shell.refused("awards", "what-if", CODE, *options)
