import { problem } from '../../domain/problem.js';
import { sayProblem } from '../../i18n/problem.js';

describe('a problem in words', () => {
  it('says codes in its data in words, each of a list', () => {
    const found = problem('STATE_NOT_ALLOWED', { state: 'inForce', allowed: 'suspend, revoke, conclude' });
    expect(sayProblem('vi', found)).toBe(
      'Không thực hiện được khi đang ở trạng thái “đang thực hiện”. Được phép: tạm dừng, bãi bỏ, tổng kết.',
    );
    expect(sayProblem('en', found)).toBe('Not possible in state "in force". Allowed: suspend, revoke, conclude.');
  });

  it('says nothing of what is allowed where nothing is', () => {
    const found = problem('STATE_NOT_ALLOWED', { state: 'notDue', allowed: '' });
    expect(sayProblem('vi', found)).toBe('Không thực hiện được khi đang ở trạng thái “chưa đến kỳ”.');
    expect(sayProblem('en', found)).toBe('Not possible in state "not due yet".');
  });

  it('leaves what people wrote as it is', () => {
    expect(sayProblem('vi', problem('REVISION_CHANGED', { expected: '7', standing: '9' }))).toContain('7, bản hiện hành là 9');
    expect(sayProblem('vi', problem('SYMBOL_TYPE', { symbol: 'draft', type: 'plan', expected: 'KH' }))).toContain('“draft”');
  });
});
