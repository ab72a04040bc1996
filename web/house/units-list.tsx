import { useState } from 'react';
import { Link } from 'wouter';
import type { Day } from '../../domain/day.js';
import { foldForSearch } from '../../domain/text.js';
import { useAll } from '../api/read.js';
import { LinkButton } from '../parts/button.js';
import { DayField } from '../parts/day-field.js';
import { SearchField } from '../parts/search-field.js';
import { MoreButton } from '../parts/show-more.js';
import { GreyRows, Trouble } from '../parts/states.js';
import { treeOrder } from '../words/tree-order.js';
import { today } from '../words/due.js';
import { useWords } from '../words/words.js';

const STEP = 300;

/** The tree of bodies as of a day, each with a way to change it. */
export function Units() {
  const { say, day, code } = useWords();
  const [text, setText] = useState('');
  const [on, setOn] = useState<Day | undefined>(today());
  const [shown, setShown] = useState(STEP);
  const { items, loading, error } = useAll('units', 'list', { query: { on } }, (answer) => answer);
  const folded = foldForSearch(text);
  const rows = treeOrder(items).filter(({ name, code: key }) => foldForSearch(`${name} ${key}`).includes(folded));
  return (
    <>
      <div className="tools">
        <DayField label={say('web.administration.asOf')} value={on} onChange={setOn} />
        <SearchField value={text} onChange={setText} />
        <span className="end">
          <LinkButton to="/administration/units/new">{say('web.units.add')}</LinkButton>
        </span>
      </div>
      <Trouble refusal={error} />
      <div className="card table-card">
        {loading ? (
          <GreyRows />
        ) : (
          <table>
            <caption className="caption">{say('web.administration.count', { count: rows.length })}</caption>
            <thead>
              <tr>
                <th scope="col">{say('web.unit')}</th>
                <th scope="col">{say('web.recipients.code')}</th>
                <th scope="col">{say('web.units.kind')}</th>
                <th scope="col">{say('web.administration.head')}</th>
                <th scope="col">{say('web.administration.from')}</th>
                <th scope="col">{say('web.units.until')}</th>
              </tr>
            </thead>
            <tbody>
              {rows.slice(0, shown).map(({ id, code: key, name, kind, head, validFrom, validTo, level }) => (
                <tr key={id}>
                  <td style={{ paddingLeft: 12 + (level - 1) * 20 }}>
                    <Link to={`/administration/units/${id}`}>{name}</Link>
                  </td>
                  <td className="code">{key}</td>
                  <td>{code('unitKind.', kind)}</td>
                  <td>{[head?.position, head?.name].filter(Boolean).join(' · ')}</td>
                  <td>{day(validFrom)}</td>
                  <td>{validTo === undefined ? '' : day(validTo)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
        {rows.length > shown && <MoreButton onMore={() => setShown(shown + STEP)} />}
      </div>
    </>
  );
}
