/** Migration in SQL of PostgreSQL 15. Never changed once released: a later file changes what it made. */
export default String.raw`
-- What a page shows is found without reading all of a lane or all duties: events in order of their instants and of one body, reports to be
-- reviewed. Which command an event came from is told by the event alone.
drop index events_said;
drop index events_command;
create index events_time on events (lane, at_ms, seq);
create index events_unit on events ((data->>'unit')) where data->>'unit' is not null;
create index events_shared on events (lane) where data->>'unit' is null;
create index duties_review on duties (plan_id) where review in ('submitted', 'resubmitted');
`;
