import { useState } from 'react';
import { useAll, useRead } from '../api/read.js';
import { useUnits } from '../api/unit-names.js';
import { SearchChoice } from '../parts/search-choice.js';
import { GreyRows, Trouble } from '../parts/states.js';
import { today } from '../words/due.js';
import { useWords } from '../words/words.js';
import { DelegationForm } from './delegation-form.js';
import { DelegationTable } from './delegation-table.js';

/** Delegations at the bodies one keeps house for; one may be set for somebody who is away. */
export function AllDelegations() {
  const { say } = useWords();
  const { data, error } = useRead('delegations', 'list', { query: { all: true } });
  const people = useAll('people', 'list', {}, (answer) => answer);
  const units = useUnits();
  const [by, setBy] = useState<string>();
  const held = people.items
    .find(({ id }) => id === by)
    ?.grants.filter(({ from, to }) => from <= today() && (to === undefined || to >= today()));
  return (
    <>
      <Trouble refusal={error} />
      {data ? <DelegationTable items={data.items} /> : <GreyRows rows={4} />}
      <div className="stack narrow-page">
        <SearchChoice
          label={say('web.delegations.forWhom')}
          value={by}
          options={people.items.map(({ id, name }) => ({ value: id, label: name, detail: id }))}
          onChange={setBy}
        />
        {by !== undefined && held && (
          <DelegationForm
            key={by}
            by={by}
            holds={held.map(({ role, unit }) => ({ role, unit, unitName: units.get(unit)?.name ?? unit }))}
          />
        )}
      </div>
    </>
  );
}
