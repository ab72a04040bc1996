import { type ReactNode, useEffect, useMemo, useState } from 'react';
import { useLocation } from 'wouter';
import { usePlanNames } from '../api/plan-names.js';
import { useAct } from '../api/act.js';
import { useRead } from '../api/read.js';
import { InboxRow } from '../parts/inbox-row.js';
import { isTyping, keysAreOn } from '../parts/keys.js';
import { Receipt } from '../parts/receipt.js';
import { Segmented } from '../parts/segmented.js';
import { GreyRows, Spoken, Trouble } from '../parts/states.js';
import { useSession } from '../session/session.js';
import { BUCKETS, type Bucket, deedOf, dutyKey, entriesOf, type InboxEntry } from '../words/duty.js';
import { useWords } from '../words/words.js';
import { Awaited } from './inbox-awaited.js';
import { DutyPane } from './inbox-pane.js';
import { snooze, snoozed, wake } from './snooze.js';

/** What my bodies must do, in five buckets; what I await from others beside it. */
export function InboxPage() {
  const words = useWords();
  const { say } = words;
  const session = useSession();
  const [, go] = useLocation();
  const [scope, setScope] = useState<'body' | 'all'>('body');
  const [tab, setTab] = useState<'todo' | 'sent'>('todo');
  const [place, setPlace] = useState(0);
  const [receipt, setReceipt] = useState<string>();
  const [said, setSaid] = useState('');
  const [sleeping, setSleeping] = useState(snoozed);
  const plans = usePlanNames();
  const read = useRead('inbox', 'get', { query: scope === 'body' ? { unit: session.body.id } : {} });
  const { lodge, busy, refusal } = useAct();

  const all = useMemo(() => (read.data ? entriesOf(read.data) : []), [read.data]);
  const entries = all.filter(({ bucket, duty }) => bucket === 'urged' || duty.urged > 0 || !sleeping.has(dutyKey(duty)));
  const at = Math.min(place, Math.max(0, entries.length - 1));
  const current = entries[at];
  const focus = (next: number) => {
    setPlace(Math.max(0, Math.min(entries.length - 1, next)));
    setReceipt(undefined);
  };

  async function act(entry: InboxEntry) {
    const deed = deedOf(entry, words);
    if (deed.to !== undefined) return go(deed.to);
    const outcome = await lodge('duties', 'receive', { params: { plan: entry.duty.plan, unit: entry.duty.unit.id } });
    if (!outcome) return undefined;
    const command = outcome.state === 'decided' ? outcome.receipt.commandId : outcome.commandId;
    setSaid(say('web.inbox.received', { plan: plans.get(entry.duty.plan)?.symbol ?? '' }));
    if (window.innerWidth < 1024) go(`/receipts/${command}`);
    else setReceipt(command);
    return undefined;
  }

  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (isTyping(event) || !keysAreOn() || tab !== 'todo') return;
      if (event.key === 'j') focus(at + 1);
      else if (event.key === 'k') focus(at - 1);
      else if (event.key === 'Enter' && current && !(event.target as HTMLElement).closest('button, a')) void act(current);
      else if (event.key === 'e' && current && current.bucket !== 'urged' && current.duty.urged === 0)
        setSleeping(snooze(dutyKey(current.duty)));
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  });

  return (
    <>
      <div className="head">
        <h1>{say('web.nav.inbox')}</h1>
        {session.bodies.length > 1 && session.actingFor === undefined && (
          <Segmented<'body' | 'all'>
            label={say('web.inbox.scope')}
            value={scope}
            options={[
              { value: 'body', label: session.body.name },
              { value: 'all', label: say('web.inbox.allBodies', { count: session.bodies.length }) },
            ]}
            onChange={setScope}
          />
        )}
        <div className="end tabs-plain" role="group" aria-label={say('web.inbox.which')}>
          <button type="button" aria-pressed={tab === 'todo'} onClick={() => setTab('todo')}>
            {say('web.inbox.todo')}
          </button>
          <button type="button" aria-pressed={tab === 'sent'} onClick={() => setTab('sent')}>
            {say('web.inbox.sent', { count: words.number(read.data?.awaiting ?? 0) })}
          </button>
        </div>
      </div>
      <Spoken>{said}</Spoken>
      {tab === 'sent' ? (
        <Awaited />
      ) : (
        <>
          <Tiles
            entries={entries}
            current={current?.bucket}
            onJump={(bucket) => focus(entries.findIndex((entry) => entry.bucket === bucket))}
          />
          <Trouble refusal={refusal ?? read.error} />
          <div className="with-pane">
            <div className="card inbox">
              {!read.data && !read.error ? (
                <GreyRows rows={8} />
              ) : (
                BUCKETS.map((bucket) => (
                  <BucketList key={bucket} bucket={bucket} entries={entries.filter((entry) => entry.bucket === bucket)}>
                    {(entry) => (
                      <InboxRow
                        key={dutyKey(entry.duty)}
                        entry={entry}
                        deed={deedOf(entry, words)}
                        plan={plans.get(entry.duty.plan)}
                        focused={entry === current}
                        busy={busy && entry === current}
                        ofOther={entry.bucket === 'toReview' || entry.duty.unit.id !== session.body.id}
                        onFocus={() => entry !== current && focus(entries.indexOf(entry))}
                        onAct={() => void act(entry)}
                      />
                    )}
                  </BucketList>
                ))
              )}
              {entries.length < all.length && (
                <p className="empty">
                  {say('web.inbox.snoozed', { count: all.length - entries.length })}{' '}
                  <button type="button" className="text-button" onClick={() => setSleeping(wake())}>
                    {say('web.inbox.showSnoozed')}
                  </button>
                </p>
              )}
            </div>
            <aside className="inbox-aside">
              {receipt !== undefined ? (
                <Receipt command={receipt} />
              ) : (
                current && <DutyPane entry={current} plan={plans.get(current.duty.plan)} />
              )}
            </aside>
          </div>
        </>
      )}
    </>
  );
}

/** The five counts; a press jumps to the bucket. */
function Tiles(props: { entries: InboxEntry[]; current: Bucket | undefined; onJump(bucket: Bucket): void }) {
  const { code } = useWords();
  return (
    <div className="tiles">
      {BUCKETS.map((bucket) => (
        <button key={bucket} type="button" aria-current={bucket === props.current || undefined} onClick={() => props.onJump(bucket)}>
          <b>{props.entries.filter((entry) => entry.bucket === bucket).length}</b> {code('web.bucket.', bucket)}
        </button>
      ))}
    </div>
  );
}

const SHOWN = 40;

function BucketList(props: { bucket: Bucket; entries: InboxEntry[]; children(entry: InboxEntry): ReactNode }) {
  const { bucket, entries } = props;
  const { say, code } = useWords();
  const [more, setMore] = useState(false);
  return (
    <section aria-label={code('web.bucket.', bucket)}>
      <h2 className="bucket">
        {code('web.bucket.', bucket)} <span>{say('web.inbox.count', { count: entries.length })}</span>
      </h2>
      {entries.length === 0 ? (
        <p className="empty">{code('web.empty.', bucket)}</p>
      ) : (
        <ul>{(more ? entries : entries.slice(0, SHOWN)).map((entry) => props.children(entry))}</ul>
      )}
      {entries.length > SHOWN && !more && (
        <p className="empty">
          <button type="button" className="text-button" onClick={() => setMore(true)}>
            {say('web.inbox.more', { count: entries.length - SHOWN })}
          </button>
        </p>
      )}
    </section>
  );
}
