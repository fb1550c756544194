"""Designs as JSON: held against the schema before a word of them is believed."""

import json
from collections.abc import Mapping
from dataclasses import fields, replace
from functools import cache
from typing import Any

from culture_desktop.documents.designs.design import FORMAT, Design, Sheet
from culture_desktop.documents.designs.elements import (
    AnyElement,
    CodeElement,
    Condition,
    OrnamentElement,
    PictureElement,
    RuleElement,
    TextElement,
)
from culture_desktop.documents.ornaments import STYLES
from culture_desktop.errors import DesignBrokenError, DesignTooNewError
from culture_desktop.paths import resource
from culture_desktop.vocabulary import (
    Align,
    ElementKind,
    FieldTest,
    PictureFit,
    PictureRole,
    Symbology,
    TextSetting,
    TypeFace,
    Word,
)

_CLASSES: Mapping[str, type[AnyElement]] = {
    made.kind.value: made for made in (TextElement, PictureElement, OrnamentElement, CodeElement, RuleElement)
}
_WORDS: dict[str, dict[str, Word]] = {
    key: {word.value: word for word in words}
    for key, words in (
        ("face", TypeFace),
        ("setting", TextSetting),
        ("align", Align),
        ("role", PictureRole),
        ("fit", PictureFit),
        ("symbology", Symbology),
    )
}
_TESTS = {test.value: test for test in FieldTest}
_WHOLE = "design"
_MOST_SHOWN = 60


def design_from_json(text: str, name: str) -> Design:
    """The design; ``name`` is what errors call the file.

    Raises DesignTooNewError for a format of a later version, DesignBrokenError, saying where, for anything else.
    """
    try:
        value = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise DesignBrokenError(name=name, place="内容", expected="JSON") from error
    return design_from_dict(value, name)


def design_from_dict(value: Any, name: str) -> Design:
    """The design out of what JSON holds; errors as in ``design_from_json``."""
    if isinstance(value, dict) and isinstance(value.get("format"), int) and value["format"] > FORMAT:
        raise DesignTooNewError(name=name)
    _check(_WHOLE, value, name, "")
    keys = [found.get("key") for found in value["elements"]]
    for number, found in enumerate(value["elements"], start=1):
        place = f"第 {number} 个元素"
        _check(found["kind"], found, name, place)
        if found["kind"] == ElementKind.ORNAMENT.value and found["style"] not in STYLES:
            raise DesignBrokenError(name=name, place=f"{place}的“style”", expected=f"以下之一（{'、'.join(STYLES)}）")
        if keys.count(found["key"]) > 1:
            raise DesignBrokenError(name=name, place=f"元素的标识“{found['key']}”", expected="不重复的标识")
    return trusted_design(value)


def trusted_design(value: Any) -> Design:
    """The design out of what JSON holds and is known to be right: our own files."""
    elements = (_element(found) for found in value["elements"])
    return Design(
        name=value["name"],
        sheet=Sheet(float(value["sheet"]["width"]), float(value["sheet"]["height"])),
        elements=tuple(elements),
        fold=value.get("fold", False),
        across=tuple(map(float, value.get("across", ()))),
        down=tuple(map(float, value.get("down", ()))),
    )


def design_to_dict(design: Design) -> dict[str, Any]:
    """What JSON is to hold; what is as it would be anyway is left out."""
    found: dict[str, Any] = {
        "format": FORMAT,
        "name": design.name,
        "sheet": {"width": design.sheet.width, "height": design.sheet.height},
    }
    if design.fold:
        found["fold"] = True
    for key, places in (("across", design.across), ("down", design.down)):
        if places:
            found[key] = list(places)
    return {**found, "elements": [_element_to_dict(element) for element in design.elements]}


def design_to_json(design: Design) -> str:
    """The design as a JSON text."""
    return json.dumps(design_to_dict(design), ensure_ascii=False, indent=2) + "\n"


@cache
def _schema() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(resource("designs", "design.schema.json").read_text(encoding="utf-8"))
    return found


@cache
def _validator(part: str) -> Any:
    import fastjsonschema  # noqa: PLC0415  # 0.1 s, only for designs from outside

    whole = _schema()
    if part == _WHOLE:
        return fastjsonschema.compile(whole, use_default=False)
    wanted = {**whole["definitions"][part], "definitions": whole["definitions"]}
    return fastjsonschema.compile(wanted, use_default=False)


def _check(part: str, value: Any, name: str, place: str) -> None:
    validate = _validator(part)
    from fastjsonschema import JsonSchemaValueException  # noqa: PLC0415  # as in _validator

    try:
        validate(value)
    except JsonSchemaValueException as error:
        where = "的".join(filter(None, (place, *(_step(step) for step in error.path[1:]))))
        raise DesignBrokenError(name=name, place=where or "内容", expected=_expected(error)) from error


def _step(step: Any) -> str:
    return f"第 {int(step) + 1} 项" if str(step).isdigit() else f"“{str(step)[:_MOST_SHOWN]}”"


def _expected(error: Any) -> str:
    """What the schema wants there, in words."""
    wanted = error.rule_definition
    match error.rule:
        case "required":
            lacking = next((key for key in wanted if key not in (error.value or {})), "")
            return f"带有“{lacking}”"
        case "additionalProperties":
            return f"只有以下各项（{'、'.join((error.definition or {}).get('properties', {}))}）"
        case "enum":
            return f"以下之一（{'、'.join(map(str, wanted))}）"
        case "const":
            return str(wanted)
        case "minimum" | "exclusiveMinimum":
            return f"不小于 {wanted} 的数"
        case "maximum":
            return f"不大于 {wanted} 的数"
        case "maxLength" | "maxItems":
            return f"不超过 {wanted} 个"
        case "minLength":
            return "不空白的文字"
        case "pattern":
            return "#RRGGBB 颜色" if "#" in str(wanted) else "文件的 SHA-256"
    kinds = {"object": "一组“名称: 值”", "array": "一个列表", "string": "一段文字", "number": "一个数"}
    return kinds.get(str(wanted), "true 或 false")


def _element(found: Mapping[str, Any]) -> AnyElement:
    values = {key: value for key, value in found.items() if key not in ("kind", "when")}
    for key, words in _WORDS.items():
        if key in values:
            values[key] = words[values[key]]
    when = found.get("when")
    if when is not None:
        values["when"] = Condition(when["field"], _TESTS[when["test"]], when.get("value", ""))
    made = _CLASSES[found["kind"]](**values)
    if isinstance(made, TextElement) and made.least_size > made.size:
        return replace(made, least_size=made.size)
    return made


def _element_to_dict(element: AnyElement) -> dict[str, Any]:
    found: dict[str, Any] = {"kind": element.kind.value}
    for field in fields(element):
        value = getattr(element, field.name)
        if field.name == "when" or value == field.default:
            continue
        found[field.name] = value.value if hasattr(value, "label") else value
    if element.when is not None:
        found["when"] = {"field": element.when.field, "test": element.when.test.value}
        if element.when.value:
            found["when"]["value"] = element.when.value
    return found
