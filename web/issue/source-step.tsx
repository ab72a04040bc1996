import { useEffect, useState } from 'react';
import { addMonths, yearOf } from '../../domain/day.js';
import type { Answer } from '../api/ask.js';
import { useAct } from '../api/act.js';
import { useRead } from '../api/read.js';
import { Button, LinkButton } from '../parts/button.js';
import { Glyph } from '../parts/glyph.js';
import { Trouble } from '../parts/states.js';
import { keptPlanText } from './plan-text-kept.js';
import { useSession } from '../session/session.js';
import { today } from '../words/due.js';
import { useWords } from '../words/words.js';

const PAUSE_MS = 500;

/** The file of a plan: chosen, pasted or written from a short beginning, and checked as it stands. */
export function SourceStep(props: {
  draft: Answer<'plans', 'get'> | undefined;
  own: { plan: string; unit: string } | undefined;
  /** The reading whose plan file one goes on with. */
  reading: string | undefined;
  onDrafted(plan: string): void;
}) {
  const { draft, own, reading, onDrafted } = props;
  const { say } = useWords();
  const session = useSession();
  const { act, busy, refusal } = useAct();
  const body = useRead('units', 'get', { params: { unit: own?.unit ?? session.body.id } }).data;
  const parent = useRead('plans', 'get', { params: { plan: own?.plan ?? '' } }, { enabled: own !== undefined }).data;
  const [text, setText] = useState(() => keptPlanText(reading));
  const [settled, setSettled] = useState('');
  const [asked, setAsked] = useState(false);
  useEffect(() => {
    const timer = window.setTimeout(() => setSettled(text), PAUSE_MS);
    return () => window.clearTimeout(timer);
  }, [text]);
  const format = settled.trimStart().startsWith('{') ? 'json' : 'yaml';
  const check = useRead('plans', 'check', { body: { text: settled, format } }, { enabled: settled.trim() !== '' });
  const isChecked = settled === text && text.trim() !== '' && check.data !== undefined && !check.isPlaceholderData;
  const problems = isChecked ? check.data.problems : [];

  async function keep() {
    setAsked(true);
    if (!isChecked || problems.length > 0) return;
    const file = { text, format: format as 'json' | 'yaml', ...(reading !== undefined && { source: reading }) };
    const kept = draft
      ? await act('plans', 'redraft', { params: { plan: draft.id }, body: file, ifMatch: draft.revision })
      : own
        ? await act('plans', 'draftOwn', { params: own, body: file })
        : await act('plans', 'draft', { body: file });
    if (kept) onDrafted(kept.id);
  }

  return (
    <>
      <div className="with-pane source-step">
        <section className="card padded stack">
          <div className="cluster">
            <label className="button">
              <Glyph name="page" />
              {say('web.source.choose')}
              <input
                type="file"
                accept=".yaml,.yml,.json"
                className="hidden-words"
                onChange={(event) => void event.target.files?.[0]?.text().then(setText)}
              />
            </label>
            {!draft && !own && <LinkButton to="/readings">{say('web.handIn')}</LinkButton>}
            <Button onClick={() => setText(beginning(body?.code ?? '', parent))}>{say('web.source.begin')}</Button>
          </div>
          <p className="secondary">{say(draft ? 'web.source.replace' : 'web.source.what')}</p>
          <div className="field">
            <label htmlFor="plan-file">{say('web.source.file')}</label>
            <textarea
              id="plan-file"
              className="input file-text"
              rows={22}
              spellCheck={false}
              value={text}
              onChange={(event) => setText(event.target.value)}
            />
          </div>
        </section>
        <aside className="card padded pane" aria-live="polite">
          <div>
            <h2>{say('web.source.check')}</h2>
            {text.trim() === '' && <p className="secondary">{say('web.source.empty')}</p>}
            {isChecked && problems.length === 0 && (
              <p className="tone-good">
                <Glyph name="tick" /> {say('web.source.good')}
              </p>
            )}
            {check.data?.summary && isChecked && (
              <dl className="sums">
                <div>
                  <dt>{say('web.issue.recipients')}</dt>
                  <dd>{check.data.summary.recipients}</dd>
                </div>
                <div>
                  <dt>{say('web.issue.duties')}</dt>
                  <dd>{check.data.summary.duties}</dd>
                </div>
              </dl>
            )}
          </div>
          {problems.length > 0 && <Told title={say('web.source.problems', { count: problems.length })} items={problems} tone="over" />}
          {isChecked && check.data.warnings.length > 0 && (
            <Told title={say('web.source.warnings', { count: check.data.warnings.length })} items={check.data.warnings} tone="warn" />
          )}
        </aside>
      </div>
      <Trouble refusal={refusal ?? check.error} />
      {asked && !(isChecked && problems.length === 0) && (
        <p className="banner over" role="alert">
          <b>{say(text.trim() === '' ? 'web.source.needFile' : 'web.source.needGood')}</b>
        </p>
      )}
      <div className="bottom-bar">
        <div className="end">
          <Button primary busy={busy} onClick={() => void keep()}>
            {say('web.source.keep')} ▸
          </Button>
        </div>
      </div>
    </>
  );
}

export function Told({ title, items, tone }: { title: string; items: Answer<'plans', 'check'>['problems']; tone: 'over' | 'warn' }) {
  const { say } = useWords();
  return (
    <div>
      <h3 className={`tone-${tone}`}>{title}</h3>
      <ul className="told">
        {items.map(({ code, path, line, detail }, place) => (
          <li key={`${code}${path}${line}${place}`}>
            {line !== undefined && <b>{say('web.source.line', { line })} </b>}
            {detail}
          </li>
        ))}
      </ul>
    </div>
  );
}

/** A plan file to begin from: what every plan has, for the body one acts for; an own plan names the one it makes concrete. */
function beginning(issuer: string, parent: Answer<'plans', 'get'> | undefined): string {
  const now = today();
  return [
    'dondoc: plan/1',
    `symbol: 01-KH/${issuer.split('-')[0]}`,
    `issuer: ${issuer}`,
    `date: ${now}`,
    `subject: ${parent?.subject ?? '…'}`,
    `horizon: { from: ${now}, to: ${yearOf(now)}-12-31 }`,
    ...(parent ? ['concretises:', `  - { issuer: ${parent.issuer.code}, symbol: ${parent.symbol ?? ''} }`] : []),
    'groups:',
    '  below: { depth: direct }',
    'tasks:',
    '  - id: task-1',
    '    title: …',
    '    lead: { group: below }',
    `    timing: ${addMonths(now, 1)}`,
    'recipients:',
    '  - { to: { group: below }, purpose: toImplement }',
    '',
  ].join('\n');
}
