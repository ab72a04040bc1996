import { sql } from 'kysely';
import type { Db } from '../../store/database.js';

/** The schema as text, from the catalogue of a migrated database: tables with columns and constraints, then indexes; all in order of name. */
export async function dumpSchema(db: Db): Promise<string> {
  const { rows: columns } = await sql<{ table: string; column: string; type: string; rule: string }>`
    select c.relname as table, a.attname as column, format_type(a.atttypid, a.atttypmod) as type,
      case when a.attidentity <> '' then ' generated always as identity' else coalesce(' default ' || pg_get_expr(d.adbin, d.adrelid), '') end
        || case when a.attnotnull then ' not null' else '' end as rule
    from pg_class c join pg_namespace n on n.oid = c.relnamespace and n.nspname = 'public'
      join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
      left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
    where c.relkind = 'r' order by c.relname, a.attnum`.execute(db);
  const { rows: constraints } = await sql<{ table: string; definition: string }>`
    select c.relname as table, pg_get_constraintdef(k.oid) as definition from pg_constraint k join pg_class c on c.oid = k.conrelid
      join pg_namespace n on n.oid = c.relnamespace and n.nspname = 'public'
    where k.contype <> 'n' order by c.relname, k.contype desc, definition`.execute(db);
  const { rows: indexes } = await sql<{ definition: string }>`
    select indexdef as definition from pg_indexes where schemaname = 'public'
      and indexname not in (select conname from pg_constraint) order by indexdef`.execute(db);
  const tables = [...new Set(columns.map(({ table }) => table))].map((table) => {
    const lines = [
      ...columns.filter((one) => one.table === table).map(({ column, type, rule }) => `  ${column} ${type}${rule}`),
      ...constraints.filter((one) => one.table === table).map(({ definition }) => `  ${definition}`),
    ];
    return `create table ${table} (\n${lines.join(',\n')}\n);\n`;
  });
  return `-- The schema after all migrations, made from the database itself: SCHEMA=write npx jest test/store/schema\n\n${tables.join('\n')}\n${indexes.map(({ definition }) => `${definition.replaceAll('public.', '')};`).join('\n')}\n`;
}
