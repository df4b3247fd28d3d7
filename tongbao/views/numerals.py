"""Numbers in the numerals of a language: 第九期."""


def spelled(number: int, digits: str, ranks: str) -> str:
    """A whole number from 0 on, in `digits` (the ten from zero) and `ranks` (ten, hundred, thousand …).

    The way of Chinese: 10 is 十 and not 一十, 110 一百一十, 101 一百零一. Without ranks, and beyond what they reach,
    the Arabic number.
    """
    written = str(number)
    if not ranks or len(written) > len(ranks) + 1:
        return written
    text, skipped = "", False
    for place, digit in zip(range(len(written) - 1, -1, -1), written, strict=True):
        if digit == "0":
            skipped = True
            continue
        text += digits[0] * skipped + digits[int(digit)] + (ranks[place - 1] if place else "")
        skipped = False
    one_ten = digits[1] + ranks[0]
    return (text.removeprefix(digits[1]) if text.startswith(one_ten) else text) or digits[0]
