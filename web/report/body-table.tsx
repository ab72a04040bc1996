import type { ReactNode } from 'react';
import { figureIn, type ReportBody, type ReportForm, textIn } from '../../domain/report.js';
import { useWords } from '../words/words.js';

/** A report to read: figures in a table, texts beneath; `beside` puts something next to a field. */
export function BodyTable(props: {
  form: ReportForm;
  body: ReportBody;
  before?: ReportBody | undefined;
  beside?(field: string, label: string): ReactNode;
}) {
  const { form, body, before, beside } = props;
  const { say, number } = useWords();
  const shown = (value: number | null) => (value === null ? '–' : number(value, 2));
  return (
    <div className="card report-body">
      {body.nilReason !== undefined && body.nilReason !== '' ? (
        <p className="padded-text">
          <b>{say('web.state.nil')}.</b> {body.nilReason}
        </p>
      ) : (
        <table>
          <thead>
            <tr>
              <th scope="col">{say('web.form.index')}</th>
              <th scope="col" className="number">
                {say('web.form.now')}
              </th>
              {before && (
                <th scope="col" className="number">
                  {say('web.form.before')}
                </th>
              )}
              {beside && (
                <th scope="col">
                  <span className="hidden-words">{say('web.return.pins')}</span>
                </th>
              )}
            </tr>
          </thead>
          <tbody>
            {form.figures.map(({ id, label, unit }) => {
              const changed = before !== undefined && figureIn(before, id) !== figureIn(body, id);
              return (
                <tr key={id} className={changed ? 'changed' : ''}>
                  <th scope="row">
                    {label} <span className="secondary">({unit})</span>
                  </th>
                  <td className="number">
                    <b>{shown(figureIn(body, id))}</b>
                  </td>
                  {before && <td className="number secondary">{shown(figureIn(before, id))}</td>}
                  {beside && <td>{beside(id, label)}</td>}
                </tr>
              );
            })}
          </tbody>
        </table>
      )}
      {form.narrative.map(({ id, label }) => (
        <section key={id} className="padded-text">
          <div className="row-between">
            <h3>{label}</h3>
            {beside?.(id, label)}
          </div>
          <p className="prose">{textIn(body, id) || <span className="secondary">{say('web.form.blank')}</span>}</p>
        </section>
      ))}
      {body.lateReason !== undefined && body.lateReason !== '' && (
        <p className="padded-text">
          <b>{say('web.report.lateReason')}:</b> {body.lateReason}
        </p>
      )}
    </div>
  );
}
