/** Bodies of the cascade job: a root and so many committees right beneath it. */
export function benchUnits(recipients: number): string {
  const rows = ['code,name,kind,level,parent,headName,headPosition,specialRegime,tags,terms,validFrom,validTo,sample'];
  rows.push('ROOT,Root committee,partyCommittee,1,,,,,,2020-2030:2020-01-01..2030-12-31,2020-01-01,,');
  for (let n = 1; n <= recipients; n += 1) rows.push(`U${n},Committee number ${n},partyCommittee,2,ROOT,,,,,,2020-01-01,,`);
  return rows.join('\n');
}

/** Plan of the cascade job: a receipt, five tasks and reports far ahead, so that a recipient owes six duties and nothing fires meanwhile. */
export function benchPlan(): string {
  const year = new Date().getUTCFullYear();
  const tasks = [1, 2, 3, 4].map(
    (n) =>
      `  - { id: t${n}, title: Task number ${n}, lead: [{ depth: direct }], timing: { kind: dated, due: { on: ${year + 1}-06-0${n + 2} } } }`,
  );
  return `dondoc: plan/1
symbol: 01-KH/TU
type: plan
issuer: ROOT
subject: cascade job of the bench
date: ${year}-01-05
horizon: { from: ${year}-01-05, to: ${year + 1}-12-31 }
recipients: [{ purpose: toImplement, to: [{ depth: direct }] }]
receipt: { due: { within: 60, unit: calendar, after: issue } }
tasks:
${tasks.join('\n')}
reports:
  - id: r1
    title: Report of the job
    reporters: [{ depth: direct }]
    period: once
    due: { on: ${year + 1}-11-10 }
    form:
      figures: [{ id: a, label: Figure, unit: x, required: true, rollup: sum }]
      narrative: [{ id: text, label: Text, required: false }]
`;
}
