"""Pages from Jinja2 templates, in a sandbox that sees nothing but the page's own values."""

from collections.abc import Mapping
from typing import Any

from jinja2 import BaseLoader, ChoiceLoader, DictLoader, StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from tongbao.locale.catalogue import Catalogue
from tongbao.render.markdown import html_of_markdown
from tongbao.views.site import Chrome, Page

EXTERNAL = ("http://", "https://", "mailto:")


def relative(target: str, page: str) -> str:
    """The address of a site path as seen from a page; external addresses and fragments stay as they are."""
    if not target or target.startswith(("#", *EXTERNAL)):
        return target
    path, hash_, fragment = target.partition("#")
    there, here = path.split("/"), page.split("/")[:-1]
    same = 0
    while same < len(here) and same < len(there) - 1 and here[same] == there[same]:
        same += 1
    return "/".join([".."] * (len(here) - same) + there[same:]) + hash_ + fragment


NOT_FOUND = "404.html"
"""A server shows this page under any address, so its links cannot be relative once the site's address is known."""


def address(target: str, page: str, base_url: str) -> str:
    """The address of a site path for a link on a page."""
    if page == NOT_FOUND and base_url and target and not target.startswith(("#", *EXTERNAL)):
        return f"{base_url}/{target}"
    return relative(target, page)


class _Sandbox(ImmutableSandboxedEnvironment):
    """The sandbox, with a short way to what views are made of: a field of a frozen value is data, and safe."""

    def getattr(self, obj: Any, attribute: str) -> Any:
        fields = getattr(type(obj), "__dataclass_fields__", ())
        if attribute in fields and not attribute.startswith("_"):
            return getattr(obj, attribute)
        return super().getattr(obj, attribute)


class Pages:
    """Draws pages. `templates` are sources by name, the place's own before the program's; `assets` published names."""

    def __init__(
        self,
        templates: list[Mapping[str, str]],
        catalogues: Mapping[str, Catalogue],
        chromes: Mapping[str, Chrome],
        assets: Mapping[str, str],
    ) -> None:
        loaders: list[BaseLoader] = [DictLoader(dict(sources)) for sources in templates]
        self._environment = _Sandbox(
            loader=ChoiceLoader(loaders),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
        )
        self._catalogues, self._chromes, self._assets = catalogues, chromes, assets

    def _globals(self, page: Page) -> dict[str, Any]:
        catalogue, chrome = self._catalogues[page.language], self._chromes[page.language]

        def text(name: str, **values: object) -> str:
            names = [f"text/{language}/{name}.txt" for language in catalogue.languages]
            template = self._environment.select_template(names)
            return Markup(template.render(**shared, **values).strip())

        shared: dict[str, Any] = {
            "t": catalogue,
            "link": lambda target: address(target, page.path, chrome.base_url),
            "asset": lambda name: address(self._assets[name], page.path, chrome.base_url),
            "md": lambda source: Markup(html_of_markdown(source)),
            "page": page,
            "view": page.view,
            "chrome": chrome,
        }
        return {**shared, "text": text}

    def html(self, page: Page) -> str:
        """The page as HTML."""
        return self._environment.get_template(page.template).render(**self._globals(page))
