/**
 * The table of rooms: who may import whom, and which package lives where.
 *
 * Three readers hold to it: dependency-cruiser (.dependency-cruiser.cjs makes its rules from it), the tsconfig.json of each room
 * (its references are `imports`, its types and lib follow `node`), and test/layers.test.ts, which keeps the three equal.
 * A new room: a line here, a tsconfig.json in the folder, a reference in ./tsconfig.json. The test names whatever is missing.
 */

const every = (...names) => names;

/**
 * imports: rooms whose files may be imported. only: of a room, these files alone (names without ending).
 * typesOnly: of these rooms types alone (test/layers.test.ts holds it, since a cruised import does not tell). browser: whether it runs there, with its types.
 * node: whether Node's own modules and types exist there. why: what to do instead, shown when the rule bites.
 */
const rooms = {
  domain: {
    imports: [],
    node: false,
    why: 'domain/ is the rules, pure. What comes from outside (time, store, words) is passed in as a value.',
  },
  i18n: {
    imports: ['domain'],
    node: false,
    why: 'i18n/ turns codes and data into words. Facts it needs are in the data of the code.',
  },
  reading: {
    imports: every('domain', 'i18n'),
    node: false,
    why: 'reading/ is the grammar of papers, pure: a text in, a draft out. Files are opened by documents/, files are written by the door.',
  },
  contract: {
    imports: ['domain'],
    node: false,
    why: 'contract/ is shapes only. What does something belongs to the room that does it.',
  },
  workflows: {
    imports: ['domain', 'contract'],
    only: { contract: ['messages', 'workflows', 'activities', 'names'] },
    node: false,
    why: 'workflows/ waits, asks the domain and calls an activity through its interface in contract/activities. I/O goes to activities/.',
  },
  store: {
    imports: ['domain'],
    node: true,
    why: 'store/ keeps and finds rows. What decides belongs to domain/; what combines belongs to client/ or activities/.',
  },
  relay: {
    imports: every('domain', 'contract', 'store'),
    node: true,
    why: 'relay/ carries commands from store/ to workflows and back. Rules belong to domain/.',
  },
  notify: {
    imports: every('domain', 'i18n'),
    node: true,
    why: 'notify/ chooses words and channel. Rows are read and marked by activities/.',
  },
  documents: {
    imports: every('domain', 'i18n', 'reading'),
    node: true,
    why: 'documents/ turns the bytes of files into values and back. It reads no rows and asks nobody: hand it what it writes.',
  },
  activities: {
    imports: every('domain', 'contract', 'store', 'notify'),
    node: true,
    why: 'activities/ is I/O, safe to repeat. What it needs is handed to its create…Activities(deps).',
  },
  config: {
    imports: [],
    node: true,
    why: 'config/ reads the environment once. It hands out values and knows nobody.',
  },
  client: {
    imports: every('domain', 'reading', 'contract', 'store', 'relay'),
    node: true,
    why: 'client/ is the verbs of the domain, with no door of its own. Doors are http/ and cli/.',
  },
  workers: {
    imports: every('domain', 'i18n', 'contract', 'store', 'relay', 'notify', 'activities', 'config', 'client'),
    node: true,
    why: 'workers/ wires a worker. It knows workflows/ by path only: its code runs in the bundle, not here.',
  },
  http: {
    imports: every('domain', 'contract', 'client', 'documents', 'i18n', 'config'),
    node: true,
    why: 'http/ parses, asks client/ and maps the answer, to JSON or to a file of documents/. It reads no rows: add a verb to client/.',
  },
  start: {
    imports: every(
      'domain',
      'i18n',
      'contract',
      'store',
      'relay',
      'notify',
      'documents',
      'activities',
      'config',
      'client',
      'workers',
      'http',
    ),
    node: true,
    why: 'start/ wires a process. workflows/ is known by path only.',
  },
  cli: {
    imports: every('domain', 'contract', 'i18n', 'config', 'documents', 'reading', 'start'),
    node: true,
    why: 'cli/ is an HTTP client with a token. What needs the store goes through start/.',
  },
  web: {
    imports: every('domain', 'i18n', 'contract'),
    typesOnly: ['contract'],
    node: false,
    browser: true,
    why: 'web/ shows and asks over HTTP. Of contract/ it knows types alone, so that no zod reaches the browser.',
  },
  bench: {
    imports: every(
      'domain',
      'i18n',
      'contract',
      'workflows',
      'store',
      'relay',
      'notify',
      'documents',
      'reading',
      'activities',
      'config',
      'client',
      'workers',
      'http',
      'start',
      'cli',
    ),
    node: true,
    why: 'bench/ may import anything but test/.',
  },
  prove: {
    imports: every(
      'domain',
      'i18n',
      'contract',
      'store',
      'relay',
      'notify',
      'documents',
      'activities',
      'config',
      'client',
      'workers',
      'http',
      'start',
      'cli',
      'bench',
    ),
    node: true,
    why: 'prove/ may import anything but workflows/, which it knows by path, and test/.',
  },
  test: {
    imports: every(
      'domain',
      'i18n',
      'contract',
      'workflows',
      'store',
      'relay',
      'notify',
      'documents',
      'reading',
      'activities',
      'config',
      'client',
      'workers',
      'http',
      'start',
      'cli',
      'bench',
      'prove',
    ),
    node: true,
    why: 'test/ may import anything; nothing imports test/.',
  },
};

