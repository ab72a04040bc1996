import { useId } from 'react';
import type { Plan, UnitSelector } from '../../domain/plan.js';
import { Button } from '../parts/button.js';
import { DayField } from '../parts/day-field.js';
import { Picker } from '../parts/picker.js';
import { useWords } from '../words/words.js';
import type { Kept } from './decisions.js';
import type { HeadGiven, ItemGiven } from './given.js';
import type { Item, Proposal } from './items.js';
import { UnitsField } from './units-field.js';

const PERIODS = ['week', 'month', 'quarter', 'half', 'nineMonths', 'year', 'once'] as const;

/** The fields of one item, to be corrected or emptied; what is given stands in place of what was read. */
export function ItemForm(props: {
  item: Item;
  proposal: Proposal;
  kept: Kept;
  names: ReadonlyMap<string, string>;
  onGive(given: ItemGiven): void;
  onGiveHead(given: HeadGiven): void;
  onDone(): void;
}) {
  const { item, proposal, kept, names, onGive, onGiveHead, onDone } = props;
  const { say, code } = useWords();
  const plan = proposal.plan as Partial<Plan>;
  const given = kept.items[item.id] ?? {};
  const task = plan.tasks?.find(({ id }) => id === item.id);
  const report = plan.reports?.find(({ id }) => id === item.id);
  const target = plan.targets?.find(({ id }) => id === item.id);
  const lead = given.lead ?? codesOf(task?.lead ?? report?.reporters ?? (item.kind === 'task' ? plan.ownPlan?.by : undefined));
  return (
    <div className="item-form">
      {item.kind === 'head' ? (
        <HeadForm plan={plan} given={kept.head} names={names} onGive={onGiveHead} />
      ) : (
        <TextField label={say('web.reading.content')} value={given.title ?? item.title} rows={2} onChange={(title) => onGive({ title })} />
      )}
      {(item.kind === 'task' || item.kind === 'report') && (
        <UnitsField
          label={say(item.kind === 'task' ? 'web.reading.lead' : 'web.reading.reporters')}
          codes={lead}
          names={names}
          onChange={(codes) => onGive({ lead: codes })}
        />
      )}
      {item.kind === 'task' && (
        <>
          <UnitsField
            label={say('web.reading.cooperate')}
            codes={given.cooperate ?? codesOf(task?.cooperate)}
            names={names}
            onChange={(cooperate) => onGive({ cooperate })}
          />
          <Picker
            label={say('web.reading.timing')}
            value={given.due === undefined ? (given.timing ?? 'read') : 'dated'}
            options={(['read', 'standing', 'undated'] as const).map((value) => ({ value, label: code('web.reading.timing.', value) }))}
            onChange={(value) => onGive({ due: undefined, timing: value === 'read' ? undefined : (value as 'standing' | 'undated') })}
          />
        </>
      )}
      {item.kind === 'report' && (
        <Picker
          label={say('web.reading.period')}
          value={given.period ?? report?.period}
          options={PERIODS.map((value) => ({ value, label: code('web.period.', value) }))}
          onChange={(period) => onGive({ period: period as (typeof PERIODS)[number] })}
        />
      )}
      {(item.kind === 'task' || item.kind === 'report') && (
        <DayField label={say('web.reading.due')} value={given.due} onChange={(due) => onGive({ due, timing: undefined })} />
      )}
      {item.kind === 'target' && (
        <div className="cluster">
          <TextField
            label={say('web.reading.value')}
            value={String(given.value ?? target?.value ?? '')}
            onChange={(text) =>
              Number.isFinite(Number(text.replace(',', '.'))) && text.trim() !== '' && onGive({ value: Number(text.replace(',', '.')) })
            }
          />
          <TextField label={say('web.reading.unit')} value={given.unit ?? target?.unit ?? ''} onChange={(unit) => onGive({ unit })} />
        </div>
      )}
      <Button small onClick={onDone}>
        {say('web.reading.done')}
      </Button>
    </div>
  );
}

const codesOf = (selectors: readonly UnitSelector[] | undefined): string[] =>
  (selectors ?? []).flatMap((one) => ('unit' in one ? [one.unit] : []));

function HeadForm({
  plan,
  given,
  names,
  onGive,
}: {
  plan: Partial<Plan>;
  given: HeadGiven;
  names: ReadonlyMap<string, string>;
  onGive(given: HeadGiven): void;
}) {
  const { say } = useWords();
  const issuer = given.issuer ?? plan.issuer;
  return (
    <>
      <TextField
        label={say('web.reading.symbol')}
        value={given.symbol ?? plan.symbol ?? ''}
        onChange={(symbol) => onGive({ symbol: symbol || undefined })}
      />
      <UnitsField
        only
        label={say('web.reading.issuer')}
        codes={issuer === undefined ? [] : [issuer]}
        names={names}
        onChange={([code]) => onGive({ issuer: code })}
      />
      <TextField
        label={say('web.reading.subject')}
        value={given.subject ?? plan.subject ?? ''}
        rows={2}
        onChange={(subject) => onGive({ subject: subject || undefined })}
      />
      <div className="cluster">
        <DayField label={say('web.reading.date')} value={given.date ?? plan.date} onChange={(date) => onGive({ date })} />
        <TextField
          label={say('web.reading.place')}
          value={given.place ?? plan.place ?? ''}
          onChange={(place) => onGive({ place: place || undefined })}
        />
        <DayField label={say('web.reading.horizonFrom')} value={given.from ?? plan.horizon?.from} onChange={(from) => onGive({ from })} />
        <DayField label={say('web.reading.horizonTo')} value={given.to ?? plan.horizon?.to} onChange={(to) => onGive({ to })} />
      </div>
    </>
  );
}

/** A field of text that is taken over when it is left. */
function TextField({ label, value, rows, onChange }: { label: string; value: string; rows?: number; onChange(text: string): void }) {
  const id = useId();
  const leave = (text: string) => text !== value && onChange(text.trim());
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {rows === undefined ? (
        <input id={id} className="input" defaultValue={value} onBlur={(event) => leave(event.target.value)} />
      ) : (
        <textarea id={id} className="input" rows={rows} defaultValue={value} onBlur={(event) => leave(event.target.value)} />
      )}
    </div>
  );
}
