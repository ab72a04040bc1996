import { useEffect, useMemo, useState } from 'react';
import { Link, useLocation, useParams } from 'wouter';
import type { WordKey } from '../../i18n/vi.js';
import { useAct } from '../api/act.js';
import { useRead } from '../api/read.js';
import { useUnits } from '../api/unit-names.js';
import { Button } from '../parts/button.js';
import { Chip } from '../parts/chip.js';
import { isTyping, keysAreOn } from '../parts/keys.js';
import { GreyRows, Spoken, Trouble } from '../parts/states.js';
import { keepPlanText } from '../issue/plan-text-kept.js';
import { useWords } from '../words/words.js';
import { bodyOf, lacksOf, useDecisions } from './decisions.js';
import { ItemCard } from './item-card.js';
import { ItemForm } from './item-form.js';
import { type Evidence, type Item, itemsOf, partName, partOf, partsOf, type Proposal, type Reading, withGiven } from './items.js';
import { Remarks } from './remarks.js';
import { SourceText } from './source-text.js';

/** A paper and what was read of it, side by side, until a person has decided all and a plan is made of it. */
export default function ReadingPage() {
  const { reading: id = '' } = useParams();
  const reading = useRead('readings', 'get', { params: { reading: id } });
  const proposal = useRead('readings', 'proposal', { params: { reading: id } });
  if (reading.data && proposal.data) return <Viewer key={id} reading={reading.data} proposal={proposal.data} />;
  return (
    <>
      <h1 className="hidden-words">{id}</h1>
      <Trouble refusal={reading.error ?? proposal.error} />
      {!reading.error && !proposal.error && <GreyRows rows={10} />}
    </>
  );
}

