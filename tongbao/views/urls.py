"""Every address of the site, in one place: paths below site/, always naming the file."""

from typing import Literal, NamedTuple


class Urls(NamedTuple):
    """The addresses of one language; `prefix` is "" for the first language, "en/" for another.

    Without `pdf` the site has no PDFs, and nothing leads to one; without `search` it has no search page.
    """

    prefix: str = ""
    pdf: bool = True
    search: bool = False

    def page(self, *parts: str) -> str:
        """The address of a page by its folders; none for the home page."""
        return self.prefix + "".join(f"{part}/" for part in parts) + "index.html"

    def project(self, id: str) -> str:
        """A project's page."""
        return self.page("projects", id)

    def project_data(self, id: str) -> str:
        """A project's figures as JSON; one file for all languages."""
        return f"projects/{id}/project.json"

    def sheet(self, id: str) -> str:
        """A project's sheet of paper, in this language; "" where the site has no PDFs."""
        return f"{self.prefix}projects/{id}/{id}.pdf" if self.pdf else ""

    def wallchart(self) -> str:
        """The page of the wall chart."""
        return self.page("wallchart")

    def wallchart_file(self, kind: str) -> str:
        """The wall chart as a file, pdf or svg, in this language; "" for a PDF where the site has none."""
        return f"{self.prefix}wallchart/wallchart.{kind}" if self.pdf or kind != "pdf" else ""

    def by(self, section: str, axis: str, code: str, number: int = 1) -> str:
        """The page of the projects or issues that have one value of an axis; a long one has several."""
        return self.page(section, "by", axis, code, *((str(number),) if number > 1 else ()))

    def issue(self, id: str) -> str:
        """An issue's page."""
        return self.page("issues", id)

    def district(self, code: str) -> str:
        """A district's page."""
        return self.page("districts", code)

    def list(self, code: str) -> str:
        """The page of a named list."""
        return self.page("lists", code)

    def owner(self, code: str) -> str:
        """The page of a firm or body that builds projects."""
        return self.page("owners", code)

    def group(self, axis: Literal["class", "sector"], code: str) -> str:
        """The page of a class or sector."""
        return self.page("classes" if axis == "class" else "sectors", code)

    def office(self, code: str) -> str:
        """The page of a body or office."""
        return self.page("offices", code)

    def activity(self, id: str) -> str:
        """An activity's page."""
        return self.page("activities", id)

    def pack(self, activity: str, code: str) -> str:
        """The published papers of an activity, by their kind."""
        return self.page("activities", activity, code)

    def pack_pdf(self, activity: str, code: str) -> str:
        """The same as PDF; one file, in the first language; "" where the site has none."""
        return f"activities/{activity}/{code}.pdf" if self.pdf else ""

    def batch(self, id: str) -> str:
        """A batch's page."""
        return self.page("batches", id)

    def campaign(self, id: str) -> str:
        """A campaign's page."""
        return self.page("campaigns", id)

    def calendar(self) -> str:
        """The calendar of activities and deadlines."""
        return f"{self.prefix}activities/calendar.ics"

    def bulletin(self, year: int, id: str) -> str:
        """A bulletin's page."""
        return self.page("bulletins", str(year), id)

    def bulletin_pdf(self, year: int, id: str) -> str:
        """A bulletin's PDF; one file, in the first language; "" where the site has none."""
        if not self.pdf:
            return ""
        return f"bulletins/{year}/{id}/{id}.pdf"

    def bulletin_data(self, year: int, id: str) -> str:
        """What a bulletin says as JSON; one file for all languages."""
        return f"bulletins/{year}/{id}/bulletin.json"

    def collection(self, kind: str) -> str:
        """All records of a kind as JSON; one file for all languages."""
        return f"data/{kind}.json"

    def bulletin_text(self, year: int, id: str) -> str:
        """A bulletin's text for the press; one file, in the first language."""
        return f"bulletins/{year}/{id}/{id}.txt"

    def searching(self) -> str:
        """The page that searches the site; "" where it has no index."""
        return self.page("search") if self.search else ""

    def feed(self) -> str:
        """The feed of bulletins."""
        return f"{self.prefix}bulletins/feed.xml"

    def targets(self, year: int) -> str:
        """The year's list."""
        return self.page("targets", str(year))

    def notice(self, year: int) -> str:
        """The public notice of the year's list."""
        return self.page("targets", str(year), "notice")

    def targets_file(self, year: int, name: str) -> str:
        """A file of the year's list (list.csv, list.xlsx, list.pdf, booklet.pdf); one, in the first language; "" for a
        PDF where the site has none."""
        if name.endswith(".pdf") and not self.pdf:
            return ""
        return f"targets/{year}/{name}"

    def letters(self, year: int) -> str:
        """The page of the year's letters; like these in the first language only."""
        return f"targets/{year}/letters/index.html"

    def letter(self, year: int, unit: str, quarter: int = 0) -> str:
        """The responsibility letter of a district or office, of the year or of a quarter."""
        folder = f"targets/{year}/letters/{unit}/"
        return f"{folder}q{quarter}/index.html" if quarter else f"{folder}index.html"

    def letter_pdf(self, year: int, unit: str) -> str:
        """The year's letter as PDF; "" where the site has none."""
        return self.targets_file(year, f"letters/{unit}.pdf")

    def task(self, year: int, project: str) -> str:
        """The task letter of a project."""
        return f"targets/{year}/tasks/{project}/index.html"

    def task_pdf(self, year: int, project: str) -> str:
        """The task letter as PDF; "" where the site has none."""
        return self.targets_file(year, f"tasks/{project}.pdf")
