import fc from 'fast-check';
import { addDays, dayNumber, dayOfNumber, daysBetween, type Day } from '../../domain/day.js';
import { lunarToSolar, solarToLunar } from '../../domain/lunar.js';

const TET: readonly Day[] = [
  '2005-02-09',
  '2006-01-29',
  '2007-02-17',
  '2008-02-07',
  '2009-01-26',
  '2010-02-14',
  '2011-02-03',
  '2012-01-23',
  '2013-02-10',
  '2014-01-31',
  '2015-02-19',
  '2016-02-08',
  '2017-01-28',
  '2018-02-16',
  '2019-02-05',
  '2020-01-25',
  '2021-02-12',
  '2022-02-01',
  '2023-01-22',
  '2024-02-10',
  '2025-01-29',
  '2026-02-17',
  '2027-02-06',
  '2028-01-26',
  '2029-02-13',
  '2030-02-02',
];

/** Leap months from 1900 to 2199 at UTC+7, year:month, worked out once from an ephemeris that shares nothing with the rule under test. */
const LEAP_MONTHS = `1900:8 1903:5 1906:4 1909:2 1911:6 1914:5 1917:3 1919:7 1922:6 1925:4 1928:2 1930:6 1933:5 1936:3 1938:7 1941:6
1944:4 1947:2 1949:7 1952:5 1955:3 1957:8 1960:6 1963:4 1966:3 1968:7 1971:5 1974:4 1976:8 1979:6 1982:4 1985:2 1987:7 1990:5 1993:3
1995:8 1998:5 2001:4 2004:2 2006:7 2009:5 2012:4 2014:9 2017:6 2020:4 2023:2 2025:6 2028:5 2031:3 2033:11 2036:6 2039:5 2042:2 2044:7
2047:5 2050:3 2052:8 2055:6 2058:4 2061:3 2063:7 2066:5 2069:4 2071:8 2074:6 2077:4 2080:3 2082:7 2085:5 2088:4 2090:8 2093:6 2096:4
2099:2 2101:7 2104:5 2107:4 2109:9 2112:6 2115:4 2118:3 2120:7 2123:5 2126:4 2128:11 2131:6 2134:5 2137:2 2139:7 2142:5 2145:4 2148:1
2150:6 2153:5 2156:3 2158:7 2161:6 2164:4 2166:10 2169:6 2172:5 2175:3 2177:7 2180:6 2183:4 2186:2 2188:6 2191:5 2194:3 2196:7 2199:6`;

const anyDay = fc.integer({ min: dayNumber('1900-01-01'), max: dayNumber('2200-12-31') }).map(dayOfNumber);

