import { useState } from 'react';
import { Link, useLocation } from 'wouter';
import { addDays, type Day } from '../../domain/day.js';
import { UNIT_KINDS, type UnitKind } from '../../domain/unit.js';
import { useAct } from '../api/act.js';
import { type Answer } from '../api/ask.js';
import { useRead } from '../api/read.js';
import { Button } from '../parts/button.js';
import { ChoiceField } from '../parts/choice-field.js';
import { DayField } from '../parts/day-field.js';
import { GreyRows, Trouble } from '../parts/states.js';
import { TextField } from '../parts/text-field.js';
import { useSession } from '../session/session.js';
import { today } from '../words/due.js';
import { useWords } from '../words/words.js';
import { UnitChoice } from './unit-choice.js';
import { UnitHistory } from './unit-history.js';

type Unit = Answer<'units', 'get'>;

/** A body with its life, and what may be done with it from a day on: named, placed and headed otherwise, or ended. */
export function UnitEditor({ unit: key }: { unit: string }) {
  const { say } = useWords();
  const { data, error } = useRead('units', 'get', { params: { unit: key } });
  const session = useSession();
  if (error) return <Trouble refusal={error} />;
  if (!data) return <GreyRows rows={8} />;
  const may = session.may('units.change');
  return (
    <div className="stack narrow-page">
      <p>
        <Link to="/administration/units">{say('web.units.all')}</Link>
      </p>
      <h1>{data.name}</h1>
      <UnitHistory unit={data} />
      {may && <ChangeUnit key={data.id} unit={data} />}
      {may && <CloseUnit unit={data} />}
    </div>
  );
}

function ChangeUnit({ unit }: { unit: Unit }) {
  const { say, code } = useWords();
  const { act, busy, refusal } = useAct();
  const [from, setFrom] = useState<Day | undefined>(today());
  const [name, setName] = useState(unit.name);
  const [kind, setKind] = useState<UnitKind>(unit.kind);
  const [parent, setParent] = useState(unit.parentCode);
  const [headPosition, setHeadPosition] = useState(unit.head?.position ?? '');
  const [headName, setHeadName] = useState(unit.head?.name ?? '');
  const [said, setSaid] = useState('');
  const changes = {
    ...(name.trim() !== unit.name && { name: name.trim() }),
    ...(kind !== unit.kind && { kind }),
    ...(parent !== undefined && parent !== unit.parentCode && { parent }),
    ...(headPosition.trim() !== (unit.head?.position ?? '') && { headPosition: headPosition.trim() }),
    ...(headName.trim() !== (unit.head?.name ?? '') && { headName: headName.trim() }),
  };
  async function save() {
    if (from === undefined) return setSaid(say('web.units.dayMissing'));
    if (Object.keys(changes).length === 0) return setSaid(say('web.units.nothing'));
    const answer = await act('units', 'change', { params: { unit: unit.id }, body: { from, ...changes } });
    if (answer) setSaid([say('web.units.saved'), ...answer.warnings.map(({ detail }) => detail)].join(' '));
    else setSaid('');
  }
  return (
    <section className="card padded stack" aria-label={say('web.units.change')}>
      <h2>{say('web.units.change')}</h2>
      <p className="secondary">{say('web.units.changeWhat')}</p>
      <DayField label={say('web.units.from')} value={from} onChange={setFrom} />
      <TextField label={say('web.units.name')} value={name} onChange={setName} />
      <ChoiceField<UnitKind>
        label={say('web.units.kind')}
        value={kind}
        options={UNIT_KINDS.map((value) => ({ value, label: code('unitKind.', value) }))}
        onChange={setKind}
      />
      {unit.parentCode !== undefined && <UnitChoice label={say('web.administration.parent')} value={parent} onChange={setParent} />}
      <TextField label={say('web.units.headPosition')} value={headPosition} onChange={setHeadPosition} />
      <TextField label={say('web.units.headName')} value={headName} onChange={setHeadName} />
      <Trouble refusal={refusal} />
      <p aria-live="polite">{refusal ? '' : said}</p>
      <div>
        <Button primary busy={busy} onClick={() => void save()}>
          {say('web.units.save')}
        </Button>
      </div>
    </section>
  );
}

