import { DECISIONS, maySay, SAID_OF_DUTY, saidOf } from '../../domain/said.js';

describe('what is written beside an act', () => {
  test.each([
    ['urged', { text: 'a' }, { text: 'a' }],
    [
      'returned',
      { reason: 'b', code: 'FIGURES', pins: [{ field: 'f', comment: 'c' }] },
      { text: 'b', code: 'FIGURES', pins: [{ field: 'f', comment: 'c' }] },
    ],
    ['returned', { reason: 'b', pins: [] }, { text: 'b' }],
    ['accepted', { note: 'c' }, { text: 'c' }],
    ['completed', { note: 'd', product: { symbol: '1-BC/X' } }, { text: 'd', product: { symbol: '1-BC/X' } }],
    ['concluded', { summary: 'e', counts: { doneOnTime: 3 }, targets: [] }, { text: 'e' }],
    ['resumed', { dates: 'same' }, undefined],
    // A report that moved a target: what is written in it is read in the report.
    ['targetMoved', { figures: { a: 1 }, narrative: {}, lateReason: 'x' }, undefined],
    ['submitted', { figures: {}, narrative: {}, text: 'x' }, undefined],
    ['urged', undefined, undefined],
  ] as const)('%s of %j tells %j', (type, content, said) => {
    expect(saidOf(type, content)).toEqual(said);
  });

  it('is asked of the acts of people alone', () => {
    expect([...SAID_OF_DUTY, ...DECISIONS].every(maySay)).toBe(true);
    expect(['submitted', 'issued', 'reminded', 'ticked', 'opened'].some(maySay)).toBe(false);
  });
});
