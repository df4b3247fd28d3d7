"""What files of the place can do wrong when they are drawn; apart from html.py, so that to catch it loads no Jinja."""


class BrokenTemplate(Exception):  # noqa: N818 - what is wrong with a file of people
    """A template of the place cannot be used: its name, the line, and the reason in the words of Jinja."""

    def __init__(self, name: str, line: int, reason: str) -> None:
        super().__init__(name, line, reason)
        self.name, self.line, self.reason = name, line, reason


class BrokenIssued(Exception):  # noqa: N818 - what is wrong with a file of people
    """An issued document cannot be drawn: the path of its file."""

    def __init__(self, path: str) -> None:
        super().__init__(path)
        self.path = path
