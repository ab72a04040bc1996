import { type ReactNode, useState } from 'react';
import { quotientOf } from '../../domain/decimal.js';
import type { FigureField } from '../../domain/plan.js';
import type { Problem } from '../../domain/problem.js';
import { figureIn, MAX_NARRATIVE, type ReportBody } from '../../domain/report.js';
import { Glyph } from '../parts/glyph.js';
import { figureOf } from '../words/figures.js';
import { useWords } from '../words/words.js';
import { allowedText, formOf, isMended, pinsOf, problemText, type Report } from './report-data.js';

/** The form itself: figures with last value and bounds beside them, then the texts. */
export function ReportForm(props: {
  report: Report;
  body: ReportBody;
  problems: Problem[];
  /** Whether what is still missing is told as well. */
  asked: boolean;
  field: string | undefined;
  onField(field: string): void;
  onChange(body: ReportBody): void;
}) {
  const { report, body, problems, asked, field, onField, onChange } = props;
  const words = useWords();
  const { say } = words;
  const form = formOf(report);
  const pins = pinsOf(report);
  const wrong = (path: string) => problems.find((one) => one.path === path && (asked || !one.code.endsWith('_REQUIRED')));
  const pin = (id: string) => {
    const at = pins.findIndex((one) => one.field === id);
    return at < 0 ? null : <span className={`pin${isMended(report, body, id) ? ' mended' : ''}`}>{at + 1}</span>;
  };
  return (
    <div className="card report-form">
      <h2>1. {say('web.form.figures')}</h2>
      <div className="figure-head" aria-hidden="true">
        <span />
        <span>{say('web.form.index')}</span>
        <span className="number">{say('web.form.now')}</span>
        <span className="number">{say('web.form.last')}</span>
        <span className="number">{say('web.form.allowed')}</span>
        <span>{say('web.status')}</span>
      </div>
      {form.figures.map((figure, place) => (
        <FigureRow
          key={figure.id}
          no={`1.${place + 1}`}
          figure={figure}
          body={body}
          last={report.previous ? figureIn(report.previous, figure.id) : null}
          before={report.versions.at(-1)?.body}
          problem={wrong(`figures.${figure.id}`)}
          chosen={figure.id === field}
          pin={pin(figure.id)}
          onField={() => onField(figure.id)}
          onChange={(value) => onChange({ ...body, figures: { ...body.figures, [figure.id]: value } })}
        />
      ))}
      {form.narrative.map(({ id, label, required }, place) => {
        const found = wrong(`narrative.${id}`);
        const text = body.narrative[id] ?? '';
        return (
          <div key={id} className="narrative">
            <h2>
              <label htmlFor={`narrative-${id}`}>
                {place + 2}. {label}
              </label>{' '}
              {pin(id)}{' '}
              <span className="secondary">
                {say('web.form.length', { length: words.number(text.length), max: words.number(MAX_NARRATIVE) })}
                {!required && ` · ${say('web.form.mayBeEmpty')}`}
              </span>
            </h2>
            <textarea
              id={`narrative-${id}`}
              data-field={id}
              className="input"
              rows={4}
              value={text}
              aria-invalid={found !== undefined}
              aria-describedby={found ? `problem-${id}` : undefined}
              onFocus={() => onField(id)}
              onChange={(event) => onChange({ ...body, narrative: { ...body.narrative, [id]: event.target.value } })}
            />
            {found && (
              <p className="field-problem" id={`problem-${id}`}>
                <Glyph name="cross" /> {problemText(found, words)}
              </p>
            )}
          </div>
        );
      })}
    </div>
  );
}

function FigureRow(props: {
  no: string;
  figure: FigureField;
  body: ReportBody;
  last: number | null;
  before: ReportBody | undefined;
  problem: Problem | undefined;
  chosen: boolean;
  pin: ReactNode;
  onField(): void;
  onChange(value: number | null): void;
}) {
  const { no, figure, body, last, before, problem, chosen, pin, onField, onChange } = props;
  const words = useWords();
  const { say, number, language } = words;
  const value = figureIn(body, figure.id);
  const [typed, setTyped] = useState<string>();
  const isText = typed !== undefined && figureOf(typed, language) === undefined;
  const shown = typed ?? (value === null ? '' : number(value, 2));
  const changed = before !== undefined && figureIn(before, figure.id) !== value;
  const given = ratioOf(figure, body);
  return (
    <div className={`figure-row${chosen ? ' chosen' : ''}`}>
      <span className="secondary">{no}</span>
      <span>
        <label htmlFor={`figure-${figure.id}`}>
          {figure.label} <span className="secondary">({figure.unit})</span>
        </label>{' '}
        {pin}
        {(problem || isText) && (
          <span className="field-problem" id={`problem-${figure.id}`}>
            <Glyph name="cross" /> {isText ? say('web.form.noNumber', { text: typed }) : problemText(problem!, words)}
          </span>
        )}
      </span>
      <input
        id={`figure-${figure.id}`}
        data-field={figure.id}
        className={`input number${changed ? ' changed' : ''}`}
        inputMode="decimal"
        autoComplete="off"
        value={shown}
        placeholder={given === undefined ? '' : number(given, 1)}
        aria-invalid={problem !== undefined || isText}
        aria-describedby={problem || isText ? `problem-${figure.id}` : undefined}
        onFocus={onField}
        onChange={(event) => {
          setTyped(event.target.value);
          const next = figureOf(event.target.value, language);
          if (next !== undefined) onChange(next);
        }}
        onBlur={() => !isText && setTyped(undefined)}
      />
      <span className="number secondary">{last === null ? '–' : number(last, 2)}</span>
      <span className="number secondary">{allowedText(figure, words)}</span>
      <FigureState wrong={problem !== undefined || isText} value={value} changed={changed} given={given} />
    </div>
  );
}

function FigureState({
  wrong,
  value,
  changed,
  given,
}: {
  wrong: boolean;
  value: number | null;
  changed: boolean;
  given: number | undefined;
}) {
  const { say } = useWords();
  if (wrong)
    return (
      <span className="figure-state tone-over">
        <Glyph name="cross" /> {say('web.form.wrong')}
      </span>
    );
  if (value === null)
    return (
      <span className="figure-state secondary">
        <Glyph name={given === undefined ? 'ring' : 'lock'} /> {say(given === undefined ? 'web.form.empty' : 'web.form.computed')}
      </span>
    );
  return (
    <span className={`figure-state ${changed ? 'tone-info' : 'tone-good'}`}>
      <Glyph name={changed ? 'pen' : 'tick'} /> {say(changed ? 'web.form.changed' : 'web.form.entered')}
    </span>
  );
}

/** What the parts of a ratio give, where it may be left out. */
function ratioOf({ ratio }: FigureField, body: ReportBody): number | undefined {
  if (!ratio) return undefined;
  const numerator = figureIn(body, ratio.numerator);
  const denominator = figureIn(body, ratio.denominator);
  if (numerator === null || denominator === null) return undefined;
  return quotientOf(numerator, denominator, ratio.factor, 1) ?? undefined;
}
