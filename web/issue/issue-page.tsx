import { useState } from 'react';
import { Link, useSearchParams } from 'wouter';
import type { Plan } from '../../domain/plan.js';
import { useRead } from '../api/read.js';
import { PlanChip } from '../parts/chip.js';
import { Glyph } from '../parts/glyph.js';
import { GreyRows, Trouble } from '../parts/states.js';
import { PlanText } from '../pages/plan-text.js';
import { Button } from '../parts/button.js';
import { today } from '../words/due.js';
import { useWords } from '../words/words.js';
import { RecipientsStep } from './recipients-step.js';
import { RehearsalStep } from './rehearsal-step.js';
import { SignStep } from './sign-step.js';
import { SourceStep } from './source-step.js';

const STEPS = ['source', 'duties', 'recipients', 'rehearsal', 'sign'] as const;
export type Step = (typeof STEPS)[number];

/** A plan on its way to be issued: its file, its duties, who receives it, a rehearsal of all that would fire, and the one act that issues it. */
export default function IssuePage() {
  const { say, code, capital, weekday, day } = useWords();
  const [search, setSearch] = useSearchParams();
  const id = search.get('plan') ?? undefined;
  const own = search.get('own') ?? undefined;
  const unit = search.get('unit') ?? undefined;
  const reading = search.get('reading') ?? undefined;
  const [step, setStep] = useState<Step>(id === undefined ? 'source' : 'duties');
  const read = useRead('plans', 'get', { params: { plan: id ?? '' } }, { enabled: id !== undefined });
  const draft = read.data;
  const now = today();
  const at = STEPS.indexOf(step);
  const go = (to: Step) => {
    setStep(to);
    window.scrollTo(0, 0);
  };
  return (
    <>
      <p className="crumbs">
        <Link to="/plans">{say('web.nav.plans')}</Link> › {say('web.plans.issue')}
      </p>
      <div className="head">
        <h1>
          {draft ? (
            <>
              <span className="symbol">{draft.symbol ?? say('web.plan.noSymbol')}</span> {capital(draft.subject)}
            </>
          ) : (
            say('web.plans.issue')
          )}
        </h1>
        {draft && <PlanChip status={draft.status} />}
      </div>
      <div className="row-between steps-line">
        <ol className="step-list">
          {STEPS.map((one, place) => (
            <li key={one}>
              <button
                type="button"
                className="plain"
                aria-current={one === step ? 'step' : undefined}
                onClick={() => (place === 0 || draft) && go(one)}
              >
                <span className={`step-dot${place < at ? ' done' : ''}`}>{place < at ? <Glyph name="tick" /> : place + 1}</span>
                {code('web.step.', one)}
              </button>
            </li>
          ))}
        </ol>
        <span className="secondary">{say('web.issue.ifToday', { day: `${capital(weekday(now))} ${day(now)}` })}</span>
      </div>
      <Trouble refusal={read.error} />
      {id !== undefined && !draft && !read.error && <GreyRows rows={8} />}
      {step === 'source' && (
        <SourceStep
          draft={draft}
          reading={reading}
          own={own !== undefined && unit !== undefined ? { plan: own, unit } : undefined}
          onDrafted={(plan) => {
            setSearch({ plan });
            go('duties');
          }}
        />
      )}
      {draft && step === 'duties' && <PlanText plan={draft.plan as Plan} />}
      {draft && step === 'recipients' && <RecipientsStep plan={draft.id} />}
      {draft && step === 'rehearsal' && <RehearsalStep plan={draft.id} document={draft.plan as Plan} />}
      {draft && step === 'sign' && <SignStep plan={draft} onBack={() => go('rehearsal')} />}
      {draft && (step === 'duties' || step === 'recipients' || step === 'rehearsal') && (
        <div className="bottom-bar">
          <Button onClick={() => go(STEPS[at - 1]!)}>◂ {code('web.step.', STEPS[at - 1]!)}</Button>
          <div className="end">
            <Button primary onClick={() => go(STEPS[at + 1]!)}>
              {say('web.issue.next', { step: code('web.step.', STEPS[at + 1]!) })} ▸
            </Button>
          </div>
        </div>
      )}
    </>
  );
}
