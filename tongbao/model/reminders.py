"""Reminders: how long before its date something counts as near."""

from tongbao.model.setting import Days, Setting


class ReminderRule(Setting):
    """提醒: how many calendar days before its date each kind of thing is told of; 0: on the day itself, and after.

    住建部 2016 and 河南 rank regions on punctual reports; 督办 offices remind before a limit ends, not after.
    """

    reports: Days = 3
    issues: Days = 3
    decisions: Days = 7
    duties: Days = 7
    milestones: Days = 14
    columns: Days = 3
