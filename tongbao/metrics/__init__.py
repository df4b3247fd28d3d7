"""Pure figures: (records of a day, rules, calendar) → result objects. No words, no rounding, no files, no clock."""
