import { useState } from 'react';
import { Link } from 'wouter';
import type { DutyFilter } from '../../domain/duty.js';
import { usePlanNames } from '../api/plan-names.js';
import { usePages, useRead } from '../api/read.js';
import { daysOf } from '../late/late-data.js';
import { Chip } from '../parts/chip.js';
import { DutyTable } from '../parts/duty-table.js';
import { Segmented } from '../parts/segmented.js';
import { ShowMore } from '../parts/show-more.js';
import { GreyRows, Trouble } from '../parts/states.js';
import { useSession } from '../session/session.js';
import { useWords } from '../words/words.js';
import { AuditCheck } from './audit-check.js';
import { countsOf, sumOf } from './counts.js';
import { Hatch, StateBar } from './state-bar.js';

/** What an inspector looks through, what presses most first. */
const FILTERS = ['overdue', 'escalated', 'proposed', 'returned', 'stale'] as const satisfies readonly DutyFilter[];
type Filter = (typeof FILTERS)[number];
const PAGE = 100;

/** For who inspects: the bodies looked after and where they stand, what is late, pressed in vain, or without evidence, and whether the record holds. */
export default function Inspection() {
  const { say, code } = useWords();
  const { body } = useSession();
  const plans = usePlanNames();
  const [filter, setFilter] = useState<Filter>('overdue');
  const overview = useRead('overview', 'get', { query: { unit: body.id } });
  const read = usePages('duties', 'list', { query: { only: filter, limit: PAGE } }, (answer) => answer);
  const rows = read.items.toSorted((a, b) => b.standing.overdueMs - a.standing.overdueMs);
  return (
    <div className="stack">
      <Hatch />
      <div className="head">
        <h1>{say('web.nav.inspection')}</h1>
        <span className="secondary">{say('web.inspection.what', { body: body.name })}</span>
      </div>
      <Trouble refusal={overview.error ?? read.error} />
      <div className="inspection-columns">
        <section className="card table-card">
          <div className="cluster rehearsal-head">
            <Segmented<Filter>
              label={say('web.inspection.which')}
              value={filter}
              options={FILTERS.map((value) => ({ value, label: code('web.inspection.', value) }))}
              onChange={setFilter}
            />
          </div>
          {read.isPending ? <GreyRows rows={8} /> : <DutyTable rows={rows} plans={plans} withUnit withRung />}
          {!read.isPending && rows.length === 0 && <p className="empty">{code('web.inspection.none.', filter)}</p>}
          <ShowMore of={read} />
        </section>
        <aside className="stack">
          <AuditCheck />
          <section className="card padded">
            <h2>{say('web.inspection.bodies', { count: overview.data?.bodies.length ?? 0 })}</h2>
            {overview.isPending && <GreyRows rows={5} />}
            {overview.data?.bodies.map(({ unit, longestMs, ...states }) => {
              const counts = countsOf(states);
              return (
                <div key={unit.id} className="inspected">
                  <p className="row-between">
                    <Link to={`/units/${unit.id}`}>{unit.name}</Link>
                    {counts.overdue > 0 && (
                      <Chip glyph="cross" tone="over" bare>
                        {say('web.overview.overdue', { count: counts.overdue })}, {say('web.inspection.days', { days: daysOf(longestMs) })}
                      </Chip>
                    )}
                  </p>
                  <StateBar counts={counts} of={sumOf(counts)} height={20} />
                </div>
              );
            })}
            {overview.data?.bodies.length === 0 && <p className="secondary">{say('web.inspection.nobody')}</p>}
          </section>
        </aside>
      </div>
    </div>
  );
}