function CloseUnit({ unit }: { unit: Unit }) {
  const { say, day } = useWords();
  const { act, busy, refusal } = useAct();
  const [on, setOn] = useState<Day | undefined>(addDays(today(), -1));
  const [asked, setAsked] = useState(false);
  const [, go] = useLocation();
  async function close() {
    if (on === undefined) return;
    const answer = await act('units', 'close', { params: { unit: unit.id }, body: { on } });
    if (answer) go('/administration/units');
    else setAsked(false);
  }
  return (
    <section className="card padded stack" aria-label={say('web.units.close')}>
      <h2>{say('web.units.close')}</h2>
      <p className="secondary">{say('web.units.closeWhat')}</p>
      <DayField label={say('web.units.lastDay')} value={on} onChange={setOn} />
      <Trouble refusal={refusal} />
      {asked && on !== undefined ? (
        <div className="banner" role="alert">
          <div>
            <b>{say('web.units.closeSure', { name: unit.name, day: day(on) })}</b>
            <div className="cluster">
              <Button busy={busy} onClick={() => void close()}>
                {say('web.units.closeYes')}
              </Button>
              <Button onClick={() => setAsked(false)}>{say('web.cancel')}</Button>
            </div>
          </div>
        </div>
      ) : (
        <div>
          <Button onClick={() => setAsked(true)}>{say('web.units.close')}</Button>
        </div>
      )}
    </section>
  );
}

/** A body new from a day on, beneath another. */
export function NewUnit() {
  const { say, code } = useWords();
  const { act, busy, refusal } = useAct();
  const [, go] = useLocation();
  const [from, setFrom] = useState<Day | undefined>(today());
  const [key, setKey] = useState('');
  const [name, setName] = useState('');
  const [kind, setKind] = useState<UnitKind>('cell');
  const [parent, setParent] = useState<string>();
  const [asked, setAsked] = useState(false);
  const missing = (value: string | undefined) => (asked && (value ?? '').trim() === '' ? say('web.form.missing') : undefined);
  async function add() {
    setAsked(true);
    if (from === undefined || parent === undefined || key.trim() === '' || name.trim() === '') return;
    const answer = await act('units', 'add', { body: { from, code: key.trim(), name: name.trim(), kind, parent } });
    if (answer) go(`/administration/units/${answer.id}`);
  }
  return (
    <div className="stack narrow-page">
      <p>
        <Link to="/administration/units">{say('web.units.all')}</Link>
      </p>
      <h1>{say('web.units.add')}</h1>
      <section className="card padded stack">
        <TextField label={say('web.units.name')} value={name} problem={missing(name)} onChange={setName} />
        <TextField
          label={say('web.recipients.code')}
          hint={say('web.units.codeHint')}
          value={key}
          problem={missing(key)}
          onChange={setKey}
        />
        <ChoiceField<UnitKind>
          label={say('web.units.kind')}
          value={kind}
          options={UNIT_KINDS.map((value) => ({ value, label: code('unitKind.', value) }))}
          onChange={setKind}
        />
        <UnitChoice label={say('web.administration.parent')} value={parent} onChange={setParent} />
        {missing(parent) !== undefined && (
          <p className="field-problem" role="alert">
            {say('web.units.parentMissing')}
          </p>
        )}
        <DayField label={say('web.units.from')} value={from} onChange={setFrom} />
        <Trouble refusal={refusal} />
        <div className="cluster">
          <Button primary busy={busy} onClick={() => void add()}>
            {say('web.units.add')}
          </Button>
        </div>
      </section>
    </div>
  );
}
