"""One table for every list: ``RowTable`` over ``Column`` descriptions, painted by kind of cell.

See ``row_table.py`` for an example and ``cells.py`` for what a cell can show.
"""
