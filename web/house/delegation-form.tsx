import { useState } from 'react';
import { addDays, type Day } from '../../domain/day.js';
import type { Role } from '../../domain/access.js';
import { useAct } from '../api/act.js';
import { useRead } from '../api/read.js';
import { Button } from '../parts/button.js';
import { ChoiceField } from '../parts/choice-field.js';
import { DayField } from '../parts/day-field.js';
import { SearchChoice } from '../parts/search-choice.js';
import { Spoken, Trouble } from '../parts/states.js';
import { ReasonField } from '../report/reason-field.js';
import { today } from '../words/due.js';
import { useWords } from '../words/words.js';

/** A role at a body that somebody holds and may hand on. */
export interface Handed {
  role: Role;
  unit: string;
  unitName: string;
}

/** Roles that are not handed on: who keeps house answers for it. */
const KEPT: readonly Role[] = ['administrator', 'operator'];
const WEEK = 7;

/** Hands a role of one's own, or of the person given, to a colleague for some days. */
export function DelegationForm({ by, holds }: { by?: string; holds: readonly Handed[] }) {
  const { say, code, day } = useWords();
  const { act, busy, refusal } = useAct();
  const roles = holds.filter(({ role }) => !KEPT.includes(role));
  const [place, setPlace] = useState('0');
  const [to, setTo] = useState<string>();
  const [from, setFrom] = useState<Day | undefined>(today());
  const [until, setUntil] = useState<Day | undefined>(addDays(today(), WEEK));
  const [reason, setReason] = useState('');
  const [asked, setAsked] = useState(false);
  const [said, setSaid] = useState('');
  const handed = roles[Number(place)];
  const colleagues = useColleagues(by, handed?.unit);
  const whom = colleagues.filter(({ id }) => id !== by);
  if (!handed) return <p className="card empty">{say('web.delegations.nothing')}</p>;
  async function hand() {
    setAsked(true);
    setSaid('');
    if (!handed || to === undefined || from === undefined || until === undefined || reason.trim() === '') return;
    const { role, unit } = handed;
    const body = { ...(by !== undefined && { by }), to, role, unit, from, until, reason: reason.trim() };
    if (!(await act('delegations', 'create', { body }))) return;
    setSaid(say('web.delegations.given', { name: whom.find(({ id }) => id === to)?.name ?? to, day: day(until) }));
    setAsked(false);
    setTo(undefined);
    setReason('');
  }
  return (
    <section className="card padded stack" aria-label={say('web.delegations.give')}>
      <h2>{say('web.delegations.give')}</h2>
      <p className="secondary">{say('web.delegations.giveWhat')}</p>
      <ChoiceField
        label={say('web.delegations.what')}
        value={place}
        options={roles.map(({ role, unitName }, index) => ({ value: String(index), label: `${code('web.role.', role)} · ${unitName}` }))}
        onChange={setPlace}
      />
      <SearchChoice
        label={say('web.delegations.to')}
        value={to}
        options={whom.map(({ id, name, roles: theirs }) => ({
          value: id,
          label: name,
          detail: theirs.map((role) => code('web.role.', role)).join(', '),
        }))}
        onChange={setTo}
      />
      {asked && to === undefined && (
        <p className="field-problem" role="alert">
          {say('web.delegations.toMissing')}
        </p>
      )}
      <DayField label={say('web.administration.from')} value={from} onChange={setFrom} />
      <DayField label={say('web.delegations.until')} value={until} onChange={setUntil} />
      <ReasonField
        id="delegation"
        label={say('web.delegations.reason')}
        value={reason}
        missing={asked && reason.trim() === '' ? say('web.delegations.reasonMissing') : undefined}
        onChange={setReason}
      />
      <Trouble refusal={refusal} />
      {said !== '' && <p className="banner good">{said}</p>}
      <Spoken>{said}</Spoken>
      <div>
        <Button primary busy={busy} onClick={() => void hand()}>
          {say('web.delegations.give')}
        </Button>
      </div>
    </section>
  );
}

/** Whom a role may be handed to: colleagues at its body; for an administrator, whoever it cares for that serves the body. */
function useColleagues(by: string | undefined, unit: string | undefined): { id: string; name: string; roles: Role[] }[] {
  const own = useRead('delegations', 'colleagues', { params: { unit: unit ?? '' } }, { enabled: by === undefined && unit !== undefined });
  const all = useRead('people', 'list', { query: { limit: 200 } }, { enabled: by !== undefined });
  if (by === undefined) return own.data?.items ?? [];
  return (all.data?.items ?? []).flatMap(({ id, name, grants }) => {
    const roles = grants.filter((grant) => grant.unit === unit && (grant.to === undefined || grant.to >= today())).map(({ role }) => role);
    return roles.length > 0 ? [{ id, name, roles }] : [];
  });
}
