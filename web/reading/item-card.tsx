import { type ReactNode, useEffect, useRef } from 'react';
import { Chip } from '../parts/chip.js';
import { Button } from '../parts/button.js';
import { useWords } from '../words/words.js';
import type { Evidence, Item } from './items.js';

/** What a paper proposes, as a card: quiet until it is the one being looked at. */
export function ItemCard(props: {
  item: Item;
  state: 'confirmed' | 'rejected' | undefined;
  isGiven: boolean;
  needs: readonly string[];
  isCurrent: boolean;
  /** Number of the next item to decide. */
  next: number | undefined;
  said: string | undefined;
  onChoose(): void;
  onLight(at: Evidence | undefined): void;
  onConfirm(): void;
  onReject(): void;
  onUndo(): void;
  onEdit(): void;
  children?: ReactNode;
}) {
  const { item, state, isGiven, needs, isCurrent, next, said, children } = props;
  const { say, code } = useWords();
  const card = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (isCurrent) card.current?.scrollIntoView({ block: 'nearest' });
  }, [isCurrent]);
  return (
    <li ref={card} className={`card item-card${isCurrent ? ' current' : ''}`} aria-current={isCurrent || undefined}>
      <div className="row-between">
        <button type="button" className="plain item-title" onClick={props.onChoose}>
          <span className="item-number">{item.number}</span>
          <span>
            <span className="secondary">{code('web.reading.kind.', item.kind)}</span> {item.title}
          </span>
        </button>
        <StateOf state={state} isOpen={needs.length > 0} />
      </div>
      <dl className="item-fields">
        {item.fields.map(({ word, value, at }) => (
          <div key={word}>
            <dt>{say(word)}</dt>
            <dd>
              {at ? (
                <button type="button" className="text-button" onClick={() => props.onLight(at)}>
                  {value}
                </button>
              ) : (
                value
              )}
            </dd>
          </div>
        ))}
      </dl>
      {isCurrent && (
        <>
          {item.asks.map((ask) => (
            <p key={ask} className="why">
              {ask}
            </p>
          ))}
          {isGiven && <p className="why">{say('web.reading.given')}</p>}
          {item.at && (
            <p className="why">
              <b>{say('web.why')}</b>
              {say('web.reading.sure', { percent: Math.round(item.at.confidence * 100), rule: item.at.rule })}
            </p>
          )}
          {children}
          {said !== undefined && (
            <p className="tone-over" role="alert">
              <b>{said}</b>
            </p>
          )}
          <div className="cluster">
            {state === undefined ? (
              <>
                <Button primary onClick={props.onConfirm}>
                  {next === undefined ? say('web.reading.confirm') : say('web.reading.confirmNext', { number: next })}
                </Button>
                {item.kind !== 'basis' && item.kind !== 'recipient' && (
                  <Button onClick={props.onEdit}>
                    {say('web.reading.edit')} <kbd>s</kbd>
                  </Button>
                )}
                {item.kind !== 'head' && (
                  <Button onClick={props.onReject}>
                    {say('web.reading.reject')} <kbd>x</kbd>
                  </Button>
                )}
              </>
            ) : (
              <Button onClick={props.onUndo}>{say('web.reading.undo')}</Button>
            )}
          </div>
        </>
      )}
    </li>
  );
}

function StateOf({ state, isOpen }: { state: 'confirmed' | 'rejected' | undefined; isOpen: boolean }) {
  const { say } = useWords();
  if (state === 'confirmed')
    return (
      <Chip glyph="tick" tone="good">
        {say('web.reading.isConfirmed')}
      </Chip>
    );
  if (state === 'rejected')
    return (
      <Chip glyph="dash" tone="plain-state">
        {say('web.reading.isRejected')}
      </Chip>
    );
  return isOpen ? (
    <Chip glyph="flag" tone="warn">
      {say('web.reading.toDecide')}
    </Chip>
  ) : (
    <Chip glyph="info" tone="info">
      {say('web.reading.proposed')}
    </Chip>
  );
}
