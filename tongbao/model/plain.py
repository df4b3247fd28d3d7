"""What stands in a file without quotes."""

PLAIN_WORDS = {"": None, "~": None, "null": None, "true": True, "false": False}
"""What some words mean there; all others are text, numbers and dates too."""
