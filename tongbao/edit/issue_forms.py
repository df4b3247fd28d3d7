"""The file of an issue form."""

from tongbao.edit.records import tree_text
from tongbao.locale.catalogue import Catalogue
from tongbao.views.issue_forms import Form


def form_text(form: Form, words: Catalogue) -> str:
    """The whole file; its first line says what makes it."""
    return f"# {words('forms.made')}\n{tree_text(form.tree())}"
