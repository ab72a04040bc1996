import { useRead } from '../api/read.js';
import { GreyRows, Trouble } from '../parts/states.js';
import { useSession } from '../session/session.js';
import { useWords } from '../words/words.js';
import { DelegationForm } from './delegation-form.js';
import { DelegationTable } from './delegation-table.js';

/** What one has handed to others for some days, and what was handed to one. */
export default function DelegationsPage() {
  const { say } = useWords();
  const session = useSession();
  const { data, error } = useRead('delegations', 'list');
  const own = session.grants.filter(({ delegatedBy }) => delegatedBy === undefined);
  return (
    <div className="stack narrow-page">
      <h1>{say('web.delegations')}</h1>
      <Trouble refusal={error} />
      {data ? <DelegationTable items={data.items} /> : <GreyRows rows={3} />}
      <DelegationForm holds={own} />
    </div>
  );
}
