import { paceOf } from '../../domain/pace.js';

const year = { from: '2022-01-01', to: '2022-12-31' };
const kimBoi = { quota: 150, value: 46, span: year, on: '2022-05-31' };

describe('paceOf', () => {
  it('tells 46 of 150 on 31/05: 30.7 %, behind the even pace of 62.5, 14.9 needed in each of 7 months (probe 3)', () => {
    expect(paceOf(kimBoi)).toEqual({
      percent: 30.7,
      evenValue: 62.5,
      evenPercent: 41.7,
      behind: true,
      gap: 16.5,
      neededPerMonth: 14.9,
      monthsLeft: 7,
      forecast: 110.4,
    });
  });

  it('shows a unit with a slow start in earlier years behind too, with a smaller gap (probe 3)', () => {
    const history = [
      [0.02, 0.08, 0.15, 0.25, 0.3, 0.45, 0.55, 0.6, 0.7, 0.8, 0.9, 1],
      [0.02, 0.08, 0.15, 0.25, 0.4, 0.45, 0.55, 0.6, 0.7, 0.8, 0.9, 1],
    ];
    expect(paceOf({ ...kimBoi, history })).toEqual({ ...paceOf(kimBoi), gap: 6.5, forecast: 131.4 });
    expect(paceOf({ ...kimBoi, history: [Array<number>(12).fill(0.2)] })).toMatchObject({ behind: true, gap: -16, forecast: 230 });
  });

  it.each([
    ['2022-05-30', 4, 50, 8, 13],
    ['2022-06-01', 5, 62.5, 7, 14.9],
    ['2022-06-30', 6, 75, 6, 17.3],
    ['2022-01-30', 0, 0, 12, 8.7],
    ['2022-12-30', 11, 137.5, 1, 104],
  ])(
    'on %s counts %d whole months: even pace %d, %d months left, %d needed a month',
    (on, _whole, evenValue, monthsLeft, neededPerMonth) => {
      expect(paceOf({ ...kimBoi, on })).toMatchObject({ evenValue, monthsLeft, neededPerMonth });
    },
  );

  it('is not behind exactly on the even pace, nor ahead of it', () => {
    expect(paceOf({ ...kimBoi, value: 62.5 })).toMatchObject({ behind: false, gap: 0 });
    expect(paceOf({ ...kimBoi, value: 62.4 })).toMatchObject({ behind: true, gap: 0.1 });
    expect(paceOf({ ...kimBoi, value: 70 })).toMatchObject({ behind: false, gap: -7.5 });
  });

  it('needs nothing more when the quota is reached, or passed', () => {
    expect(paceOf({ ...kimBoi, value: 150 })).toMatchObject({ percent: 100, neededPerMonth: 0, behind: false });
    expect(paceOf({ ...kimBoi, value: 163 })).toMatchObject({ percent: 108.7, neededPerMonth: 0, behind: false });
  });

  it('asks for nothing when the quota is zero', () => {
    expect(paceOf({ ...kimBoi, quota: 0, value: 0 })).toMatchObject({
      percent: null,
      evenValue: 0,
      behind: false,
      gap: 0,
      neededPerMonth: 0,
    });
  });

  it.each(['2022-12-31', '2023-02-10'])('on %s has no month left: what lacks can no longer be made up', (on) => {
    const history = [[0.1, 0.2]];
    const ended = { evenValue: 150, evenPercent: 100, behind: true, gap: 104, neededPerMonth: null, monthsLeft: 0, forecast: 46 };
    expect(paceOf({ ...kimBoi, on })).toMatchObject(ended);
    expect(paceOf({ ...kimBoi, on, history })).toMatchObject(ended);
    expect(paceOf({ ...kimBoi, on, value: 150 })).toMatchObject({ neededPerMonth: 0, behind: false });
  });

  it('before the first month is over, and before the span, expects nothing and forecasts nothing', () => {
    const none = { evenValue: 0, evenPercent: 0, behind: false, gap: -3, monthsLeft: 12, neededPerMonth: 12.3, forecast: null };
    expect(paceOf({ ...kimBoi, value: 3, on: '2022-01-20' })).toMatchObject(none);
    expect(paceOf({ ...kimBoi, value: 3, on: '2021-11-02' })).toMatchObject(none);
    expect(paceOf({ ...kimBoi, value: 3, on: '2021-11-02', history: [[0.5]] })).toMatchObject(none);
  });

  it('lets the last month of a short history stand for those after it, and an empty one say nothing', () => {
    expect(paceOf({ ...kimBoi, history: [[0.1, 0.4]] })).toMatchObject({ gap: 14 });
    expect(paceOf({ ...kimBoi, history: [[]] })).toMatchObject({ gap: -46, forecast: null, behind: true });
  });

  it('counts a span that begins within a month by its own months, the rest as part of one', () => {
    const span = { from: '2022-02-14', to: '2022-12-31' };
    expect(paceOf({ ...kimBoi, span, on: '2022-05-13' })).toMatchObject({ monthsLeft: 7.6, evenValue: 42.5 });
    expect(paceOf({ ...kimBoi, span, on: '2022-05-12' })).toMatchObject({ monthsLeft: 8.6, evenValue: 28.4 });
    expect(paceOf({ ...kimBoi, span, on: '2022-12-31' })).toMatchObject({ monthsLeft: 0, evenValue: 150 });
  });

  it('expects nothing of a span without days', () => {
    expect(paceOf({ ...kimBoi, span: { from: '2022-01-01', to: '2021-12-31' } })).toMatchObject({
      evenValue: 0,
      evenPercent: 0,
      monthsLeft: 0,
      behind: false,
    });
  });
});
