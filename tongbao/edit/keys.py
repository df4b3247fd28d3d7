"""One key of a file that a person wrote: put there or changed, everything else left as it is."""

import re


def with_key(text: str, key: str, value: str, after: str) -> str:
    """The file with `key: value` at the top level: in the line where the key stands, else below the key `after`, else
    at the end. A comment behind the old value stays."""
    line = re.compile(rf"^{re.escape(key)}:[ \t]*[^#\r\n]*?([ \t]*#[^\r\n]*)?(\r?)$", re.MULTILINE)
    if line.search(text):
        return line.sub(lambda match: f"{key}: {value}{match[1] or ''}{match[2]}", text, count=1)
    below = re.search(rf"^{re.escape(after)}:[^\n]*\n", text, re.MULTILINE)
    newline = "\r\n" if "\r\n" in text else "\n"
    at = below.end() if below else len(text)
    before = text[:at] if not text[:at] or text[:at].endswith("\n") else text[:at] + newline
    return f"{before}{key}: {value}{newline}{text[at:]}"
