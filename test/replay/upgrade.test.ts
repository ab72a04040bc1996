import { exampleText } from '../examples/province.js';
import { type DondocRig, receiptOf, sending, startDondocRig } from '../harness/dondoc-rig.js';
import { proveLanes } from '../harness/lane-proof.js';
import { at } from '../system/rehearsed.js';

/** The workflows with a change of what they ask of the server, marked as a patch as every such change is. */
function changed({ code }: { code: string }): { code: string } {
  const [found, workflow] = /working = true;\s+if \(await work\(/.exec(code)
    ? [true, /\(0,(\w+)\.condition\)\(\w+\.allHandlersFinished/.exec(code)?.[1]]
    : [];
  if (!found || workflow === undefined) throw new Error('the loop of a lane was not found in the bundle');
  return {
    code: code.replace(
      /working = true;(\s+if \(await work\()/,
      `working = true; if (${workflow}.patched('probe')) await ${workflow}.sleep(1);$1`,
    ),
  };
}

describe('plans that are under way while the workers change', () => {
  let rig: DondocRig;
  beforeAll(async () => {
    rig = await startDondocRig({ startMs: at('2022-02-14', 8), maxCachedWorkflows: 0 });
  });
  afterAll(() => rig.stop());

  const bodies = [
    'HU-KIMBOI',
    'HU-DABAC',
    'HU-MAICHAU',
    'HU-LACSON',
    'HU-LACTHUY',
    'HU-TANLAC',
    'HU-YENTHUY',
    'HU-CAOPHONG',
    'HU-LUONGSON',
  ];
  const issue = async (symbol: string) => {
    const issuer = await rig.as('issuer-tu');
    const { id } = await rig.dondoc.plans.draft(issuer, { text: exampleText('plan-77-kh-tu.yaml').replaceAll('77-KH/TU', symbol) });
    receiptOf(await rig.dondoc.plans.issue(issuer, id, sending()));
    await rig.relay.settle();
    return { id, left: [...bodies] };
  };
  type Plan = Awaited<ReturnType<typeof issue>>;
  /** The next body of a plan receives it: the plan's lane has to decide. */
  const goesOn = async (plan: Plan) => {
    const unit = plan.left.shift()!;
    const clerk = { ...(await rig.as('clerk-hu-kimboi')), grants: [{ id: 'g', role: 'clerk' as const, unit: await rig.unitId(unit) }] };
    receiptOf(await rig.dondoc.duties.receive(clerk, plan.id, unit, sending()));
  };

  it('go on under the old ones, the new ones, and the old ones again, with what they began', async () => {
    const old = { bundle: rig.bundle };
    const next = { bundle: changed(rig.bundle) };
    const first = await issue('77-KH/TU');
    await goesOn(first);
    // The new program comes with its changes held back: whatever it begins, the old one can take over.
    await rig.changeWorker({ ...next, holdPatches: true });
    await goesOn(first);
    const second = await issue('78-KH/TU');
    await goesOn(second);
    await rig.changeWorker(old);
    for (const plan of [first, second]) await goesOn(plan);
    // Then with its changes: plans that were under way keep to the old way, new ones take the new.
    await rig.changeWorker(next);
    for (const plan of [first, second]) await goesOn(plan);
    const third = await issue('79-KH/TU');
    await goesOn(third);
    const history = await rig.env.client.workflow.getHandle(`plan:${third.id}:cascade:01`).fetchHistory();
    expect(history.events!.some(({ markerRecordedEventAttributes: marker }) => marker?.markerName === 'core_patch')).toBe(true);
    // Back once more: what took the new way is started anew from its events, as `lane rebuild` does.
    await rig.changeWorker(old);
    for (const plan of [first, second]) await goesOn(plan);
    for (const lane of [`plan:${third.id}`, `plan:${third.id}:cascade:01`]) expect(await rig.relay.rebuild(lane)).toBe(true);
    await goesOn(third);
    await rig.relay.settle();
    const { lanes } = await proveLanes(rig);
    expect(lanes).toBe(7);
  });
});
