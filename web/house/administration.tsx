import { useLocation } from 'wouter';
import { Segmented } from '../parts/segmented.js';
import { NotFound } from '../pages/not-found.js';
import { useWords } from '../words/words.js';
import { AllDelegations } from './all-delegations.js';
import { Holidays } from './holidays.js';
import { People } from './people-list.js';
import { NewPerson, PersonPage } from './person-page.js';
import { Tokens } from './tokens.js';
import { NewUnit, UnitEditor } from './unit-editor.js';
import { Units } from './units-list.js';

const TABS = ['units', 'people', 'delegations', 'tokens', 'holidays'] as const;
type Tab = (typeof TABS)[number];
const NEW = 'new';

/** What an administrator keeps: bodies over time, people and what they may do, delegations, tokens, and the days off that dates rest on. */
export default function Administration({ params: { tab = 'units', key } }: { params: { tab?: string; key?: string } }) {
  const { say } = useWords();
  const [, go] = useLocation();
  if (!TABS.includes(tab as Tab)) return <NotFound />;
  if (tab === 'units' && key !== undefined) return key === NEW ? <NewUnit /> : <UnitEditor unit={key} />;
  if (tab === 'people' && key !== undefined) return key === NEW ? <NewPerson /> : <PersonPage person={key} />;
  return (
    <div className="stack">
      <div className="head">
        <h1>{say('web.nav.administration')}</h1>
        <Segmented<Tab>
          label={say('web.administration.which')}
          value={tab as Tab}
          options={TABS.map((value) => ({ value, label: say(`web.administration.${value}`) }))}
          onChange={(next) => go(`/administration/${next}`)}
        />
      </div>
      {tab === 'units' && <Units />}
      {tab === 'people' && <People />}
      {tab === 'delegations' && <AllDelegations />}
      {tab === 'tokens' && <Tokens />}
      {tab === 'holidays' && <Holidays />}
    </div>
  );
}
