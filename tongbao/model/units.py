"""Units of time and the base of our numbers: all that figures and rules know besides 0, 1, 2, 12 and 100."""

HOURS_A_DAY = 24
DAYS_A_WEEK = 7
WORKDAYS_A_WEEK = 5
MONTHS_A_QUARTER = 3
QUARTERS_A_YEAR = 4
MONTHS_A_YEAR = 12
LAST_OF_DECEMBER = 31
MID_MONTH = 15
MONTHS_OF = {"month": 1, "two_months": 2, "quarter": 3, "half_year": 6, "year": 12}
"""Periods of whole months, by the words of policy.yaml `every`."""
DECIMAL_BASE = 10
