"""How large a file may be before it is refused; what is refused costs no memory."""

MAX_UNPACKED_BYTES = 200 * 1024 * 1024
MAX_FILE_BYTES = MAX_UNPACKED_BYTES
# A member below this size cannot hurt, however well it was packed: blank styled rows pack 100:1.
RATIO_MATTERS_FROM = 10 * 1024 * 1024
MAX_RATIO = 100
# Cells of the rectangle from A1 to the last filled row and column. Reading keeps all of it in memory.
MAX_CELLS = 5_000_000

# The same, in words for FileTooLargeError.
UNPACKED_LIMIT = "展开后不超过 200 MB"
FILE_LIMIT = "不超过 200 MB"
CELLS_LIMIT = "表格不超过 500 万格，以最右一列和最下一行计"

# Text and web pages: their tags and lines are visited one by one.
MAX_TEXT_BYTES = 100 * 1024 * 1024
MAX_TAGS = 4_000_000
MAX_XML_TAGS = 10_000_000
MAX_CELL_CHARACTERS = 1_000_000
TEXT_LIMIT = "文本和网页文件不超过 100 MB"
TAGS_LIMIT = "网页和 XML 表格约 150 万格"
CELL_LIMIT = "一格不超过 100 万字"
