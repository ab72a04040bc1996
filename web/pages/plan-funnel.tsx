import type { WordKey } from '../../i18n/vi.js';
import type { Answer } from '../api/ask.js';
import { useWords } from '../words/words.js';

type Level = Answer<'plans', 'cascade'>['funnel'][number];
const STEPS: { step: 'issued' | 'received' | 'ownPlan' | 'reporting'; word: WordKey }[] = [
  { step: 'issued', word: 'web.funnel.issued' },
  { step: 'received', word: 'web.funnel.received' },
  { step: 'ownPlan', word: 'web.funnel.ownPlan' },
  { step: 'reporting', word: 'web.funnel.reporting' },
];

/** Issued → received → own plan → reporting: the first level large, the levels beneath in one line. */
export function Funnel({ funnel }: { funnel: Level[] }) {
  const { say, number } = useWords();
  const [top, ...below] = funnel;
  if (!top) return null;
  const sum = (step: keyof Level) => below.reduce((all, level) => all + level[step], 0);
  return (
    <ol className="card funnel">
      {STEPS.map(({ step, word }) => (
        <li key={step}>
          <p>
            <b>{step === 'issued' ? number(top.issued) : `${number(top[step])}/${number(top.issued)}`}</b> {say(word)}
          </p>
          <svg width="100%" height="6" aria-hidden="true">
            <rect width="100%" height="6" fill="var(--sunken)" />
            <rect width={`${(top[step] / Math.max(1, top.issued)) * 100}%`} height="6" fill="var(--bar)" />
          </svg>
          {below.length > 0 && (
            <p className="secondary">
              {step === 'issued'
                ? say('web.funnel.below', { count: number(sum('issued')) })
                : say('web.funnel.belowOf', { count: number(sum(step)), all: number(sum('issued')) })}
            </p>
          )}
        </li>
      ))}
    </ol>
  );
}
