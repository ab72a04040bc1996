/** Migration in SQL of PostgreSQL 15. Never changed once released: a later file changes what it made. */
export default String.raw`
-- What people wrote beside the acts on one duty is found without reading its whole lane.
create index events_said on events (lane, (data->>'unit'), (data->>'item')) where content_hash is not null
  and type in ('urged', 'progressed', 'completed', 'evidenced', 'targetMoved', 'returned', 'accepted', 'reviewDecided');
`;