/**
 * Packages allowed only where they are named: a room ('store'), or files of a room ('contract/http-api': its name begins so).
 * A package that is not named here may be used by any room with node: true. test/, bench/ and prove/ may use any.
 */
const packages = [
  {
    names: ['zod'],
    where: ['contract/http-api', 'contract/plan-file', 'contract/unit-file', 'config', 'http'],
    why: 'Validate at the door; inside, the types hold. zod must never reach the workflow bundle.',
  },
  { names: ['yaml'], where: ['contract/plan-file', 'contract/unit-file'], why: 'Reading a plan file is one function there; call it.' },
  { names: ['@temporalio/workflow'], where: ['contract/messages', 'workflows'], why: 'Only code that runs in the bundle may load it.' },
  { names: ['kysely', 'pg', '@electric-sql/pglite'], where: ['store'], why: 'SQL is written in store/ alone: add a query file there.' },
  {
    names: ['@temporalio/client'],
    where: ['relay', 'client', 'activities', 'workers', 'start'],
    why: 'A door asks client/; it holds no Temporal connection.',
  },
  {
    names: ['@temporalio/activity'],
    where: ['activities'],
    why: 'Only an activity has an activity context; pass down what you need from it.',
  },
  { names: ['@temporalio/worker'], where: ['workers', 'start'], why: 'Worker and bundle are made in workers/.' },
  { names: ['@temporalio/testing'], where: ['start'], why: 'The time-skipping server belongs to tests and the demo.' },
  { names: ['fastify', '@fastify/*', 'fastify-type-provider-zod'], where: ['http'], why: 'HTTP is spoken in http/ alone.' },
  {
    names: ['@node-rs/argon2', 'otplib', '@zxcvbn-ts/*', 'openid-client'],
    where: ['client'],
    why: 'Who a person is, is proved in client/ alone.',
  },
  { names: ['nodemailer'], where: ['notify'], why: 'Mail leaves through notify/ alone.' },
  { names: ['commander', 'cli-progress', 'cli-table3'], where: ['cli'], why: 'The terminal is cli/. Return values; let it print them.' },
  {
    names: ['yauzl', 'saxes', 'pdfjs-dist', 'docx', 'exceljs'],
    where: ['documents'],
    why: 'Files from outside are opened in documents/, in a process of its own: ask its reader.',
  },
  {
    names: ['react', 'react-dom', 'react-aria-components', '@tanstack/*', 'wouter', 'uqr'],
    where: ['web'],
    why: 'What is drawn for people is drawn in web/.',
  },
  {
    names: ['prom-client'],
    where: ['start'],
    why: 'Figures are made where the process is wired. Report them through a hook of your room.',
  },
  { names: ['pino'], where: ['workers', 'start', 'http'], why: 'Take a logger as a parameter; it is made where the process is wired.' },
];

module.exports = { rooms, packages };
