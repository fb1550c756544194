"""设置: the unit, the looks, the data, the keys, and what this is."""
