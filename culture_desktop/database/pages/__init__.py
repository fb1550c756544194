"""The data file as pages: a checksum for each, whom a damaged one holds, and mending it.

SQLite has no checksums of its own: four flipped bits out of ten pass its checks. As every change goes through the
write-ahead log, and as nobody but ``checkpoint`` folds that log into the file, the sums are kept there.
"""
