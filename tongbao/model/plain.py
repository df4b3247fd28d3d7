"""Which signs may stand in a file, and what words mean there without quotes."""

import re

CONTROL = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")
"""Signs that no file and no text may hold: they cannot be shown, and XML has no way to write them."""
PLAIN_WORDS = {"": None, "~": None, "null": None, "true": True, "false": False}
"""What some words mean without quotes; all others are text, numbers and dates too."""
