"""Lists in and out: xlsx, xls and csv, read without trust and written without surprises.

``reader`` finds the rows, ``table`` the header and columns, ``values`` the typed values; ``writer`` goes the other
way. ``package``, ``extent`` and ``compound`` keep hostile and damaged files away from the parser.
"""
