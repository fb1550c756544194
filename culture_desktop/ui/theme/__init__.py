"""How everything looks: colours, sizes, fonts, icons, the palette, the style sheet and the focus ring.

Colours are never named outside ``tokens.py``. A widget that paints itself asks for those in force::

    tokens = tokens_of(self.palette())
    painter.fillRect(rect, QColor(tokens.select))

so nothing has to be told that the user switched to dark mode.
"""
