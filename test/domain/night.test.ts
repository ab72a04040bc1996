import fc from 'fast-check';
import { nextNightMs } from '../../domain/night.js';

test('the next night is after now, within a day, at two in the morning in Viet Nam', () => {
  fc.assert(
    fc.property(fc.integer({ min: Date.UTC(2020, 0, 1), max: Date.UTC(2090, 0, 1) }), (nowMs) => {
      const nightMs = nextNightMs(nowMs);
      expect(nightMs).toBeGreaterThan(nowMs);
      expect(nightMs - nowMs).toBeLessThanOrEqual(86_400_000);
      expect(new Date(nightMs + 7 * 3_600_000).toISOString().slice(11)).toBe('02:00:00.000Z');
    }),
  );
});
