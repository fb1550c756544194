"""A stored selection run without one of its nominees' names: figures, ranks and groups stay."""

from collections.abc import Callable
from typing import Any


def without_person(result: dict[str, Any], key: str, name: str, placeholder: str) -> dict[str, Any]:
    """The run with the nominee ``key`` made nameless, and the name taken out of the sentences about others."""
    nominees = dict(result.get("nominees", {}))
    if key in nominees:
        nominees[key] = _nameless(nominees[key], placeholder)
    explanations = {other: "" if other == key else text for other, text in result.get("explanations", {}).items()}
    changed = {**result, "nominees": nominees, "explanations": explanations}
    replaced = in_texts(changed, lambda text: text.replace(name, placeholder))
    assert isinstance(replaced, dict)
    return replaced


def _nameless(nominee: dict[str, Any], placeholder: str) -> dict[str, Any]:
    return {
        **nominee,
        "name": placeholder,
        "number": "",
        "unit": "",
        "unit_full_name": "",
        "findings": [[ok, rule, ""] for ok, rule, _reason in nominee["findings"]],
        "scores": [[*score[:3], "", *score[4:]] for score in nominee["scores"]],
    }


def in_texts(value: Any, change: Callable[[str], str]) -> Any:
    """What JSON holds, with every text in it changed."""
    if isinstance(value, str):
        return change(value)
    if isinstance(value, list):
        return [in_texts(item, change) for item in value]
    if isinstance(value, dict):
        return {key: in_texts(item, change) for key, item in value.items()}
    return value
