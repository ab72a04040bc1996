import type { z } from 'zod';
import type * as verbs from '../../client/dondoc.js';
import type { operations } from '../../contract/http-api.js';

/** Names of what one side has and the other lacks, at any depth; `never` where both have the same. */
type Lacking<A, B> = A extends readonly (infer X)[]
  ? B extends readonly (infer Y)[]
    ? Lacking<X, Y>
    : 'list'
  : A extends object
    ? string extends keyof A
      ? never
      : {
          [Key in keyof A & string]-?: Key extends keyof B ? Prefixed<Key, Lacking<NonNullable<A[Key]>, NonNullable<B[Key]>>> : Key;
        }[keyof A & string]
    : never;
type Prefixed<Key extends string, Rest> = Rest extends string ? `${Key}.${Rest}` : never;

type Answer<Op extends { answer: z.ZodType }> = z.output<Op['answer']>;
type Ops = typeof operations;

/** Fields that verbs give and answers leave out, by name; a new one must be put into contract/http-api-… or into this list. */
interface LeftOut {
  duty: Lacking<verbs.DutyView, Answer<Ops['duties']['get']>>;
  report: Lacking<verbs.ReportView, Answer<Ops['reports']['get']>>;
  status: Lacking<Omit<verbs.PlanStatus, 'plan'>, Answer<Ops['plans']['status']>>;
  plan: Lacking<Omit<verbs.PlanView, 'warnings'>, Answer<Ops['plans']['get']>>;
  cascade: Lacking<Omit<verbs.CascadeView, 'plan'>, Answer<Ops['plans']['cascade']>>;
  matrix: Lacking<Omit<verbs.MatrixView, 'plan'>, Answer<Ops['plans']['matrix']>>;
  consolidated: Lacking<verbs.ConsolidatedView, Answer<Ops['plans']['consolidated']>>;
  timeline: Lacking<verbs.TimelineEntry, Answer<Ops['plans']['timeline']>['items'][number]>;
  unit: Lacking<verbs.UnitView, Answer<Ops['units']['get']>>;
  person: Lacking<verbs.PersonView, Answer<Ops['people']['list']>['items'][number]>;
  notice: Lacking<verbs.NoticeView, Answer<Ops['inbox']['notices']>['items'][number]>;
  receipt: Lacking<verbs.Receipt, Extract<Answer<Ops['commands']['get']>, { state: 'decided' }>['receipt']>;
  rehearsal: Lacking<Omit<Awaited<ReturnType<verbs.PlanVerbs['rehearse']>>, 'refused' | 'warnings'>, Answer<Ops['plans']['rehearse']>>;
}

describe('the shapes of answers', () => {
  it('leave out nothing that the verbs give but what is named here', () => {
    // Checked by the compiler: each of these is the only value its type allows.
    const leftOut: { [View in keyof LeftOut]: [LeftOut[View]] extends [never] ? 'nothing' : LeftOut[View] } = {
      duty: 'nothing',
      report: 'nothing',
      status: 'nothing',
      plan: 'nothing',
      cascade: 'nothing',
      matrix: 'nothing',
      consolidated: 'nothing',
      timeline: 'nothing',
      unit: 'nothing',
      person: 'nothing',
      notice: 'occurrence',
      receipt: 'nothing',
      rehearsal: 'nothing',
    };
    expect(Object.values(leftOut).filter((field) => field !== 'nothing')).toEqual(['occurrence']);
  });
});