describe('the Vietnamese lunar calendar', () => {
  it.each(TET)('puts mùng 1 Tết on %s', (day) => {
    const year = Number(day.slice(0, 4));
    expect(lunarToSolar(year, 1, 1)).toBe(day);
    expect(solarToLunar(day)).toEqual({ year, month: 1, day: 1, leap: false });
    expect(solarToLunar(addDays(day, -1))).toMatchObject({ year: year - 1, month: 12, leap: false });
  });

  it.each([
    [2007, '2007-02-17', 'Beijing: the 18th'],
    [2030, '2030-02-02', 'Beijing: the 3rd'],
    [1985, '1985-01-21', 'Beijing: a month later, 20 February'],
    [1968, '1968-01-29', 'Beijing: the 30th'],
  ])('keeps its own Tết of %d on %s (%s)', (year, day) => {
    expect(lunarToSolar(year, 1, 1)).toBe(day);
  });

  it.each([
    [2021, '2021-04-21'],
    [2022, '2022-04-10'],
    [2023, '2023-04-29'],
    [2024, '2024-04-18'],
    [2025, '2025-04-07'],
    [2026, '2026-04-26'],
    [2027, '2027-04-16'],
  ])('puts Giỗ Tổ of %d, 10/3, on %s', (year, day) => {
    expect(lunarToSolar(year, 3, 10)).toBe(day);
    expect(solarToLunar(day)).toEqual({ year, month: 3, day: 10, leap: false });
  });

  it.each([
    [2014, 9, '2014-10-24'],
    [2017, 6, '2017-07-23'],
    [2020, 4, '2020-05-23'],
    [2023, 2, '2023-03-22'],
    [2025, 6, '2025-07-25'],
    [2033, 11, '2033-12-22'],
  ])('begins leap month of %d after month %d on %s', (year, month, day) => {
    expect(lunarToSolar(year, month, 1, true)).toBe(day);
    expect(solarToLunar(day)).toEqual({ year, month, day: 1, leap: true });
    expect(solarToLunar(addDays(day, -1))).toMatchObject({ year, month, leap: false });
  });

  it('has exactly the leap months of three centuries', () => {
    const found: string[] = [];
    for (let year = 1900; year < 2200; year += 1) {
      for (let month = 1; month <= 12; month += 1) if (lunarToSolar(year, month, 1, true)) found.push(`${year}:${month}`);
    }
    expect(found).toEqual(LEAP_MONTHS.split(/\s+/));
  });

  // The new moon of each falls within two minutes of midnight in Viet Nam: the series must be right to the minute.
  it.each([
    '1944-06-20',
    '1998-09-21',
    '2054-05-08',
    '2072-12-09',
    '2077-11-15',
    '2079-08-27',
    '2085-10-18',
    '2090-09-24',
    '2130-05-07',
    '2150-05-26',
    '2153-10-18',
    '2159-05-17',
    '2175-01-22',
    '2188-04-27',
    '2199-01-26',
  ])('begins a month on %s, by minutes', (day) => {
    expect(solarToLunar(day).day).toBe(1);
    expect(solarToLunar(addDays(day, -1)).day).toBeGreaterThan(28);
  });

  it('has no 30th in a short month, no leap month in a plain year, no month 13', () => {
    expect(lunarToSolar(2025, 12, 29)).toBe('2026-02-16');
    expect(lunarToSolar(2025, 12, 30)).toBeUndefined();
    expect(lunarToSolar(2024, 12, 29)).toBe('2025-01-28');
    expect(lunarToSolar(2024, 12, 30)).toBeUndefined();
    expect(lunarToSolar(2022, 12, 30)).toBe('2023-01-21');
    expect(lunarToSolar(2022, 12, 31)).toBeUndefined();
    expect(lunarToSolar(2026, 1, 1, true)).toBeUndefined();
    expect(lunarToSolar(2026, 13, 1)).toBeUndefined();
    expect(lunarToSolar(2026, 0, 1)).toBeUndefined();
    expect(lunarToSolar(2026, 1, 0)).toBeUndefined();
    expect(lunarToSolar(2026, 1, 1.5)).toBeUndefined();
  });

  it('reads back the day of every lunar date', () => {
    fc.assert(
      fc.property(anyDay, (day) => {
        const lunar = solarToLunar(day);
        expect(lunarToSolar(lunar.year, lunar.month, lunar.day, lunar.leap)).toBe(day);
      }),
      { numRuns: 300 },
    );
  });

  it('goes from one day to the next, or from the end of a month of 29 or 30 days to the first of another', () => {
    fc.assert(
      fc.property(anyDay, (day) => {
        const today = solarToLunar(day);
        const tomorrow = solarToLunar(addDays(day, 1));
        if (tomorrow.day === 1) expect([29, 30]).toContain(today.day);
        else expect(tomorrow).toEqual({ ...today, day: today.day + 1 });
      }),
      { numRuns: 300 },
    );
  });

  it('has Tết between 19 January and 22 February, 354, 355, 383, 384 or 385 days apart', () => {
    for (let year = 1901; year < 2199; year += 1) {
      const tet = lunarToSolar(year, 1, 1)!;
      expect(tet >= `${year}-01-19` && tet <= `${year}-02-22`).toBe(true);
      expect([354, 355, 383, 384, 385]).toContain(daysBetween(tet, lunarToSolar(year + 1, 1, 1)!));
    }
  });
});
