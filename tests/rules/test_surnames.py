"""Names are told from other short texts, without being certain."""

import pytest

from culture_desktop.rules.surnames import is_likely_name


@pytest.mark.parametrize(
    "name", ["张伟", "李䶮", "欧阳静", "司马相如", "王　芳", "阿依古丽·买买提", "单小明", "𬭎".join(["陈", "明"])]
)
def test_names(name: str) -> None:
    assert is_likely_name(name)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "张",
        "客服部一班",
        "营业员",
        "E001",
        "是",
        "男",
        "Zhang Wei",
        "中共党员",
        "张伟是好人",
        "2019年",
        "群众",
        "/",
    ],
)
def test_other_texts(text: str) -> None:
    assert not is_likely_name(text)
