"""The checks across records, in one visible list.

What one value alone can show is refused by the models. What only several values together show is checked
here, over all entries, those of later days too. policy.yaml `checks` may set the level of a rule to fault,
warning or off; a fixed one keeps its level, because figures and pages rely on it.
"""

import inspect
import itertools
from collections.abc import Iterator
from datetime import date
from functools import partial

from tongbao.metrics.snapshot import snapshot_on
from tongbao.model.dataset import Dataset
from tongbao.problems import Level, Problem
from tongbao.rules import (
    activities,
    adjustments,
    batches,
    boards,
    bodies,
    bulletins,
    bundles,
    campaigns,
    changes,
    cited,
    codes,
    columns,
    conditions,
    consistency,
    disclosure,
    entry,
    evaluation,
    events,
    folders,
    identity,
    issued_lists,
    issuing,
    ladders,
    last_issue,
    lights,
    markup,
    money,
    order,
    packs,
    papers,
    pools,
    privacy,
    quotas,
    references,
    reports,
    settings,
    shapes,
    sign_offs,
    targets,
    withheld,
)
from tongbao.rules.against import AGAINST_RULES, AgainstRule
from tongbao.rules.base import Codes, Finding, Reckoned, Rule, found, found_key, path_of
from tongbao.rules.internal import INTERNAL_RULES, InternalRule

FAULT, WARNING = Level.FAULT, Level.WARNING


def unknown_check(dataset: Dataset, _day: date) -> Iterator[Finding]:
    """A check whose level policy.yaml `checks` sets is a rule of this catalogue."""
    ids = Codes.of(rule.id for rule in RULES)
    for name in dataset.policy.checks:
        if name not in ids:
            yield found_key(dataset.policy, "checks", name, **ids.wrong(name))


def fixed_check(dataset: Dataset, _day: date) -> Iterator[Finding]:
    """policy.yaml `checks` does not lower a check that figures and pages rely on."""
    for rule in RULES:
        if rule.fixed and dataset.policy.checks.get(rule.id, rule.level) is not rule.level:
            yield found(dataset.policy, "checks", rule.id, value=rule.id)


