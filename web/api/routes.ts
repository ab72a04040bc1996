import type { operations } from '../../contract/http-api.js';

type Operations = typeof operations;
export type Noun = keyof Operations;
export type VerbOf<N extends Noun> = keyof Operations[N] & string;

/** One operation of the API, as a type. */
export type OperationAt<N extends Noun, V extends VerbOf<N>> = Operations[N][V];

type RouteOf<O> = O extends { path: infer Path } ? readonly ['GET' | 'POST' | 'PUT' | 'DELETE', Path] : never;

const PLAN = '/plans/:plan';
const UNIT = `${PLAN}/units/:unit`;
const PERIOD = `${UNIT}/items/:item/periods/:period`;

/** Method and path of every operation that a page asks for; the compiler holds each path equal to the API's own. */
export const routes = {
  plans: {
    list: ['GET', '/plans'],
    get: ['GET', PLAN],
    status: ['GET', `${PLAN}/status`],
    timeline: ['GET', `${PLAN}/timeline`],
    cascade: ['GET', `${PLAN}/cascade`],
    matrix: ['GET', `${PLAN}/matrix`],
    targets: ['GET', `${PLAN}/targets`],
    consolidated: ['GET', `${PLAN}/consolidated/:item/:period`],
    check: ['POST', '/plans/check'],
    draft: ['POST', '/plans'],
    redraft: ['PUT', PLAN],
    draftOwn: ['POST', `${UNIT}/own-plan`],
    rehearse: ['POST', `${PLAN}/rehearsal`],
    issue: ['POST', `${PLAN}/issue`],
  },
  duties: {
    list: ['GET', '/duties'],
    get: ['GET', `${PERIOD}/duty`],
    receive: ['POST', `${UNIT}/receipt`],
    progress: ['POST', `${PERIOD}/progress`],
    urge: ['POST', `${PERIOD}/urging`],
    decideReview: ['POST', `${PERIOD}/review-decision`],
  },
  reports: {
    get: ['GET', PERIOD],
    saveDraft: ['PUT', `${PERIOD}/draft`],
    submit: ['POST', `${PERIOD}/submission`],
    nil: ['POST', `${PERIOD}/nil`],
    giveBack: ['POST', `${PERIOD}/return`],
    accept: ['POST', `${PERIOD}/acceptance`],
    undo: ['POST', `${PERIOD}/undoing`],
  },
  attachments: {
    list: ['GET', `${PERIOD}/files`],
    listOfPlan: ['GET', `${PLAN}/files`],
  },
  readings: {
    handIn: ['POST', '/readings'],
    get: ['GET', '/readings/:reading'],
    proposal: ['GET', '/readings/:reading/proposal'],
    planFile: ['POST', '/readings/:reading/plan-file'],
  },
  inbox: {
    get: ['GET', '/inbox'],
    awaiting: ['GET', '/inbox/awaiting'],
    notices: ['GET', '/inbox/notices'],
    read: ['POST', '/inbox/notices/read'],
  },
  overview: { get: ['GET', '/overview'], coming: ['GET', `${PLAN}/coming`] },
  diagnosis: { get: ['GET', '/diagnosis'], compare: ['POST', '/diagnosis/comparison'], rebuild: ['POST', '/diagnosis/rebuild'] },
  units: {
    list: ['GET', '/units'],
    get: ['GET', '/units/:unit'],
    add: ['POST', '/units'],
    change: ['PUT', '/units/:unit'],
    close: ['POST', '/units/:unit/closure'],
  },
  people: {
    list: ['GET', '/people'],
    get: ['GET', '/people/:person'],
    import: ['POST', '/people/import'],
    giveGrant: ['POST', '/people/:person/grants'],
    endGrant: ['POST', '/people/:person/grants/ending'],
    resetPassword: ['POST', '/people/:person/password-reset'],
    removeSecondFactor: ['DELETE', '/people/:person/second-factor'],
    setDisabled: ['PUT', '/people/:person/disabled'],
    linkIdentity: ['POST', '/people/:person/identities'],
    endSessions: ['DELETE', '/people/:person/sessions'],
  },
  tokens: { list: ['GET', '/tokens'], create: ['POST', '/tokens'], revoke: ['DELETE', '/tokens/:token'] },
  delegations: {
    list: ['GET', '/delegations'],
    create: ['POST', '/delegations'],
    colleagues: ['GET', '/units/:unit/colleagues'],
    end: ['DELETE', '/delegations/:delegation'],
  },
  preferences: { get: ['GET', '/preferences'], set: ['PUT', '/preferences'] },
  audit: { verify: ['GET', '/audit/verification'] },
  session: {
    ways: ['GET', '/session/ways'],
    signIn: ['POST', '/session'],
    signInSample: ['POST', '/session/sample'],
    get: ['GET', '/session'],
    change: ['PUT', '/session'],
    signOut: ['DELETE', '/session'],
    changePassword: ['PUT', '/session/password'],
    beginSecondFactor: ['POST', '/session/second-factor'],
    confirmSecondFactor: ['POST', '/session/second-factor/confirmation'],
    list: ['GET', '/sessions'],
    endAll: ['DELETE', '/sessions'],
    end: ['DELETE', '/sessions/:session'],
  },
  commands: { get: ['GET', '/commands/:command'] },
} as const satisfies { [N in Noun]?: { [V in VerbOf<N>]?: RouteOf<OperationAt<N, V>> } };

export type KnownNoun = keyof typeof routes;
export type KnownVerb<N extends KnownNoun> = keyof (typeof routes)[N] & VerbOf<N>;
