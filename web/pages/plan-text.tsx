import type { Plan, Section, Task, UnitSelector } from '../../domain/plan.js';
import { useUnits } from '../api/unit-names.js';
import { useWords, type Words } from '../words/words.js';

/** The text of a plan by its clauses, and beside each clause the duties that come of it. */
export function PlanText({ plan }: { plan: Plan }) {
  const words = useWords();
  const { say, day } = words;
  const names = new Map([...useUnits().values()].map(({ code, name }) => [code, name]));
  const known = new Set(flat(plan.sections).map(({ id }) => id));
  const loose = plan.tasks.filter(({ clause }) => clause === undefined || !known.has(clause));
  const duties = (tasks: readonly Task[]) => <TaskList tasks={tasks} plan={plan} names={names} />;
  return (
    <div className="stack">
      {(plan.legalBases.length > 0 || plan.note !== undefined) && (
        <section className="card padded">
          {plan.legalBases.length > 0 && <h2>{say('web.text.bases')}</h2>}
          <ul>
            {plan.legalBases.map(({ symbol, subject, date, issuer }) => (
              <li key={`${symbol}${subject}`}>
                <span className="symbol">{symbol}</span> {[date && day(date), issuer, subject].filter(Boolean).join(' · ')}
              </li>
            ))}
          </ul>
          {plan.note !== undefined && <p className="secondary">{plan.note}</p>}
        </section>
      )}
      {flat(plan.sections).map((section) => (
        <section key={section.id} className="card clause">
          <div className="source">
            <h2>
              {section.number}. {section.title}
            </h2>
            {section.text?.split('\n').map((line, place) => (
              <p key={place}>{line}</p>
            ))}
            {plan.objectives
              .filter(({ clause }) => clause === section.id)
              .map(({ id, text }) => (
                <p key={id}>{text}</p>
              ))}
          </div>
          <div>
            {plan.targets
              .filter(({ clause }) => clause === section.id)
              .map((target) => (
                <article key={target.id} className="clause-duty">
                  <b>{target.indicator}</b>
                  <p className="secondary">{boundText(target, words)}</p>
                </article>
              ))}
            {duties(plan.tasks.filter(({ clause }) => clause === section.id))}
            {plan.reports
              .filter(({ clause }) => clause === section.id)
              .map(({ id, title, period }) => (
                <article key={id} className="clause-duty">
                  <b>{title}</b>
                  <p className="secondary">{say('web.text.report', { every: words.code('cli.cadence.', period) })}</p>
                </article>
              ))}
          </div>
        </section>
      ))}
      {loose.length > 0 && (
        <section className="card padded">
          <h2>{say('web.text.loose')}</h2>
          {duties(loose)}
        </section>
      )}
    </div>
  );
}

function TaskList({ tasks, plan, names }: { tasks: readonly Task[]; plan: Plan; names: Map<string, string> }) {
  const words = useWords();
  const { say } = words;
  return tasks.map((task) => (
    <article key={task.id} className="clause-duty">
      <b>{task.title}</b>
      <p className="secondary">
        {say('web.text.lead')} <strong>{selected(task.lead, plan, names, words)}</strong>
        {task.cooperate.length > 0 && ` · ${say('web.text.cooperate')} ${selected(task.cooperate, plan, names, words)}`}
        {` · ${timingText(task, words)}`}
        {task.product && ` · ${task.product.text}`}
      </p>
    </article>
  ));
}

function flat(sections: readonly Section[]): Section[] {
  return sections.flatMap((section) => [section, ...flat(section.sections)]);
}

/** Bodies as the file names them: one by name, a group by its name, a part of the tree in words. */
function selected(selectors: readonly UnitSelector[], plan: Plan, names: Map<string, string>, { say }: Words): string {
  return selectors
    .map((selector) => {
      if ('unit' in selector) return names.get(selector.unit) ?? selector.unit;
      if ('group' in selector) return say('web.text.group', { group: selector.group, count: plan.groups[selector.group]?.length ?? 0 });
      return say(selector.depth === 'direct' ? 'web.text.direct' : 'web.text.all');
    })
    .join(', ');
}

function boundText({ comparator, value, valueMax, unit }: Plan['targets'][number], { code, say, number }: Words): string {
  const key = `bound.${comparator}` as const;
  return code('', key) === key ? '' : say(key, { value: number(value, 2), max: number(valueMax ?? value, 2), unit });
}

function timingText({ timing }: Task, { say, code, day }: Words): string {
  switch (timing.kind) {
    case 'standing':
      return say('web.state.standing');
    case 'undated':
      return say('cli.timing.undated', { n: timing.reviewAfterDays });
    case 'awaiting':
      return say('cli.timing.awaiting', { key: timing.guidance.title });
    case 'periodic':
      return code('cli.cadence.', timing.period);
    case 'dated':
      if ('on' in timing.due) return say('web.text.dueOn', { day: day(timing.due.on) });
      return 'within' in timing.due
        ? say('web.text.dueWithin', {
            days: timing.due.within,
            unit: say(timing.due.unit === 'working' ? 'web.text.workingDays' : 'web.text.days'),
          })
        : say('web.text.dated');
  }
}