RULES: tuple[Rule, ...] = (
    Rule("unknown-district", FAULT, references.unknown_district, fixed=True),
    Rule("unknown-office", FAULT, references.unknown_office, fixed=True),
    Rule("unknown-list", FAULT, references.unknown_list, fixed=True),
    Rule("unknown-level", FAULT, references.unknown_level, fixed=True),
    Rule("unknown-class", FAULT, references.unknown_class, fixed=True),
    Rule("unknown-sector", FAULT, references.unknown_sector, fixed=True),
    Rule("unknown-category", FAULT, references.unknown_category, fixed=True),
    Rule("unknown-channel", FAULT, references.unknown_channel, fixed=True),
    Rule("unknown-severity", FAULT, references.unknown_severity, fixed=True),
    Rule("unknown-issue", FAULT, activities.unknown_issue, fixed=True),
    Rule("unknown-activity-kind", FAULT, activities.unknown_activity_kind, fixed=True),
    Rule("decision-twice", FAULT, activities.decision_twice, fixed=True),
    Rule("decision-dates", FAULT, activities.decision_dates),
    Rule("decision-without-date", WARNING, activities.decision_without_date),
    Rule("mark-of-one", FAULT, activities.mark_of_one),
    Rule("rhythm-day", FAULT, activities.rhythm_day),
    Rule("unknown-in-pack", FAULT, packs.unknown_in_pack, fixed=True),
    Rule("call-says-nothing", FAULT, packs.call_says_nothing),
    Rule("unknown-paper", FAULT, papers.unknown_paper, fixed=True),
    Rule("paper-number-twice", FAULT, papers.paper_number_twice),
    Rule("paper-dates", FAULT, papers.paper_dates),
    Rule("condition-without-due", FAULT, conditions.condition_without_due),
    Rule("condition-dates", FAULT, conditions.condition_dates),
    Rule("unknown-condition-step", FAULT, conditions.unknown_condition_step),
    Rule("stage-without-condition", WARNING, conditions.stage_without_condition),
    Rule("unknown-batch-kind", FAULT, batches.unknown_batch_kind, fixed=True),
    Rule("unknown-activity", FAULT, batches.unknown_activity, fixed=True),
    Rule("batch-twice", FAULT, batches.batch_twice, fixed=True),
    Rule("batch-member-stage", FAULT, batches.batch_member_stage),
    Rule("ceremony-quarter", WARNING, batches.ceremony_quarter),
    Rule("two-starts", FAULT, batches.two_starts, fixed=True),
    Rule("unknown-goal-figure", FAULT, campaigns.unknown_goal_figure, fixed=True),
    Rule("unknown-goal-scope", FAULT, campaigns.unknown_goal_scope, fixed=True),
    Rule("unknown-goal-cited", FAULT, campaigns.unknown_goal_cited, fixed=True),
    Rule("goal-of-one", FAULT, campaigns.goal_of_one, fixed=True),
    Rule("goal-cited-unit", FAULT, campaigns.goal_cited_unit, fixed=True),
    Rule("goal-without-members", FAULT, campaigns.goal_without_members),
    Rule("campaign-dates", FAULT, campaigns.campaign_dates),
    Rule("goal-after-end", WARNING, campaigns.goal_after_end),
    Rule("unknown-body-kind", FAULT, bodies.unknown_body_kind, fixed=True),
    Rule("member-unnamed", FAULT, bodies.member_unnamed),
    Rule("body-dates", FAULT, bodies.body_dates),
    Rule("unknown-stage", FAULT, references.unknown_stage, fixed=True),
    Rule("unknown-stage-word", WARNING, references.unknown_stage_word),
    Rule("unknown-project", FAULT, references.unknown_project, fixed=True),
    Rule("unknown-document", FAULT, references.unknown_document, fixed=True),
    Rule("unknown-part", FAULT, references.unknown_part, fixed=True),
    Rule("folder-differs", FAULT, folders.folder_differs),
    Rule("folder-year-differs", FAULT, folders.folder_year_differs),
    Rule("issue-without-place", FAULT, folders.issue_without_place),
    Rule("unknown-figure", FAULT, settings.unknown_figure, fixed=True),
    Rule("unknown-axis", FAULT, settings.unknown_axis, fixed=True),
    Rule("unknown-light", FAULT, lights.unknown_light, fixed=True),
    Rule("light-without-bounds", FAULT, lights.light_without_bounds),
    Rule("light-bounds-impossible", FAULT, lights.light_bounds_impossible),
    Rule("light-bounds-overlap", FAULT, lights.light_bounds_overlap),
    Rule("light-bounds-gap", FAULT, lights.light_bounds_gap),
    Rule("light-differs", FAULT, lights.light_differs),
    Rule("light-key-unfit", FAULT, lights.light_key_unfit),
    Rule("unknown-score", FAULT, boards.unknown_score, fixed=True),
    Rule("exempt-no-member", FAULT, boards.exempt_no_member),
    Rule("score-without-range", FAULT, boards.score_without_range, fixed=True),
    Rule("unknown-cited", FAULT, quotas.unknown_cited, fixed=True),
    Rule("quota-members", FAULT, quotas.quota_members),
    Rule("quota-base", FAULT, quotas.quota_base),
    Rule("bounds-impossible", FAULT, quotas.bounds_impossible),
    Rule("ceiling-below-bound", FAULT, quotas.ceiling_below_bound),
    Rule("library-stage", WARNING, quotas.library_stage),
    Rule("pool-stage", FAULT, quotas.pool_stage),
    Rule("unknown-pool-step", FAULT, pools.unknown_pool_step, fixed=True),
    Rule("pool-settings", WARNING, pools.pool_settings),
    Rule("unknown-gate", FAULT, entry.unknown_gate, fixed=True),
    Rule("offer-missing", FAULT, entry.offer_missing),
    Rule("promotion-unfit", FAULT, entry.promotion_unfit),
    Rule("unknown-input", FAULT, evaluation.unknown_input, fixed=True),
    Rule("operation-divisor", FAULT, evaluation.operation_divisor, fixed=True),
    Rule("operation-early", FAULT, evaluation.operation_early),
    Rule("operation-twice", FAULT, evaluation.operation_twice),
    Rule("result-early", FAULT, evaluation.result_early),
    Rule("result-empty", FAULT, evaluation.result_empty, fixed=True),
    Rule("indicator-without-range", FAULT, evaluation.indicator_without_range, fixed=True),
    Rule("tiers-gap", FAULT, evaluation.tiers_gap),
    Rule("version-twice", FAULT, settings.version_twice, fixed=True),
    Rule("delay-classes", FAULT, settings.delay_classes),
    Rule("age-classes", FAULT, settings.age_classes),
    Rule("setting-unsourced", WARNING, settings.setting_unsourced),
    Rule("stage-order", WARNING, order.stage_order),
    Rule("started-without-start", WARNING, order.started_without_start),
    Rule("dates-order", WARNING, order.dates_order),
    Rule("period-order", FAULT, order.period_order),
    Rule("after-as-of", WARNING, order.after_as_of),
    Rule("event-dates-order", FAULT, events.event_dates_order),
    Rule("event-before-raised", FAULT, events.event_before_raised),
    Rule("event-order", FAULT, events.event_order),
    Rule("reopened-without-closing", FAULT, events.reopened_without_closing),
    Rule("due-before-event", WARNING, events.due_before_event),
    Rule("more-closed-than-raised", FAULT, events.more_closed_than_raised),
    Rule("ladder-without-end", FAULT, ladders.ladder_without_end),
    Rule("ladder-goes-on", FAULT, ladders.ladder_goes_on),
    Rule("step-twice", FAULT, ladders.step_twice, fixed=True),
    Rule("first-order-waits", FAULT, ladders.first_order_waits),
    Rule("unknown-step", FAULT, ladders.unknown_step, fixed=True),
    Rule("unknown-care", FAULT, bodies.unknown_care, fixed=True),
    Rule("lead-of-class", WARNING, bodies.lead_of_class),
    Rule("unknown-step-only", FAULT, ladders.unknown_step_only, fixed=True),
    Rule("step-circle", FAULT, ladders.step_circle, fixed=True),
    Rule("unknown-procedure-step", WARNING, ladders.unknown_procedure_step),
    Rule("unknown-order-colour", WARNING, ladders.unknown_order_colour),
    Rule("unknown-meeting-step", WARNING, ladders.unknown_meeting_step),
    Rule("order-skips-colour", WARNING, ladders.order_skips_colour),
    Rule("extension-too-late", WARNING, ladders.extension_too_late),
    Rule("bulletin-as-of", FAULT, bulletins.bulletin_as_of),
    Rule("issued-before-as-of", FAULT, bulletins.issued_before_as_of),
    Rule("published-before-issued", FAULT, bulletins.published_before_issued),
    Rule("index-pattern", FAULT, disclosure.index_pattern),
    Rule("index-number-twice", FAULT, disclosure.index_number_twice),
    Rule("bulletin-year-differs", WARNING, bulletins.bulletin_year_differs),
    Rule("bulletin-period-broken", WARNING, bulletins.bulletin_period_broken),
    Rule("recipients-empty", FAULT, bulletins.recipients_empty),
    Rule("bulletin-number-twice", FAULT, bulletins.bulletin_number_twice),
    Rule("document-number-twice", FAULT, bulletins.document_number_twice),
    Rule("bulletin-number-gap", WARNING, bulletins.bulletin_number_gap),
    Rule("bulletin-total-twice", FAULT, bulletins.bulletin_total_twice),
    Rule("bulletin-total-falls", FAULT, bulletins.bulletin_total_falls),
    Rule("markup-in-words", FAULT, markup.markup_in_words),
    Rule("issued-draft-differs", FAULT, issuing.issued_draft_differs, fixed=True),
    Rule(issuing.MISSING, FAULT, issuing.issued_file_missing),
    Rule("sign-off-missing", FAULT, sign_offs.sign_off_missing),
    Rule("sign-off-order", FAULT, sign_offs.sign_off_order),
    Rule("issued-list-differs", FAULT, issued_lists.issued_list_differs, fixed=True),
    Rule("list-not-issued", WARNING, issued_lists.list_not_issued),
    Rule("report-twice", FAULT, reports.report_twice),
    Rule("report-stage-order", WARNING, reports.report_stage_order),
    Rule("corrects-nothing", FAULT, reports.corrects_nothing),
    Rule("corrects-without-reason", FAULT, reports.corrects_without_reason),
    Rule("reported-before-as-of", WARNING, reports.reported_before_as_of),
    Rule("invested-falls", FAULT, reports.invested_falls),
    Rule("physical-falls", WARNING, reports.physical_falls),
    Rule("physical-without-completion", WARNING, reports.physical_without_completion),
    Rule("total-negative", FAULT, money.total_negative),
    Rule("invested-negative", FAULT, money.invested_negative),
    Rule("amount-negative", FAULT, money.amount_negative),
    Rule("year-twice", FAULT, money.year_twice),
    Rule("plan-exceeds-total", WARNING, money.plan_exceeds_total),
    Rule("sources-differ", WARNING, money.sources_differ),
    Rule("spent-exceeds-granted", WARNING, money.spent_exceeds_granted),
    Rule("breakdown-sum", FAULT, money.breakdown_sum),
    Rule("count-exceeded", FAULT, money.count_exceeded),
    Rule("quarters-fall", FAULT, money.quarters_fall),
    Rule("unknown-bundle", FAULT, bundles.unknown_bundle, fixed=True),
    Rule("within-circle", FAULT, bundles.within_circle, fixed=True),
    Rule("within-single", FAULT, bundles.within_single),
    Rule("bundle-exceeded", FAULT, bundles.bundle_exceeded),
    Rule("reckoned-single", FAULT, bundles.reckoned_single),
    Rule("counted-without-counts", FAULT, bundles.counted_without_counts),
    Rule("more-than-open", FAULT, bundles.more_than_open),
    Rule("quantity-parts", FAULT, bundles.quantity_parts),
    Rule("done-exceeds-total", WARNING, bundles.done_exceeds_total),
    Rule("units-differ", FAULT, bundles.units_differ, fixed=True),
    Rule("change-unfit", FAULT, changes.change_unfit),
    Rule("change-value", FAULT, changes.change_value, fixed=True),
    Rule("change-differs", FAULT, changes.change_differs),
    Rule("change-chain", FAULT, changes.change_chain),
    Rule("private-number", FAULT, privacy.private_number),
    Rule("withheld-has-value", FAULT, withheld.withheld_has_value),
    Rule("withheld-unknown", FAULT, withheld.withheld_unknown),
    Rule("sample-identity", FAULT, identity.sample_identity, fixed=True),
    Rule("placeholder-identity", FAULT, identity.placeholder_identity, fixed=True),
    Rule("site-id-form", FAULT, identity.site_id_form),
    Rule("identity-domain", FAULT, identity.identity_domain, fixed=True),
    Rule("code-twice", FAULT, codes.code_twice, fixed=True),
    Rule("listed-twice", FAULT, codes.listed_twice),
    Rule("within-itself", FAULT, codes.within_itself, fixed=True),
    Rule("project-code-form", WARNING, codes.project_code_form),
    Rule("project-code-twice", WARNING, codes.project_code_twice),
    Rule("uscc-check-digit", WARNING, codes.uscc_check_digit),
    Rule("map-approval-form", WARNING, shapes.map_approval_form),
    Rule("map-without-district", WARNING, shapes.map_without_district),
    Rule("off-the-map", WARNING, shapes.off_the_map),
    Rule("tile-twice", FAULT, shapes.tile_twice),
    Rule("cited-twice", FAULT, cited.cited_twice, fixed=True),
    Rule("cited-without-unit", FAULT, cited.cited_without_unit),
    Rule("opening-without-figure", FAULT, cited.opening_without_figure),
    Rule("cited-unknown-figure", FAULT, cited.cited_unknown_figure, fixed=True),
    Rule("cited-unit", FAULT, cited.cited_unit, fixed=True),
    Rule("unknown-scope", FAULT, cited.unknown_scope, fixed=True),
    Rule("unknown-check", FAULT, unknown_check, fixed=True),
    Rule("fixed-check", FAULT, fixed_check, fixed=True),
    Rule("unknown-measure", FAULT, targets.unknown_measure, fixed=True),
    Rule("measure-without-due", FAULT, targets.measure_without_due, fixed=True),
    Rule("measure-without-crossing", FAULT, targets.measure_without_crossing, fixed=True),
    Rule("target-quarters", FAULT, targets.target_quarters),
    Rule("nature-differs", WARNING, targets.nature_differs),
    Rule("listed-without-plan", WARNING, targets.listed_without_plan),
    Rule("listed-before-registered", WARNING, targets.listed_before_registered),
    Rule("substitute-listed", FAULT, targets.substitute_listed),
    Rule("notice-after-published", WARNING, targets.notice_after_published),
    Rule("unstarted-too-long", WARNING, targets.unstarted_too_long),
    Rule("adjustment-month", FAULT, adjustments.adjustment_month),
    Rule("adjustment-before-published", FAULT, adjustments.adjustment_before_published),
    Rule("adjustment-day-twice", FAULT, adjustments.adjustment_day_twice),
    Rule("unknown-group", FAULT, adjustments.unknown_group, fixed=True),
    Rule("move-not-listed", FAULT, adjustments.move_not_listed),
    Rule("move-already-listed", FAULT, adjustments.move_already_listed),
    Rule("move-group-unfit", FAULT, adjustments.move_group_unfit),
    Rule("move-no-substitute", FAULT, adjustments.move_no_substitute),
    Rule("reclaimed-missing", WARNING, adjustments.reclaimed_missing),
    Rule("adjustment-lowers", FAULT, adjustments.adjustment_lowers),
    Rule("cited-differs", WARNING, cited.cited_differs, reckons=True),
    Rule("new-differs", WARNING, last_issue.new_differs, reckons=True),
    Rule("below-last-issue", WARNING, last_issue.below_last_issue, reckons=True),
    Rule("district-missing", WARNING, last_issue.district_missing, reckons=True),
    Rule("cited-parts-differ", WARNING, consistency.cited_parts_differ, reckons=True),
    Rule("no-base", WARNING, consistency.no_base, reckons=True),
    Rule("parts-differ", FAULT, consistency.parts_differ, reckons=True),
    Rule("column-twice", FAULT, columns.column_twice, fixed=True),
    Rule("column-stale", WARNING, columns.column_stale, reckons=True),
    Rule("column-empty", WARNING, columns.column_empty, reckons=True),
    Rule("site-fails", WARNING, columns.site_fails, reckons=True),
    Rule("entry-not-met", WARNING, entry.entry_not_met, reckons=True),
    Rule("pool-horizon", WARNING, pools.pool_horizon, reckons=True),
)


