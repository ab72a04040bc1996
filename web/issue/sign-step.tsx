import { type ReactNode, useEffect, useState } from 'react';
import { useLocation } from 'wouter';
import type { Plan } from '../../domain/plan.js';
import type { Answer } from '../api/ask.js';
import { useAct } from '../api/act.js';
import { useRead } from '../api/read.js';
import { Button, LinkButton } from '../parts/button.js';
import { Glyph } from '../parts/glyph.js';
import { Receipt } from '../parts/receipt.js';
import { Trouble } from '../parts/states.js';
import { useSession } from '../session/session.js';
import { useWords } from '../words/words.js';

const LOOK_MS = 700;
const NOBODY = {};

/** The last page before a plan goes: its figures once more, and the one act that issues it, with how far it has come while it does. */
export function SignStep({ plan, onBack }: { plan: Answer<'plans', 'get'>; onBack(): void }) {
  const { say, day, number } = useWords();
  const session = useSession();
  const [, go] = useLocation();
  const { lodge, busy, refusal } = useAct();
  const [command, setCommand] = useState<string>();
  const [denied, setDenied] = useState(false);
  const rehearsal = useRead(
    'plans',
    'rehearse',
    { params: { plan: plan.id }, body: { behaviours: NOBODY } },
    { enabled: command === undefined },
  ).data;
  const document = plan.plan as Plan;
  const { signatory } = document;
  const mayIssue = session.may('plans.issue', plan.issuer.id);
  async function issue() {
    if (!mayIssue) return setDenied(true);
    const outcome = await lodge('plans', 'issue', { params: { plan: plan.id }, body: {} });
    if (outcome) setCommand(outcome.state === 'decided' ? outcome.receipt.commandId : outcome.commandId);
    return undefined;
  }
  if (command !== undefined)
    return (
      <div className="stack narrow-page">
        <Progress plan={plan.id} expected={rehearsal?.byUnit.length} />
        <Receipt command={command} />
        <div className="cluster">
          <LinkButton to={`/plans/${plan.id}`} primary>
            {say('web.sign.open')}
          </LinkButton>
          <Button onClick={() => go('/plans')}>{say('web.sign.list')}</Button>
        </div>
      </div>
    );
  return (
    <div className="stack narrow-page">
      <Trouble refusal={refusal} />
      <div className="card padded">
        <h2>{say('web.sign.check')}</h2>
        <dl className="sums">
          <Line term={say('web.plans.symbol')}>{plan.symbol ?? say('web.plan.noSymbol')}</Line>
          <Line term={say('web.plans.subject')}>{plan.subject}</Line>
          <Line term={say('web.plans.issuer')}>{plan.issuer.name}</Line>
          {signatory && (
            <Line term={say('web.sign.signatory')}>
              {[signatory.authority, signatory.position, signatory.name].filter(Boolean).join(' · ')}
            </Line>
          )}
          <Line term={say('web.sign.horizon')}>
            {day(document.horizon.from)} – {day(document.horizon.to)}
          </Line>
          {rehearsal && <Line term={say('web.issue.recipients')}>{number(rehearsal.byUnit.length)}</Line>}
          {rehearsal && <Line term={say('web.issue.duties')}>{number(rehearsal.byUnit.reduce((sum, { duties }) => sum + duties, 0))}</Line>}
        </dl>
      </div>
      <p className="secondary">{say('web.sign.what')}</p>
      {denied && (
        <p className="banner over" role="alert">
          <b>{say('web.sign.denied', { body: plan.issuer.name })}</b>
        </p>
      )}
      <div className="cluster">
        <Button primary busy={busy} className="wide-on-phone" onClick={() => void issue()}>
          <Glyph name="flag" />
          {say(busy ? 'web.sign.busy' : 'web.sign.issue')}
        </Button>
        <Button onClick={onBack}>{say('web.back')}</Button>
      </div>
    </div>
  );
}

/** How many bodies the plan has reached. */
function Progress({ plan, expected }: { plan: string; expected: number | undefined }) {
  const { say, number } = useWords();
  const read = useRead('plans', 'status', { params: { plan } });
  const reached = read.data?.funnel.reduce((sum, { issued }) => sum + issued, 0) ?? 0;
  const { refetch } = read;
  const done = expected !== undefined ? reached >= expected : reached > 0;
  useEffect(() => {
    if (done) return undefined;
    const timer = window.setInterval(() => void refetch(), LOOK_MS);
    return () => window.clearInterval(timer);
  }, [done, refetch]);
  return (
    <div className="banner good" role="status">
      <b>{say(done ? 'web.sign.done' : 'web.sign.going', { count: number(reached) })}</b>
    </div>
  );
}

function Line({ term, children }: { term: string; children: ReactNode }) {
  return (
    <div>
      <dt>{term}</dt>
      <dd>{children}</dd>
    </div>
  );
}
