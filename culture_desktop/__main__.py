"""``python -m culture_desktop`` and the console script."""

import sys

from culture_desktop import app


def main() -> None:
    """Run the program and leave with its exit code."""
    sys.exit(app.main())


if __name__ == "__main__":
    main()
