import { useEffect, useState } from 'react';
import { Dialog, Heading, Modal } from 'react-aria-components';
import type { WordKey } from '../../i18n/vi.js';
import { useWords } from '../words/words.js';
import { Button } from './button.js';
import { isTyping, keysAreOn, switchKeys } from './keys.js';

const KEYS: [string[], WordKey][] = [
  [['/'], 'web.keys.search'],
  [['g', 'v'], 'web.nav.inbox'],
  [['g', 'k'], 'web.nav.plans'],
  [['g', 'c'], 'web.nav.late'],
  [['g', 't'], 'web.nav.targets'],
  [['j', 'k'], 'web.keys.next'],
  [['Enter'], 'web.keys.enter'],
  [['e'], 'web.keys.snooze'],
  [['x'], 'web.keys.select'],
  [['←', '→', '↑', '↓'], 'web.keys.arrows'],
  [['[', ']'], 'web.keys.pins'],
  [['Ctrl', 'S'], 'web.keys.save'],
  [['Ctrl', 'Enter'], 'web.keys.submit'],
];

/** What each key does, on `?`; also where single keys are switched off. */
export function KeyList() {
  const { say } = useWords();
  const [open, setOpen] = useState(false);
  const [on, setOn] = useState(keysAreOn);
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.key === '?' && !isTyping(event)) setOpen(true);
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, []);
  return (
    <Modal className="key-list card padded" isOpen={open} onOpenChange={setOpen} isDismissable>
      <Dialog>
        <Heading slot="title">{say('web.keys')}</Heading>
        <dl>
          {KEYS.map(([keys, word]) => (
            <div key={word}>
              <dt>
                {keys.map((key) => (
                  <kbd key={key}>{key}</kbd>
                ))}
              </dt>
              <dd>{say(word)}</dd>
            </div>
          ))}
        </dl>
        <label className="cluster">
          <input
            type="checkbox"
            checked={on}
            onChange={(event) => {
              switchKeys(event.target.checked);
              setOn(event.target.checked);
            }}
          />
          {say('web.keys.on')}
        </label>
        <Button onClick={() => setOpen(false)}>{say('web.close')}</Button>
      </Dialog>
    </Modal>
  );
}
