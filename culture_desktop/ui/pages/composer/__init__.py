"""撰写简报: the text of a briefing, its pictures and its head beside the PDF they make."""
