"""What this machine lacks for PDFs and for the search index, said aloud."""

from tongbao.locale.catalogue import Catalogue
from tongbao.render.search import has_indexer


def can_print(words: Catalogue) -> bool:
    """Says aloud what PDFs lack on this machine; False where none can be made."""
    from tongbao.render.pdf import pdf_advice

    advice = pdf_advice()
    for code in advice:
        print(words(f"pdf.{code}"))
    return "no-pango" not in advice


def can_search(words: Catalogue) -> bool:
    """Says aloud when the program that makes the search index is missing; False then."""
    there = has_indexer()
    if not there:
        print(words("cli.build.no_indexer"))
    return there
