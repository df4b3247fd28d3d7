"""When the site is updated next."""

from tongbao.views.reader import Reader


def next_update(reader: Reader) -> str:
    """The day announced for the next update; "" where it has come, and on an earlier day seen again."""
    site, day = reader.site, reader.day
    announced = site.next_update and site.next_update > day and day >= (site.as_of or day)
    return reader.day_text(site.next_update) if announced else ""
