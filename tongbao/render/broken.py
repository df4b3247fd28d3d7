"""What files of the place can do wrong when they are drawn; apart from html.py, so that to catch it loads no Jinja."""

from tongbao.problems import Problem


class Broken(Exception):  # noqa: N818 - what is wrong with a file of people
    """A file of the place lets something not be drawn: its problem."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem)
        self.problem = problem

    def __reduce__(self) -> tuple[type["Broken"], tuple[Problem]]:
        """What comes from another process is the problem alone."""
        return Broken, (self.problem,)


class BrokenTemplate(Broken):
    """A template of the place cannot be used: its name, the line, and the reason in the words of Jinja."""

    def __init__(self, name: str, line: int, reason: str) -> None:
        super().__init__(
            Problem(f"templates/{name}", "broken-template", params={"reason": reason}, line=line, column=1)
        )
        self.name, self.line, self.reason = name, line, reason


class BrokenIssued(Broken):
    """An issued document cannot be drawn: the path of its file."""

    def __init__(self, path: str) -> None:
        super().__init__(Problem(path, "issued-unreadable"))
        self.path = path
