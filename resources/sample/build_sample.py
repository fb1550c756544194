"""Makes everything in this folder, the same on every run: ``python resources/sample/build_sample.py [--out DIR]``.

Needs XlsxWriter, and for the pictures Pillow. ``--no-pictures`` leaves the pictures as they are.
"""

import argparse
from pathlib import Path

from builder.activities import make_year
from builder.documents import activities_document, nominations_document, settings_document, write_json, write_scores
from builder.list_errors import write_list_with_errors
from builder.lists import write_list
from builder.organisations import organisations_document
from builder.people import make_people
from builder.roster import write_roster
from builder.roster_errors import write_roster_with_errors
from builder.selection import make_selection


def build(folder: Path, pictures: bool = True) -> None:
    """Write the whole sample into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    people = make_people()
    selection = make_selection(people)
    year = make_year(people, selection)
    write_roster(folder / "roster.xlsx", people)
    write_roster_with_errors(folder / "roster_with_errors.xlsx", people)
    write_json(folder / "organisations.json", organisations_document(people))
    write_json(folder / "activities.json", activities_document(people, year))
    write_json(folder / "nominations.json", nominations_document(selection))
    write_json(folder / "settings.json", settings_document(people))
    for held in year:
        write_list(folder, held)
    write_list_with_errors(folder, people, year)
    write_scores(folder, selection)
    if pictures:
        from builder.gallery import write_pictures  # noqa: PLC0415 - Pillow only where it is needed

        write_pictures(folder / "pictures")


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=Path(__file__).parent)
    parser.add_argument("--no-pictures", action="store_true")
    arguments = parser.parse_args()
    build(arguments.out, pictures=not arguments.no_pictures)


if __name__ == "__main__":
    main()
