"""The files of a place's issue forms."""

from tongbao.edit.records import tree_text
from tongbao.model.site import Site
from tongbao.views.issue_forms import FILES, FOLDER, Form, Words


def form_files(site: Site, words: Words) -> dict[str, str]:
    """Path and text of each form, in the languages of the catalogues; the first line says what makes it."""
    made = f"# {words[0]('forms.made')}\n"
    return {f"{FOLDER}/{name}": made + tree_text(Form(kind, site, words).tree()) for kind, name in FILES.items()}
