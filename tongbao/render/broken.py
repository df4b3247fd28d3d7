"""What a template of the place can do wrong; apart from html.py, so that to catch it loads no Jinja."""


class BrokenTemplate(Exception):  # noqa: N818 - what is wrong with a file of people
    """A template of the place cannot be used: its name, the line, and the reason in the words of Jinja."""

    def __init__(self, name: str, line: int, reason: str) -> None:
        super().__init__(name, line, reason)
        self.name, self.line, self.reason = name, line, reason
