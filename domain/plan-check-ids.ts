import { OWN_PLAN_ITEM, RECEIPT_ITEM } from './duty.js';
import type { Plan, PlanRef, Section } from './plan.js';
import { type Problem, problem } from './problem.js';
import { sameSymbol } from './symbol.js';

/** Ids stand in addresses and keys of duties: letters without accents, digits, `.`, `_`, `-`. */
const ID = /^[A-Za-z0-9][A-Za-z0-9._-]{0,59}$/;

interface Named {
  id: string;
  path: string;
}

/** Ids well formed and once each: clauses, targets, tasks and reports of the plan; fields of a form. Groups are named like ids. */
export function checkIds(plan: Plan): Problem[] {
  const forms = plan.reports.map(({ form }, index) => [
    ...named(form.figures, `reports.${index}.form.figures`),
    ...named(form.narrative, `reports.${index}.form.narrative`),
  ]);
  const groups = Object.keys(plan.groups).map((id) => ({ id, path: `groups.${id}` }));
  return [
    ...checkNames(itemsOf(plan), [RECEIPT_ITEM, OWN_PLAN_ITEM]),
    ...forms.flatMap((fields) => checkNames(fields)),
    ...checkNames(groups),
  ];
}

/** What the parts of a plan say of each other exists: sections, reports, fields, targets, exempt items, plans made concrete. */
export function checkReferences(plan: Plan): Problem[] {
  return [
    ...plan.tasks.flatMap((task, index) =>
      task.section === undefined ? [] : missing(task.section, sectionIds(plan), 'section', `tasks.${index}.section`),
    ),
    ...plan.targets.flatMap((target, index) => checkMeasure(plan, target.measure, `targets.${index}.measure`)),
    ...plan.reports.flatMap((report, index) => checkForm(plan, report, `reports.${index}`)),
    ...plan.exempt.flatMap((exemption, index) => checkExemption(plan, exemption.items, `exempt.${index}.items`)),
    ...[...withRef(plan.tasks, 'tasks'), ...withRef(plan.reports, 'reports')].flatMap(({ ref, path }) => checkPlanRef(plan, ref, path)),
  ];
}

function named(list: readonly { id: string }[], path: string): Named[] {
  return list.map(({ id }, index) => ({ id, path: `${path}.${index}` }));
}

function sectionsOf(sections: readonly Section[], path: string): Named[] {
  return sections.flatMap((section, index) => {
    const here = `${path}.${index}`;
    return [{ id: section.id, path: here }, ...sectionsOf(section.sections, `${here}.sections`)];
  });
}

function sectionIds(plan: Plan): string[] {
  return sectionsOf(plan.sections, 'sections').map(({ id }) => id);
}

function itemsOf(plan: Plan): Named[] {
  return [
    ...sectionsOf(plan.sections, 'sections'),
    ...named(plan.objectives, 'objectives'),
    ...named(plan.targets, 'targets'),
    ...named(plan.tasks, 'tasks'),
    ...named(plan.reports, 'reports'),
  ];
}

function checkNames(names: readonly Named[], reserved: readonly string[] = []): Problem[] {
  const first = new Map<string, string>();
  const problems: Problem[] = [];
  for (const { id, path } of names) {
    const at = path.startsWith('groups.') ? path : `${path}.id`;
    const taken = first.get(id);
    if (!ID.test(id)) problems.push(problem('ID_FORMAT', { id }, at));
    else if (reserved.includes(id)) problems.push(problem('ID_RESERVED', { id }, at));
    else if (taken !== undefined) problems.push(problem('ID_DUPLICATE', { id, first: taken }, at));
    else first.set(id, path);
  }
  return problems;
}

function missing(id: string, known: readonly string[], kind: 'section' | 'report' | 'field' | 'target' | 'item', path: string): Problem[] {
  return known.includes(id) ? [] : [problem('REFERENCE_UNKNOWN', { id, kind, known: known.slice(0, 20).join(', ') || '–' }, path)];
}

function checkMeasure(plan: Plan, measure: Plan['targets'][number]['measure'], path: string): Problem[] {
  if (!measure) return [];
  const report = plan.reports.find(({ id }) => id === measure.report);
  if (!report)
    return missing(
      measure.report,
      plan.reports.map(({ id }) => id),
      'report',
      `${path}.report`,
    );
  const fields = report.form.figures.map(({ id }) => id);
  const denominator = measure.denominator === undefined ? [] : missing(measure.denominator, fields, 'field', `${path}.denominator`);
  return [...missing(measure.field, fields, 'field', `${path}.field`), ...denominator];
}

function checkForm(plan: Plan, report: Plan['reports'][number], path: string): Problem[] {
  const fields = report.form.figures.map(({ id }) => id);
  const targets = plan.targets.map(({ id }) => id);
  return report.form.figures.flatMap((figure, index) => {
    const here = `${path}.form.figures.${index}`;
    const problems = figure.feeds ? missing(figure.feeds.target, targets, 'target', `${here}.feeds.target`) : [];
    if (figure.rollup === 'ratio' && !figure.ratio) problems.push(problem('RATIO_REQUIRED', { field: figure.id }, here));
    for (const part of ['numerator', 'denominator'] as const) {
      if (figure.ratio) problems.push(...missing(figure.ratio[part], fields, 'field', `${here}.ratio.${part}`));
    }
    if (figure.min !== undefined && figure.max !== undefined && figure.min > figure.max) {
      problems.push(problem('RANGE_ORDER', { from: figure.min, to: figure.max }, `${here}.max`));
    }
    return problems;
  });
}

function checkExemption(plan: Plan, items: readonly string[], path: string): Problem[] {
  const known = [...plan.targets, ...plan.tasks, ...plan.reports].map(({ id }) => id);
  if (items.length === 0) return [problem('FIELD_REQUIRED', { field: path }, path)];
  return items.flatMap((item, index) => missing(item, [...known, RECEIPT_ITEM, OWN_PLAN_ITEM], 'item', `${path}.${index}`));
}

function withRef(list: readonly { concretises?: { plan: PlanRef; item: string } }[], path: string) {
  return list.flatMap(({ concretises }, index) =>
    concretises ? [{ ref: concretises.plan, path: `${path}.${index}.concretises.plan` }] : [],
  );
}

/** An item can make concrete only an item of a plan that this plan says it makes concrete: the link carries its figures up. */
function checkPlanRef(plan: Plan, ref: PlanRef, path: string): Problem[] {
  const listed = plan.concretises.some(({ issuer, symbol }) => issuer === ref.issuer && sameSymbol(symbol, ref.symbol));
  return listed ? [] : [problem('PLAN_REF_UNKNOWN', { symbol: ref.symbol, issuer: ref.issuer }, path)];
}
