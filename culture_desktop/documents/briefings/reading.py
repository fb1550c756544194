"""The text of a briefing as JSON: held against the schema before a word of it is believed."""

import json
from collections.abc import Iterable
from functools import cache
from typing import Any

from culture_desktop.documents.briefings.blocks import (
    FORMAT,
    WHOLE,
    Block,
    Crop,
    Heading,
    Items,
    Paragraph,
    Photo,
    PictureRow,
    Quote,
    Run,
    Runs,
    Table,
)
from culture_desktop.errors import BriefingBrokenError, BriefingTooNewError
from culture_desktop.paths import resource
from culture_desktop.vocabulary import Align, Consent

_WHOLE = "briefing"
_ALIGNS = {align.value: align for align in Align}
_CONSENTS = {consent.value: consent for consent in Consent}


def blocks_to_dict(blocks: Iterable[Block]) -> dict[str, Any]:
    """What JSON is to hold; what is as it would be anyway is left out."""
    return {"format": FORMAT, "blocks": [_block_to_dict(block) for block in blocks]}


def blocks_from_dict(value: Any) -> tuple[Block, ...]:
    """The text out of what JSON holds.

    Raises BriefingTooNewError for a format of a later version, BriefingBrokenError, saying where, for anything else.
    """
    if isinstance(value, dict) and isinstance(value.get("format"), int) and value["format"] > FORMAT:
        raise BriefingTooNewError
    _check(_WHOLE, value, "内容")
    for number, found in enumerate(value["blocks"], start=1):
        _check(found["kind"], found, f"第 {number} 段")
        if found["kind"] == "pictures" and not all(map(_sound_crop, found["pictures"])):
            raise BriefingBrokenError(place=f"第 {number} 段的裁剪")
    return trusted_blocks(value)


def trusted_blocks(value: Any) -> tuple[Block, ...]:
    """The text out of what JSON holds and is known to be right: our own rows. Raises BriefingTooNewError."""
    if value["format"] > FORMAT:
        raise BriefingTooNewError
    return tuple(_block(found) for found in value["blocks"])


def _block_to_dict(block: Block) -> dict[str, Any]:
    match block:
        case Heading(text, level):
            return {"kind": "heading", "text": text, "level": level}
        case Paragraph(runs):
            return {"kind": "paragraph", "runs": _runs_to_list(runs)}
        case Items(items, numbered):
            found: dict[str, Any] = {"kind": "items", "items": [_runs_to_list(item) for item in items]}
            return {**found, "numbered": True} if numbered else found
        case Quote(runs, said_by):
            found = {"kind": "quote", "runs": _runs_to_list(runs)}
            return {**found, "said_by": said_by} if said_by else found
        case Table(rows, aligns):
            found = {"kind": "table", "rows": [[_runs_to_list(cell) for cell in row] for row in rows]}
            return {**found, "aligns": [align.value for align in aligns]} if aligns else found
        case PictureRow(pictures):
            return {"kind": "pictures", "pictures": [_photo_to_dict(photo) for photo in pictures]}


def _runs_to_list(runs: Runs) -> list[dict[str, Any]]:
    return [{"text": run.text, "bold": True} if run.bold else {"text": run.text} for run in runs]


def _photo_to_dict(photo: Photo) -> dict[str, Any]:
    crop = photo.crop
    optional: dict[str, Any] = {
        "file_name": photo.file_name,
        "caption": photo.caption,
        "crop": [crop.left, crop.top, crop.right, crop.bottom] if crop != WHOLE else None,
        "turns": photo.turns % 4,
        "consent": photo.consent.value if photo.consent is not Consent.MISSING else None,
        "consented_by": photo.consented_by,
    }
    return {"sha256": photo.sha256, **{key: value for key, value in optional.items() if value}}


def _block(found: dict[str, Any]) -> Block:
    match found["kind"]:
        case "heading":
            return Heading(found["text"], found.get("level", 1))
        case "paragraph":
            return Paragraph(_runs(found["runs"]))
        case "items":
            return Items(tuple(map(_runs, found["items"])), found.get("numbered", False))
        case "quote":
            return Quote(_runs(found["runs"]), found.get("said_by", ""))
        case "table":
            rows = tuple(tuple(map(_runs, row)) for row in found["rows"])
            return Table(rows, tuple(_ALIGNS[align] for align in found.get("aligns", ())))
        case _:
            return PictureRow(tuple(map(_photo, found["pictures"])))


def _runs(found: list[dict[str, Any]]) -> Runs:
    return tuple(Run(run["text"], run.get("bold", False)) for run in found)


def _photo(found: dict[str, Any]) -> Photo:
    return Photo(
        sha256=found["sha256"],
        file_name=found.get("file_name", ""),
        caption=found.get("caption", ""),
        crop=Crop(*found["crop"]) if "crop" in found else WHOLE,
        turns=found.get("turns", 0),
        consent=_CONSENTS[found.get("consent", Consent.MISSING.value)],
        consented_by=found.get("consented_by", ""),
    )


def _sound_crop(found: dict[str, Any]) -> bool:
    left, top, right, bottom = found.get("crop", (0, 0, 1, 1))
    return bool(left < right and top < bottom)


@cache
def _validator(part: str) -> Any:
    import fastjsonschema  # noqa: PLC0415  # 0.1 s, only where a text comes in

    whole = json.loads(resource("briefings", "blocks.schema.json").read_text(encoding="utf-8"))
    if part == _WHOLE:
        return fastjsonschema.compile(whole, use_default=False)
    wanted = {**whole["definitions"][part], "definitions": whole["definitions"]}
    return fastjsonschema.compile(wanted, use_default=False)


def _check(part: str, value: Any, place: str) -> None:
    validate = _validator(part)
    from fastjsonschema import JsonSchemaValueException  # noqa: PLC0415  # as in _validator

    try:
        validate(value)
    except JsonSchemaValueException as error:
        raise BriefingBrokenError(place=place) from error
