import { useState } from 'react';
import type { DutyAnswer } from '../../contract/http-api.js';
import { useAct } from '../api/act.js';
import { usePlanName } from '../api/plan-names.js';
import { Button } from '../parts/button.js';
import { Spoken, Trouble } from '../parts/states.js';
import { ReasonField } from '../report/reason-field.js';
import { useSession } from '../session/session.js';
import { useWords } from '../words/words.js';

/** What the ladder proposed for review is decided here by who may: to review, or to dismiss it, with a reason. */
export function ReviewDecision({ duty }: { duty: DutyAnswer }) {
  const { say } = useWords();
  const { may } = useSession();
  const issuer = usePlanName(duty.plan)?.issuer.id;
  const { lodge, busy, refusal } = useAct();
  const [reason, setReason] = useState('');
  const [missing, setMissing] = useState(false);
  const [said, setSaid] = useState('');
  if (said !== '')
    return (
      <p className="banner good">
        {said} <Spoken>{said}</Spoken>
      </p>
    );
  if (!duty.proposed || issuer === undefined || !may('reviews.decide', issuer)) return null;
  async function decide(decision: 'review' | 'dismiss') {
    if (reason.trim() === '') return setMissing(true);
    const outcome = await lodge('duties', 'decideReview', {
      params: { plan: duty.plan, unit: duty.unit.id, item: duty.item, period: duty.period },
      body: { decision, reason: reason.trim() },
    });
    if (outcome) setSaid(say(decision === 'review' ? 'web.proposed.reviewed' : 'web.proposed.dismissed'));
    return undefined;
  }
  return (
    <section className="card padded stack proposed">
      <h2>{say('web.proposed')}</h2>
      <p className="secondary">{say('web.proposed.what', { body: duty.unit.name })}</p>
      <Trouble refusal={refusal} />
      <ReasonField
        id="proposed"
        label={say('web.proposed.reason')}
        value={reason}
        {...(missing && reason.trim() === '' && { missing: say('web.proposed.missing') })}
        onChange={setReason}
      />
      <div className="cluster">
        <Button busy={busy} onClick={() => void decide('review')}>
          {say('web.proposed.review')}
        </Button>
        <Button busy={busy} onClick={() => void decide('dismiss')}>
          {say('web.proposed.dismiss')}
        </Button>
      </div>
    </section>
  );
}
