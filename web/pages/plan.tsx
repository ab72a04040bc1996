import { Link, useParams } from 'wouter';
import { yearOf } from '../../domain/day.js';
import type { Plan } from '../../domain/plan.js';
import { useRead } from '../api/read.js';
import { LinkButton } from '../parts/button.js';
import { PlanChip } from '../parts/chip.js';
import { PlanFiles } from '../parts/files-card.js';
import { Glyph } from '../parts/glyph.js';
import { GreyRows, Trouble } from '../parts/states.js';
import { useSession } from '../session/session.js';
import { PlanTargets } from '../targets/plan-targets.js';
import { PlanTimeline } from '../timeline/plan-timeline.js';
import { useWords } from '../words/words.js';
import { PlanCascade } from './plan-cascade.js';
import { PlanMatrix } from '../late/plan-matrix.js';
import { PlanHistory } from './plan-history.js';
import { PlanNotices } from './plan-notices.js';
import { PlanText } from './plan-text.js';

const TABS = ['cascade', 'matrix', 'targets', 'timeline', 'text', 'notices', 'history'] as const;
type Tab = (typeof TABS)[number];

/** One plan: its number and subject, and what one looks at it for, tab by tab. */
export default function PlanPage() {
  const { plan: id, tab = 'cascade' } = useParams<{ plan: string; tab?: Tab }>();
  const { say, code, capital, day, dayOf } = useWords();
  const { may } = useSession();
  const read = useRead('plans', 'get', { params: { plan: id } });
  if (read.error) return <Trouble refusal={read.error} />;
  if (!read.data) return <GreyRows rows={12} />;
  const { symbol, subject, issuer, status, issuedMs } = read.data;
  const plan = read.data.plan as Plan;
  const counts: Partial<Record<Tab, number>> = { targets: plan.targets.length, text: plan.tasks.length, matrix: plan.reports.length };
  return (
    <>
      <p className="crumbs">
        <Link to="/plans">{say('web.nav.plans')}</Link> › {issuer.name} › {yearOf(plan.horizon.from)}
      </p>
      <div className="head">
        <h1>
          <span className="symbol">{symbol}</span> {capital(subject)}
        </h1>
        <PlanChip status={status} />
        <span className="secondary">
          {issuedMs !== undefined && say('web.plan.issuedOn', { day: dayOf(issuedMs) })} ·{' '}
          {say('web.plan.until', { day: day(plan.horizon.to) })}
        </span>
        <div className="end">
          {may('duties.urge') && (
            <LinkButton to={`/late?plan=${id}`} primary>
              <Glyph name="urge" />
              {say('web.plan.urge')}
            </LinkButton>
          )}
        </div>
      </div>
      <nav className="tabs" aria-label={say('web.plan.tabs')}>
        {TABS.map((one) => (
          <Link key={one} to={`/plans/${id}/${one}`} aria-current={one === tab ? 'page' : undefined}>
            {code('web.tab.', one)} {counts[one] !== undefined && counts[one] > 0 && <span>{counts[one]}</span>}
          </Link>
        ))}
      </nav>
      <div className="tab-body">
        {tab === 'cascade' && <PlanCascade id={id} />}
        {tab === 'matrix' && <PlanMatrix id={id} />}
        {tab === 'targets' && <PlanTargets id={id} />}
        {tab === 'timeline' && <PlanTimeline id={id} plan={plan} issuedMs={issuedMs} />}
        {tab === 'notices' && <PlanNotices id={id} />}
        {tab === 'text' && (
          <div className="stack">
            <PlanText plan={plan} />
            <PlanFiles plan={id} mine={may('plans.draft', issuer.id)} />
          </div>
        )}
        {tab === 'history' && <PlanHistory id={id} plan={plan} />}
      </div>
    </>
  );
}