function Viewer({ reading, proposal }: { reading: Reading; proposal: Proposal }) {
  const words = useWords();
  const { say } = words;
  const [, go] = useLocation();
  const units = useUnits();
  const names = useMemo(() => new Map([...units.values()].map(({ code, name }) => [code, name])), [units]);
  const parts = useMemo(() => partsOf(reading), [reading]);
  const decisions = useDecisions(reading.id);
  const { kept } = decisions;
  const read = useMemo(() => itemsOf(reading, proposal, names, words), [reading, proposal, names, words]);
  const items = useMemo(() => read.map((one) => withGiven(one, kept, names, words)), [read, kept, names, words]);
  const { act, busy, refusal } = useAct();
  const [current, setCurrent] = useState('head');
  const [lit, setLit] = useState<Evidence>();
  const [editing, setEditing] = useState(false);
  const [said, setSaid] = useState<string>();
  const [trying, setTrying] = useState(false);
  const item = items.find((one) => one.id === current) ?? items[0]!;
  const part = partOf(parts, item);
  const here = items.filter((one) => partOf(parts, one) === part);
  const left = items.filter(({ id }) => kept.states[id] === undefined);
  const remarks = reading.warnings.filter(({ code }) => !kept.seen.includes(code));

  const choose = (id: string) => {
    setCurrent(id);
    setLit(undefined);
    setEditing(false);
    setSaid(undefined);
  };
  const stateOf = (id: string) => kept.states[id] ?? 'proposed';
  const missing = (one: Item): string | undefined => {
    const lacks = lacksOf(one, proposal, kept);
    if (lacks.length === 0) return undefined;
    if (one.kind === 'head')
      return say('web.reading.needHead', { fields: lacks.map((field) => say(`web.reading.${field}` as WordKey).toLowerCase()).join(', ') });
    return say(lacks.includes('lead') ? 'web.reading.needLead' : 'web.reading.needPeriod');
  };
  const after = (from: Item) => left.find(({ number }) => number > from.number) ?? left.find(({ id }) => id !== from.id);
  const confirm = (one: Item) => {
    const lack = missing(one);
    if (lack !== undefined) return setSaid(lack);
    decisions.decide([one.id], 'confirmed');
    const next = after(one);
    if (next) choose(next.id);
  };
  const reject = (one: Item) => {
    if (one.kind === 'head') return;
    decisions.decide([one.id], 'rejected');
    const next = after(one);
    if (next) choose(next.id);
  };
  const step = (by: number) => {
    const next = items[items.indexOf(item) + by];
    if (next) choose(next.id);
  };

  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (isTyping(event) || !keysAreOn()) return;
      const onControl = (event.target as HTMLElement).closest('button, a, [role="button"]') !== null;
      const acts: Record<string, () => void> = {
        Enter: () => !onControl && kept.states[item.id] === undefined && confirm(item),
        s: () => item.kind !== 'basis' && item.kind !== 'recipient' && setEditing(true),
        x: () => reject(item),
        j: () => step(1),
        k: () => step(-1),
      };
      const run = acts[event.key];
      if (!run) return;
      if (event.key !== 'Enter') event.preventDefault();
      run();
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  });

  async function toPlan() {
    setTrying(true);
    if (left.length > 0 || remarks.length > 0) return;
    const made = await act('readings', 'planFile', { params: { reading: reading.id }, body: bodyOf(kept) });
    if (!made) return;
    keepPlanText(reading.id, made.text);
    go(`/issue?reading=${reading.id}`);
  }

  const decided = items.length - left.length;
  return (
    <div className="reading-page">
      <p className="crumbs">
        <Link to="/plans">{say('web.nav.plans')}</Link> › <Link to="/readings">{say('web.handIn')}</Link> › {reading.name}
      </p>
      <div className="head">
        <h1>
          {reading.draft.number && <span className="symbol">{reading.draft.number.value}</span>}{' '}
          {kept.head.subject ?? reading.draft.subject ?? reading.name}
        </h1>
        <Chip glyph="pen" tone="plain-state">
          {say('web.plan.draft')}
        </Chip>
        <div className="end reading-done">
          <span>{say('web.reading.confirmed', { done: decided, all: items.length })}</span>
          <progress value={decided} max={items.length} aria-label={say('web.reading.confirmed', { done: decided, all: items.length })} />
        </div>
      </div>
      <Remarks reading={reading} seen={kept.seen} onLight={setLit} onSee={decisions.see} />
      <div className="reading-sides">
        <section className="card source-side">
          <div className="row-between source-head">
            <nav className="cluster" aria-label={say('web.reading.sections')}>
              {parts.map((one) => (
                <button
                  key={one.key}
                  type="button"
                  className="part-chip"
                  aria-current={one === part ? 'true' : undefined}
                  onClick={() => {
                    const first = items.find((each) => partOf(parts, each) === one);
                    if (first) choose(first.id);
                    else setLit({ start: one.start, end: one.start, quote: '', rule: '', confidence: 1 });
                  }}
                >
                  {partName(one, words).replace(/^(?:mục|section) /u, '')}
                </button>
              ))}
            </nav>
            <span className="secondary">{say('web.reading.original')}</span>
          </div>
          <SourceText reading={reading} items={items} stateOf={stateOf} current={current} lit={lit} onChoose={choose} />
        </section>
        <section className="proposals">
          <div className="row-between">
            <h2>{say('web.reading.from', { section: partName(part, words) })}</h2>
            <button
              type="button"
              className="text-button"
              onClick={() => {
                const ready = here.filter((one) => kept.states[one.id] === undefined && missing(one) === undefined);
                decisions.decide(
                  ready.map(({ id }) => id),
                  'confirmed',
                );
                const next = left.find((one) => !ready.includes(one));
                if (next) choose(next.id);
              }}
            >
              {say('web.reading.confirmAll')}
            </button>
          </div>
          <ul className="stack item-list">
            {here.map((one) => (
              <ItemCard
                key={one.id}
                item={one}
                state={kept.states[one.id]}
                isGiven={one.kind === 'head' ? Object.keys(kept.head).length > 0 : kept.items[one.id] !== undefined}
                needs={missing(one) === undefined ? one.asks : [...one.asks, 'missing']}
                isCurrent={one.id === item.id}
                next={after(one)?.number}
                said={one.id === item.id ? said : undefined}
                onChoose={() => choose(one.id)}
                onLight={(at) => {
                  choose(one.id);
                  setLit(at);
                }}
                onConfirm={() => confirm(one)}
                onReject={() => reject(one)}
                onUndo={() => decisions.decide([one.id], undefined)}
                onEdit={() => setEditing(!editing)}
              >
                {editing && one.id === item.id && (
                  <ItemForm
                    item={one}
                    proposal={proposal}
                    kept={kept}
                    names={names}
                    onGive={(given) => decisions.give(one.id, given)}
                    onGiveHead={decisions.giveHead}
                    onDone={() => setEditing(false)}
                  />
                )}
              </ItemCard>
            ))}
          </ul>
          <p className="secondary">{say('web.reading.keys')}</p>
        </section>
      </div>
      <Trouble refusal={refusal} />
      <Spoken>{say('web.reading.confirmed', { done: decided, all: items.length })}</Spoken>
      {trying && left.length + remarks.length > 0 && (
        <p className="banner over" role="alert">
          <b>
            {left.length > 0
              ? say('web.reading.leftOver', { count: left.length })
              : say('web.reading.leftFlags', { count: remarks.length })}
          </b>
          {left[0] && (
            <button type="button" className="text-button" onClick={() => choose(left[0]!.id)}>
              {say('web.reading.toFirst')}
            </button>
          )}
        </p>
      )}
      <div className="bottom-bar">
        <div className="end">
          <Button primary={left.length === 0} busy={busy} onClick={() => void toPlan()}>
            {say('web.reading.toPlan')} ▸
          </Button>
        </div>
      </div>
    </div>
  );
}
