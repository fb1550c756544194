"""Writes the pictures: drawn scenes, one of them turned as a telephone held upright leaves it."""

import io
from collections.abc import Callable
from pathlib import Path
from random import Random

from PIL import Image

from builder import scenes_drill, scenes_festive, scenes_indoor, scenes_outdoor
from builder.canvas import Canvas
from builder.people import SEED

_SCENES: dict[str, Callable[[Random], Canvas]] = {
    "宣讲会": scenes_indoor.lecture,
    "送福到岗": scenes_indoor.blessings,
    "社区义诊": scenes_outdoor.clinic,
    "读书会": scenes_indoor.reading,
    "技能竞赛": scenes_indoor.wiring,
    "营业厅": scenes_indoor.service_hall,
    "明星发布": scenes_indoor.stars,
    "夏送清凉": scenes_outdoor.cooling,
    "客服节": scenes_festive.evening,
    "训练营": scenes_indoor.classroom,
    "抢修比武": scenes_outdoor.climbing,
    "运动会": scenes_festive.games,
    "礼仪练兵": scenes_drill.answering,
    "礼仪展示": scenes_drill.posture,
    "评委打分": scenes_drill.scoring,
    "练兵合影": scenes_drill.together,
}
_TURNED = "抢修比武"
_ORIENTATION, _QUARTER_TURN, _DESCRIPTION = 0x0112, 6, 0x010E
_QUALITIES, _LARGEST = range(86, 50, -4), 116_000


def write_pictures(folder: Path) -> None:
    """All pictures as JPEG."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, scene in _SCENES.items():
        picture = scene(Random(f"{SEED} picture {name}")).image()
        (folder / f"{name}.jpg").write_bytes(_jpeg(picture, turned=name == _TURNED))


def _jpeg(picture: Image.Image, turned: bool) -> bytes:
    exif = Image.Exif()
    exif[_DESCRIPTION] = "Sample data; people and places are invented"
    if turned:
        picture = picture.transpose(Image.Transpose.ROTATE_90)
        exif[_ORIENTATION] = _QUARTER_TURN
    for quality in _QUALITIES:
        target = io.BytesIO()
        picture.save(target, "JPEG", quality=quality, optimize=True, subsampling=0, exif=exif)
        if target.tell() <= _LARGEST:
            break
    return target.getvalue()
