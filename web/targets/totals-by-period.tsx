import { useState } from 'react';
import type { Plan } from '../../domain/plan.js';
import { useRead } from '../api/read.js';
import { useUnits } from '../api/unit-names.js';
import { Chip } from '../parts/chip.js';
import { Picker } from '../parts/picker.js';
import { useWords } from '../words/words.js';

/** The consolidated report of a period: every figure with its coverage, who is missing, what was noted after it was frozen; press a figure for its sources. */
export function TotalsByPeriod({ plan, document }: { plan: string; document: Plan }) {
  const { say, number, period, capital, dayOf } = useWords();
  const units = useUnits();
  const matrix = useRead('plans', 'matrix', { params: { plan }, query: { limit: 1 } }).data;
  const rounds = matrix?.items.flatMap((item) => item.periods.map((one) => ({ ...one, item: item.item, title: item.title }))) ?? [];
  const [chosen, choose] = useState<string>();
  const [field, setField] = useState<string>();
  const newest = rounds.filter(({ actual }) => actual > 0).at(-1) ?? rounds[0];
  const at = rounds.find(({ item, period: key }) => `${item}|${key}` === chosen) ?? newest;
  const read = useRead(
    'plans',
    'consolidated',
    { params: { plan, item: at?.item ?? '', period: at?.period ?? '' } },
    { enabled: at !== undefined },
  );
  if (!at || !read.data) return null;
  const rule = document.reports.find(({ id }) => id === at.item);
  const { consolidated, revision, frozenMs, differences } = read.data;
  const { coverage, missing, figures } = consolidated;
  const name = (unit: string) => units.get(unit)?.name ?? unit;
  const sources = field === undefined ? undefined : figures[field]?.sources;
  return (
    <section className="card totals" aria-label={say('web.totals')}>
      <div className="cluster rehearsal-head">
        <h2>{say('web.totals')}</h2>
        <Picker
          label={say('web.totals.period')}
          value={`${at.item}|${at.period}`}
          options={rounds.map((round) => ({ value: `${round.item}|${round.period}`, label: `${round.title}, ${period(round.period)}` }))}
          onChange={choose}
        />
        {revision === 0 ? (
          <Chip glyph="clock" tone="info">
            {say('web.totals.live')}
          </Chip>
        ) : (
          <Chip glyph="lock" tone="plain-state">
            {say('web.totals.frozen', { day: frozenMs === undefined ? '' : dayOf(frozenMs) })}
          </Chip>
        )}
        <span className="secondary">
          {say('web.totals.coverage', { delivered: coverage.delivered, expected: coverage.expected, nil: coverage.nil })}
          {missing.length > 0 &&
            ` · ${say('web.totals.missing', { names: missing.slice(0, 4).map(name).join(', ') })}${missing.length > 4 ? ` +${missing.length - 4}` : ''}`}
        </span>
      </div>
      <ul className="figures">
        {rule?.form.figures.map(({ id, label, unit }) => (
          <li key={id}>
            <button
              type="button"
              className="plain figure-button"
              aria-expanded={id === field}
              onClick={() => setField(id === field ? undefined : id)}
            >
              <b>{figures[id]?.value == null ? '–' : number(figures[id].value, 2)}</b>
              <span>
                {label} ({unit})
              </span>
            </button>
          </li>
        ))}
      </ul>
      {sources && (
        <p className="padded-text">
          {sources
            .map(
              ({ unit, value, version }) =>
                `${name(unit)}: ${value === null ? '–' : number(value, 2)} (${say('web.report.version', { n: version })})`,
            )
            .join(' · ')}
        </p>
      )}
      {differences.map((note) => (
        <p key={note.revision} className="padded-text secondary">
          {say('web.totals.note', { n: note.revision, day: dayOf(note.atMs), unit: name(note.unit) })}{' '}
          {note.fields.map(({ field: changed, before, after }) => `${capital(changed)}: ${before ?? '–'} → ${after ?? '–'}`).join('; ')}
        </p>
      ))}
    </section>
  );
}
