"""Pictures for the documentation, small enough to be kept with it."""

import numpy as np
from PIL import Image

_COLOURS, _KEPT = 256, 96


def in_few_colours(picture: Image.Image) -> Image.Image:
    """A picture in 256 colours, a third of the size: grounds and marks keep theirs exactly, edges of letters give way."""
    pixels = np.asarray(picture).reshape(-1, 3)
    packed = pixels.astype(np.int32) @ (1 << 16, 1 << 8, 1)
    colours, places, counts = np.unique(packed, return_inverse=True, return_counts=True)
    known = np.stack([colours >> 16, colours >> 8 & 255, colours & 255], axis=1)
    common = known[np.argsort(-counts)[:_KEPT]]
    spread = picture.quantize(_COLOURS - len(common), Image.Quantize.MAXCOVERAGE).getpalette() or []
    chosen = np.concatenate([common, np.array(spread, np.int32).reshape(-1, 3)])[:_COLOURS]
    nearest = np.concatenate(
        [((part[:, None] - chosen) ** 2).sum(axis=2).argmin(axis=1) for part in np.array_split(known, 64)]
    )
    small = Image.fromarray(nearest[places].astype(np.uint8).reshape(picture.height, picture.width), "P")
    small.putpalette(chosen.astype(np.uint8).tobytes())
    return small