def check_all(dataset: Dataset, day: date) -> Iterator[Problem]:
    """Everything that the rules find, each with its level; not sorted, without line and column.

    `day` is the last day that counts as past (later entries are warned of): the place's as-of day, not an
    earlier one that somebody wants to see again.
    """
    levels = dataset.policy.checks
    sound = not dataset.unreadable
    reckoned = Reckoned(partial(snapshot_on, dataset), day)
    for rule in RULES:
        level = rule.level if rule.fixed else levels.get(rule.id, rule.level)
        if level is not Level.OFF and (sound or not rule.reckons):
            for finding in rule.check(dataset, reckoned if rule.reckons else day):
                path = path_of(dataset, finding.record)
                location, at_key = finding.location, finding.at_key
                sound = sound and level is not Level.FAULT
                yield Problem(path, rule.id, location, finding.params, level, at_key)


def rules_page() -> str:
    """docs/rules.md: every rule with its level and text, under the purpose of its module."""
    page = f"# {__name__}\n\n{inspect.cleandoc(__doc__ or '')}\n"
    every: tuple[Rule | InternalRule | AgainstRule, ...] = (*RULES, *INTERNAL_RULES, *AGAINST_RULES)
    for module, rules in itertools.groupby(every, key=lambda rule: inspect.getmodule(rule.check)):
        purpose = inspect.getdoc(module) or ""
        page += f"\n## {purpose.splitlines()[0].rstrip('.')}\n\n"
        for rule in rules:
            fixed = rule.fixed if isinstance(rule, Rule) else True
            level = f"**{rule.level.value}**" + (" (fixed)" if fixed else "")
            page += f"- `{rule.id}`, {level}: {' '.join(rule.text.split())}\n"
    return page
