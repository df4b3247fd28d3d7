"""docs/policy.md: complete over the model and the registry, and true of the places that it names."""

import re
from functools import cache
from pathlib import Path

from tests.each import each
from tongbao.load.catalogues import load_catalogue
from tongbao.metrics.figure import Unit
from tongbao.metrics.registry import DEFINITIONS, REGISTRY
from tongbao.model.policy import Policy
from tongbao.views.policy_guide import PlaceRules, bases_of, policy_text
from tongbao.views.schema import fields_of, records_of, schema_of

CHECKOUT = Path(__file__).resolve().parents[2]
WORDS = [load_catalogue(language) for language in ("zh-CN", "en")]


@cache
def page() -> str:
    """The page with one example place that writes some settings."""
    clock = {"resolve": {"upper": "5"}, "source": "滨州|交办"}
    tree = {"clocks": [clock], "pace": {"basis": "month_12", "assumed": True}, "checks": {"stage-order": "off"}}
    return policy_text(WORDS, schema_of("policy", WORDS), [PlaceRules("binzhou", tree)])


def part(text: str, heading: str) -> str:
    """What stands under a heading, up to the next of its level or above."""
    level = heading.partition(" ")[0]
    found = re.search(rf"^{re.escape(heading)}.*?(?=^#{{1,{len(level)}}} |\Z)", text, re.MULTILINE | re.DOTALL)
    assert found, heading
    return found[0]


def test_every_setting_and_field() -> None:
    """Each setting has its part, and each record within it a table with all its own keys."""
    text = page()
    for name in Policy.model_fields:
        assert part(text, f"## `{name}` ")
    for record in records_of(Policy).values():
        if record is not Policy:
            table = part(text, f"### {record.__name__}\n")
            for _, key, place in fields_of(record):
                assert place.startswith("Setting.") or f"\n| `{key}` |" in table, place


def test_no_word_of_a_library() -> None:
    """What holds where nothing is written is said in words that may be written, or not at all."""
    assert "Undefined" not in page()


def test_every_figure() -> None:
    """Each figure of the registry has its row, with its unit in words."""
    table = part(page(), f"## {WORDS[0]('guide.policy.figures')}")
    assert len(re.findall(r"^\| `", table, re.MULTILINE)) == len(DEFINITIONS)
    assert all(f"\n| `{definition.key}`<br>" in table for definition in DEFINITIONS)
    assert all(f"guide.policy.units.{unit}" in catalogue for unit in Unit for catalogue in WORDS)


def test_figures_that_a_setting_changes() -> None:
    """A setting names the figures that depend on it; one without says that it changes none."""
    text = page()
    assert "`landing_rate`" in part(text, "## `landing_rate` ").split("### ")[0].partition("Figures it changes:")[2]
    assert WORDS[1]("guide.policy.no_figures") in part(text, "## `lights` ")


@each(
    ("key", "bases"),
    [
        ("start_rate", {"annual", "due_to_date", "list"}),
        ("completion_rate", {"annual_plan", "plan_to_date"}),
        ("pace", {"month_12", "quarter_ladder", "own_quarters", "plan_to_date"}),
        ("landing_rate", {"cohort_ever", "cohort_year", "cohort_quarter", "cohort_previous_quarter"}),
        ("closing_rate", {"resolved", "closed"}),
        ("projects", set()),
    ],
)
def test_bases(key: str, bases: set[str]) -> None:
    """A figure lists every base that a policy can choose for it."""
    assert set(bases_of(REGISTRY[key])) == bases


def test_places() -> None:
    """A place stands with its source beside each setting and beside each key that it writes, however deep."""
    text = page()
    assert "- [binzhou](../examples/binzhou/policy.yaml) 滨州\\|交办" in part(text, "## `clocks` ")
    assert "binzhou](../examples/binzhou/policy.yaml) 假定 / assumed" in part(text, "## `pace` ")
    assert "binzhou" in part(text, "## `checks` ")
    rows = part(text, "### Clock\n").splitlines()
    assert [row.split("|")[1].strip() for row in rows if "binzhou" in row] == ["`upper`"]
    assert "binzhou" not in part(text, "## `quotas` ")


def test_what_holds_without_it() -> None:
    """A default stands as people would write it."""
    text = page()
    assert "`{resolve: {upper: 5}}`" in part(text, "## `clocks` ")
    assert "| `[withdrawn]` |" in part(text, "### Scope\n")
    assert "| `competition` |" in part(text, "### Board\n")
    assert WORDS[1]("guide.policy.needed") in part(text, "### Clocks\n")


def test_the_examples_stand_in_the_page() -> None:
    """The page in docs/ names every example place."""
    text = (CHECKOUT / "docs/policy.md").read_text("utf-8")
    folders = [path.parent.name for path in CHECKOUT.glob("examples/*/policy.yaml")]
    assert len(folders) >= 5
    assert not [folder for folder in folders if f"[{folder}](../examples/{folder}/policy.yaml)" not in text]
