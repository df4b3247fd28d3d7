"""What the reporting workbook asks for and when somebody is reminded, in sentences."""

from collections.abc import Iterator

from tongbao.model.reminders import ReminderRule
from tongbao.model.reporting_book import BookRule
from tongbao.model.vocab import DayUnit
from tongbao.views.sayer import Sayer


def reporting_lines(rule: BookRule | ReminderRule, say: Sayer) -> Iterator[str]:
    """A sentence for what is asked, or for how long before its date each kind of thing is told of."""
    if isinstance(rule, BookRule):
        unit = say.reader.words(say.reader.site.money.unit)
        names = (say.reader.t(f"book.columns.report.{name}", unit=unit) for name in rule.fields)
        yield say("book_fields", names=say.joined(names))
        return
    kinds = ("reports", "issues", "decisions", "duties", "milestones", "columns")
    told = (
        say("reminded_of", what=say.reader.t(f"stale.kinds.{kind}"), days=say.length(days, DayUnit.CALENDAR))
        for kind, days in ((kind, getattr(rule, kind)) for kind in kinds)
        if days
    )
    yield say("reminded", names=say.joined(told))
