import { useState } from 'react';
import { useSearchParams } from 'wouter';
import { useAll, useRead } from '../api/read.js';
import { Button } from '../parts/button.js';
import { Glyph } from '../parts/glyph.js';
import { Picker } from '../parts/picker.js';
import { GreyRows, Spoken, Trouble } from '../parts/states.js';
import { useSession } from '../session/session.js';
import { useWords } from '../words/words.js';
import { Ages, Causes, Trend } from './late-cards.js';
import { agesOf, columnsOf, isOfAge } from './late-data.js';
import { LateList } from './late-list.js';
import { MatrixGrid, MatrixLegend } from './matrix-grid.js';
import { UrgeLetter } from './urge-letter.js';

const ALL = '*';
const PHONE = '(max-width: 767px)';
/** Columns at which one report is shown at a time. */
const MANY = 9;

/** Who is late: bodies × periods, how long, in what; select rows and write to them. */
export default function LatePage() {
  const { say, capital } = useWords();
  const { may } = useSession();
  const [search, setSearch] = useSearchParams();
  // A matrix has no room on a phone: what is late comes as a list there.
  const [asList, setAsList] = useState(() => matchMedia(PHONE).matches);
  const [age, setAge] = useState<number>();
  const [item, setItem] = useState<string>();
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const [writing, setWriting] = useState(false);
  const [missing, setMissing] = useState(false);
  const plans = useAll('plans', 'list', {}, (answer) => answer);
  const active = plans.items.filter(({ status }) => status !== 'draft');
  const id = search.get('plan') ?? active[0]?.id;
  const plan = active.find((one) => one.id === id);
  const matrix = useAll('plans', 'matrix', { params: { plan: id ?? '' } }, ({ rows }) => rows, { enabled: id !== undefined });
  const overdue = useAll('duties', 'list', { query: { plan: id, state: 'openOverdue' } }, (answer) => answer, {
    enabled: id !== undefined,
  });
  const causes = useRead('overview', 'get', { query: { plan: id } }, { enabled: id !== undefined }).data?.causes;
  if (plans.loading) return <GreyRows rows={10} />;
  if (!plan || id === undefined) return <p className="card empty">{say('web.late.noPlan')}</p>;

  const items = matrix.first?.items ?? [];
  const columnCount = items.reduce((sum, { periods }) => sum + periods.length, 0);
  const chosenItem = item ?? (columnCount > MANY ? items.toSorted((a, b) => b.periods.length - a.periods.length)[0]?.item : ALL) ?? ALL;
  const columns = matrix.first ? columnsOf(matrix.first, chosenItem === ALL ? undefined : chosenItem) : [];
  const asked = overdue.items.filter(({ unit }) => selected.has(unit.id));
  const toggle = (unit: string) =>
    setSelected((was) => {
      const next = new Set(was);
      if (!next.delete(unit)) next.add(unit);
      return next;
    });
  const mayUrge = may('duties.urge');
  if (writing)
    return (
      <UrgeLetter plan={plan} duties={asked} onLeave={() => setWriting(false)} onSent={() => (setWriting(false), setSelected(new Set()))} />
    );
  const rows = matrix.items.toSorted((a, b) => worst(b) - worst(a));
  const known = new Map([...matrix.items, ...overdue.items].map(({ unit }) => [unit.id, unit.name]));
  const names = [...selected].map((unit) => known.get(unit) ?? unit);
  return (
    <>
      <div className="head">
        <h1>{say('web.nav.late')}</h1>
        <Picker
          label={say('web.plan')}
          value={id}
          options={active.map((one) => ({ value: one.id, label: `${one.symbol ?? ''} · ${capital(one.subject)}` }))}
          onChange={(next) => {
            setSelected(new Set());
            setItem(undefined);
            setSearch({ plan: next });
          }}
        />
        {items.length > 1 && (
          <Picker
            label={say('web.nav.reports')}
            value={chosenItem}
            options={[{ value: ALL, label: say('web.late.allReports') }, ...items.map((one) => ({ value: one.item, label: one.title }))]}
            onChange={setItem}
          />
        )}
        <div className="end">
          <button type="button" className="text-button" onClick={() => (setAsList(!asList), setAge(undefined))}>
            {say(asList ? 'web.late.asMatrix' : 'web.late.asList')}
          </button>
        </div>
      </div>
      <Trouble refusal={matrix.error ?? overdue.error} />
      <Spoken>{names.length > 0 ? say('web.late.selected', { count: names.length, names: names.join(', ') }) : ''}</Spoken>
      <div className="with-pane late-columns">
        <div className="stack">
          {matrix.loading ? (
            <GreyRows rows={12} />
          ) : asList ? (
            <LateList
              plans={new Map(active.map((one) => [one.id, one]))}
              duties={age === undefined ? overdue.items : overdue.items.filter((duty) => isOfAge(duty, age))}
              selected={selected}
              onSelect={mayUrge ? toggle : undefined}
            />
          ) : (
            <>
              <MatrixGrid plan={id} columns={columns} rows={rows} selected={selected} onSelect={mayUrge ? toggle : undefined} />
              <MatrixLegend />
            </>
          )}
          {!matrix.loading && overdue.items.length === 0 && <p className="card empty">{say('web.late.none')}</p>}
        </div>
        <aside className="stack">
          <Ages
            ages={agesOf(overdue.items)}
            chosen={age}
            onChoose={(place) => {
              setAge(place === age ? undefined : place);
              setAsList(place !== age);
            }}
          />
          {causes && <Causes causes={causes} />}
          <Trend columns={columns} />
        </aside>
      </div>
      {mayUrge && selected.size > 0 && (
        <div className="float-bar">
          <div>
            <p>
              <b>{say('web.late.selected', { count: names.length, names: names.join(', ') })}</b>
            </p>
            <p className="secondary" role={missing ? 'alert' : undefined}>
              {asked.length > 0 ? say('web.late.owes', { count: asked.length }) : say('web.late.owesNothing')}
            </p>
          </div>
          <div className="end cluster">
            <Button onClick={() => setSelected(new Set())}>{say('web.late.unselect')}</Button>
            <Button primary onClick={() => (asked.length > 0 ? setWriting(true) : setMissing(true))}>
              <Glyph name="urge" />
              {say('web.plan.urge')}
            </Button>
          </div>
        </div>
      )}
    </>
  );
}

function worst({ cells }: { cells: { overdueMs: number }[] }): number {
  return Math.max(0, ...cells.map(({ overdueMs }) => overdueMs));
}
