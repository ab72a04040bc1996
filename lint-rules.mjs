/**
 * Our own bans, which no compiler closes (see ARCHITECTURE.md, "Time"). oxlint loads this file as the plugin `house`.
 * Each message tells the way out.
 */

const localGetters = new Set(
  ['FullYear', 'Month', 'Date', 'Day', 'Hours', 'Minutes', 'Seconds', 'Milliseconds'].flatMap((part) => [`get${part}`, `set${part}`]),
);
const localTexts = new Set([
  'getTimezoneOffset',
  'getYear',
  'toDateString',
  'toTimeString',
  'toLocaleString',
  'toLocaleDateString',
  'toLocaleTimeString',
]);
const dayOut = 'A day is a YYYY-MM-DD string and an instant is epoch ms: use the functions of domain/day.';

/** Name of a member access whose name is written out, else undefined. */
function memberName(node) {
  if (node.type !== 'MemberExpression') return undefined;
  if (!node.computed && node.property.type === 'Identifier') return node.property.name;
  return node.computed && node.property.type === 'Literal' ? String(node.property.value) : undefined;
}

const isNamed = (node, name) => node?.type === 'Identifier' && node.name === name;

/** Bans what reads the machine's time zone: it differs between a worker, its replay and a test. */
const noLocalTime = {
  create(context) {
    return {
      MemberExpression(node) {
        const name = memberName(node);
        if (localGetters.has(name) || localTexts.has(name)) {
          context.report({ node, message: `${name} reads the machine's time zone or language. ${dayOut}` });
        }
        if (name === 'parse' && isNamed(node.object, 'Date')) {
          context.report({ node, message: `Date.parse reads a text without zone as local time. ${dayOut}` });
        }
      },
      NewExpression(node) {
        if (!isNamed(node.callee, 'Date')) return;
        if (node.arguments.length === 0) {
          context.report({ node, message: 'new Date() reads the clock. The instant is passed in as epoch ms.' });
        } else if (node.arguments.length > 1) {
          context.report({ node, message: `new Date(y, m, …) is local time. ${dayOut} For parts, Date.UTC(…).` });
        }
      },
      CallExpression(node) {
        if (isNamed(node.callee, 'Date')) context.report({ node, message: `Date() gives local text. ${dayOut}` });
      },
    };
  },
};

/** Bans reading the clock in rules: what is decided must be decided the same at replay and rehearsal. */
const noClock = {
  create(context) {
    return {
      MemberExpression(node) {
        if (memberName(node) === 'now' && isNamed(node.object, 'Date')) {
          context.report({ node, message: 'The rules do not read the clock: take nowMs as a parameter.' });
        }
      },
    };
  },
};

/** Bans SQL put together from text, whatever name the tag was imported by. */
const noRawSql = {
  create(context) {
    const tags = new Set();
    return {
      ImportDeclaration(node) {
        if (node.source.value !== 'kysely') return;
        for (const specifier of node.specifiers) {
          if (specifier.type === 'ImportSpecifier' && isNamed(specifier.imported, 'sql')) tags.add(specifier.local.name);
        }
      },
      MemberExpression(node) {
        if (memberName(node) === 'raw' && node.object.type === 'Identifier' && tags.has(node.object.name)) {
          context.report({ node, message: 'sql.raw joins text into SQL. Use sql`…${value}…`, sql.ref, sql.table or sql.id.' });
        }
      },
    };
  },
};

export default {
  meta: { name: 'house' },
  rules: { 'no-local-time': noLocalTime, 'no-clock': noClock, 'no-raw-sql': noRawSql },
};
