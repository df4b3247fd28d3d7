"""Every address of the site, in one place: paths below site/, always naming the file."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Urls:
    """The addresses of one language; `prefix` is "" for the first language, "en/" for another.

    Without `pdf` the site has no PDFs, and nothing leads to one.
    """

    prefix: str = ""
    pdf: bool = True

    def page(self, *parts: str) -> str:
        """The address of a page by its folders; none for the home page."""
        return self.prefix + "".join(f"{part}/" for part in parts) + "index.html"

    def project(self, id: str) -> str:
        """A project's page."""
        return self.page("projects", id)

    def project_data(self, id: str) -> str:
        """A project's figures as JSON; one file for all languages."""
        return f"projects/{id}/project.json"

    def issue(self, id: str) -> str:
        """An issue's page."""
        return self.page("issues", id)

    def district(self, code: str) -> str:
        """A district's page."""
        return self.page("districts", code)

    def bulletin(self, year: int, id: str) -> str:
        """A bulletin's page."""
        return self.page("bulletins", str(year), id)

    def bulletin_pdf(self, year: int, id: str) -> str:
        """A bulletin's PDF; one file, in the first language; "" where the site has none."""
        if not self.pdf:
            return ""
        return f"bulletins/{year}/{id}/{id}.pdf"

    def bulletin_text(self, year: int, id: str) -> str:
        """A bulletin's text for the press; one file, in the first language."""
        return f"bulletins/{year}/{id}/{id}.txt"

    def feed(self) -> str:
        """The feed of bulletins."""
        return f"{self.prefix}bulletins/feed.xml"

    def targets(self, year: int) -> str:
        """The year's list."""
        return self.page("targets", str(year))
