import { useState } from 'react';
import { Link, useLocation } from 'wouter';
import { useQueryClient } from '@tanstack/react-query';
import { ask, Refusal } from '../api/ask.js';
import { upload } from '../api/upload.js';
import { Button } from '../parts/button.js';
import { Glyph } from '../parts/glyph.js';
import { Trouble } from '../parts/states.js';
import { today } from '../words/due.js';
import { useWords } from '../words/words.js';
import type { Reading } from './items.js';

/** A paper handed in to be read: chosen, dropped or pasted. */
export default function HandInPage() {
  const { say, day } = useWords();
  const [, go] = useLocation();
  const queries = useQueryClient();
  const [file, setFile] = useState<File>();
  const [text, setText] = useState('');
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal>();
  const [need, setNeed] = useState(false);

  async function read(convert: boolean) {
    setRefusal(undefined);
    setNeed(file === undefined && text.trim() === '');
    if (file === undefined && text.trim() === '') return;
    setBusy(true);
    const key = crypto.randomUUID();
    const query = convert ? { convert: true } : {};
    try {
      const reading: Reading = file
        ? await upload<Reading>(`/readings${convert ? '?convert=true' : ''}`, file, key)
        : await ask('readings', 'handIn', { body: { text, name: say('web.handIn.name', { day: day(today()) }) }, query, key });
      queries.setQueryData(['readings', 'get', { params: { reading: reading.id } }], reading);
      go(`/readings/${reading.id}`);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      setRefusal(error);
    } finally {
      setBusy(false);
    }
  }

  return (
    <div className="stack narrow-page">
      <p className="crumbs">
        <Link to="/plans">{say('web.nav.plans')}</Link> › {say('web.handIn')}
      </p>
      <h1>{say('web.handIn')}</h1>
      <p className="secondary">{say('web.handIn.what')}</p>
      <div
        className="card padded stack drop-zone"
        onDragOver={(event) => event.preventDefault()}
        onDrop={(event) => {
          event.preventDefault();
          setFile(event.dataTransfer.files[0]);
        }}
      >
        <div className="cluster">
          <label className="button">
            <Glyph name="page" />
            {say('web.handIn.choose')}
            <input type="file" accept=".docx,.pdf,.txt" className="hidden-words" onChange={(event) => setFile(event.target.files?.[0])} />
          </label>
          {file && <b>{file.name}</b>}
        </div>
        <div className="field">
          <label htmlFor="pasted">{say('web.handIn.paste')}</label>
          <textarea id="pasted" className="input" rows={10} value={text} onChange={(event) => setText(event.target.value)} />
        </div>
      </div>
      {need && (
        <p className="banner over" role="alert">
          <b>{say('web.handIn.need')}</b>
        </p>
      )}
      <Trouble refusal={refusal} />
      {refusal?.problem?.code === 'TEXT_LEGACY_ENCODING' && (
        <Button busy={busy} onClick={() => void read(true)}>
          {say('web.handIn.convert')}
        </Button>
      )}
      <div className="cluster">
        <Button primary busy={busy} className="wide-on-phone" onClick={() => void read(false)}>
          {say(busy ? 'web.handIn.busy' : 'web.handIn.read')}
        </Button>
      </div>
    </div>
  );
}
