import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { AttachmentAnswer } from '../../contract/http-api.js';
import { Refusal } from '../api/ask.js';
import { useRead } from '../api/read.js';
import { upload } from '../api/upload.js';
import { useWords } from '../words/words.js';
import { Glyph } from './glyph.js';
import { Spoken, Trouble } from './states.js';

interface OnDuty {
  plan: string;
  unit: string;
  item: string;
  period: string;
}

/** Files of a duty, each with its versions, and a place to add one. */
export function DutyFiles({ on, mine }: { on: OnDuty; mine: boolean }) {
  const { say } = useWords();
  const read = useRead('attachments', 'list', { params: { ...on } });
  const { plan, unit, item, period } = on;
  const address = `/plans/${plan}/units/${encodeURIComponent(unit)}/items/${encodeURIComponent(item)}/periods/${encodeURIComponent(period)}/files`;
  if (!read.data || (!mine && read.data.items.length === 0)) return null;
  return <FilesCard title={say('web.files')} files={read.data.items} address={address} mine={mine} />;
}

/** The paper that a plan was read from, and others with it, for who sees it whole. */
export function PlanFiles({ plan, mine }: { plan: string; mine: boolean }) {
  const { say } = useWords();
  const read = useRead('attachments', 'listOfPlan', { params: { plan } });
  if (!read.data || (!mine && read.data.items.length === 0)) return null;
  return <FilesCard title={say('web.files.ofPlan')} files={read.data.items} address={`/plans/${plan}/files`} mine={mine} />;
}

function FilesCard({ title, files, address, mine }: { title: string; files: AttachmentAnswer[]; address: string; mine: boolean }) {
  const { say, dayOf, time, number } = useWords();
  const queries = useQueryClient();
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal>();
  const [said, setSaid] = useState('');
  const names = [...new Set(files.map(({ name }) => name))];

  async function add(file: File | undefined) {
    if (!file) return;
    setBusy(true);
    setRefusal(undefined);
    try {
      const added = await upload<AttachmentAnswer>(address, file, crypto.randomUUID());
      setSaid(say('web.files.added', { name: added.name, version: added.version }));
      await queries.invalidateQueries({ queryKey: ['attachments'] });
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      setRefusal(error);
    } finally {
      setBusy(false);
    }
  }

  return (
    <section className="card padded stack files-card" aria-label={title}>
      <div className="row-between">
        <h2>{title}</h2>
        {mine && (
          <label className="button small" aria-busy={busy || undefined}>
            <Glyph name="link" />
            {say(busy ? 'web.files.adding' : 'web.files.add')}
            <input
              type="file"
              accept=".docx,.xlsx,.pdf,.png,.jpg,.jpeg,.txt,.csv"
              className="hidden-words"
              onChange={(event) => {
                void add(event.target.files?.[0]);
                event.target.value = '';
              }}
            />
          </label>
        )}
      </div>
      <Trouble refusal={refusal} />
      <Spoken>{said}</Spoken>
      {names.length === 0 && <p className="secondary">{say('web.files.none')}</p>}
      <ul className="stack">
        {names.map((name) => (
          <li key={name}>
            <b>{name}</b>
            <ul className="secondary">
              {files
                .filter((file) => file.name === name)
                .map(({ id, version, size, addedMs }) => (
                  <li key={id}>
                    <a href={`/api/v1${address}/${id}`} download>
                      {say('web.files.version', { version })}
                    </a>{' '}
                    · {dayOf(addedMs)} {time(addedMs)} · {number(size / 1024, 0)} KB
                  </li>
                ))}
            </ul>
          </li>
        ))}
      </ul>
    </section>
  );
}
