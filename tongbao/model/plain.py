"""Which signs may stand in a file, and what words mean there without quotes."""

import re

CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufeff\ufffe\uffff]")
"""Signs that no file and no text may hold: they cannot be shown, and XML has no way to write them."""
PLAIN_WORDS = {"": None, "~": None, "null": None, "true": True, "false": False}
"""What some words mean without quotes; all others are text, numbers and dates too."""
