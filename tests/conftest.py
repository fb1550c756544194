"""Set before Qt is imported: no screen is needed, and the machine's scale does not change what tests measure."""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["QT_SCALE_FACTOR"] = "1"
