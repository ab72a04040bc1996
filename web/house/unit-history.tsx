import type { Answer } from '../api/ask.js';
import { useUnits } from '../api/unit-names.js';
import { useWords } from '../words/words.js';

/** The life of a body: what it was called, what it was and under whom it stood, from which day to which. */
export function UnitHistory({ unit }: { unit: Answer<'units', 'get'> }) {
  const { say, day, code } = useWords();
  const units = useUnits();
  return (
    <div className="card table-card">
      <table>
        <caption className="caption">{say('web.units.history', { code: unit.code })}</caption>
        <thead>
          <tr>
            <th scope="col">{say('web.administration.from')}</th>
            <th scope="col">{say('web.units.until')}</th>
            <th scope="col">{say('web.units.name')}</th>
            <th scope="col">{say('web.units.kind')}</th>
            <th scope="col">{say('web.administration.parent')}</th>
            <th scope="col">{say('web.administration.head')}</th>
          </tr>
        </thead>
        <tbody>
          {unit.history.map(({ validFrom, validTo, name, kind, parent, head }) => (
            <tr key={validFrom}>
              <td>{day(validFrom)}</td>
              <td>{validTo === undefined ? '' : day(validTo)}</td>
              <td>{name}</td>
              <td>{code('unitKind.', kind)}</td>
              <td>{parent === undefined ? '' : (units.get(parent)?.name ?? unit.parentCode)}</td>
              <td>{[head?.position, head?.name].filter(Boolean).join(' · ')}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
