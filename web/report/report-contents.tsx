import type { Problem } from '../../domain/problem.js';
import type { ReportBody } from '../../domain/report.js';
import { Glyph } from '../parts/glyph.js';
import { useWords } from '../words/words.js';
import { formOf, isMended, pinsOf, type Report } from './report-data.js';

/** The parts of a form with a mark each: done, to mend, still empty. */
export function ReportContents(props: { report: Report; body: ReportBody; problems: Problem[]; onChoose(field: string): void }) {
  const { report, body, problems, onChoose } = props;
  const { say } = useWords();
  const form = formOf(report);
  const pins = pinsOf(report);
  const rowText = (field: string) => {
    const place = form.figures.findIndex(({ id }) => id === field);
    return place < 0 ? say('web.return.atText') : say('web.return.atRow', { row: `1.${place + 1}` });
  };
  const isBad = (path: string) => problems.some((one) => one.path === path);
  const parts = [
    {
      name: `1. ${say('web.form.figures')}`,
      first: form.figures[0]?.id,
      fields: form.figures.map(({ id }) => id),
      bad: form.figures.some(({ id }) => isBad(`figures.${id}`)),
      empty: form.figures.every(({ id }) => (body.figures[id] ?? null) === null),
    },
    ...form.narrative.map(({ id, label }, place) => ({
      name: `${place + 2}. ${label}`,
      first: id,
      fields: [id],
      bad: isBad(`narrative.${id}`),
      empty: (body.narrative[id] ?? '') === '',
    })),
  ];
  return (
    <nav className="card padded contents" aria-label={say('web.form.contents')}>
      <h2>{say('web.form.contents')}</h2>
      <ol>
        {parts.map(({ name, first, fields, bad, empty }) => {
          const open = pins.filter((pin) => fields.includes(pin.field) && !isMended(report, body, pin.field));
          const look = open.length > 0 ? 'back' : bad || empty ? 'ring' : 'tick';
          return (
            <li key={name}>
              <button type="button" className="plain part" onClick={() => first !== undefined && onChoose(first)}>
                <span className={look === 'tick' ? 'tone-good' : look === 'back' ? 'tone-warn' : 'tone-plain-state'}>
                  <Glyph name={look} />
                </span>
                <span>
                  {name}
                  <span className="hidden-words">
                    {' '}
                    {say(look === 'tick' ? 'web.form.done' : look === 'back' ? 'web.review.returned' : 'web.form.toDo')}
                  </span>
                  {empty && !bad && look === 'ring' && <small className="secondary">{say('web.form.mayBeEmpty')}</small>}
                </span>
              </button>
              {pins
                .filter((pin) => fields.includes(pin.field))
                .map((pin) => (
                  <button key={pin.field} type="button" className="plain pin-line" onClick={() => onChoose(pin.field)}>
                    <span className={`pin${isMended(report, body, pin.field) ? ' mended' : ''}`}>{pins.indexOf(pin) + 1}</span>
                    {rowText(pin.field)}
                    {isMended(report, body, pin.field) && `, ${say('web.return.isMended')}`}
                  </button>
                ))}
            </li>
          );
        })}
      </ol>
    </nav>
  );
}
