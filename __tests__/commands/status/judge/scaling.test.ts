import { appliedState, LIVE, VARIANT } from '../support/account';
import { messages, SCALING, statusBench, TARGET } from '../support/bench';

const bench = statusBench();

test.each<[string, object, string[]]>([
  ['as asked', { targets: [TARGET] }, []],
  [
    'not at all',
    { targets: [] },
    [
      'bad: the settings ask for scaling, and it is not scaled: not deployed yet, or taken away by an update of the instance type that did not go well',
    ],
  ],
  [
    'suspended',
    { targets: [{ ...TARGET, SuspendedState: { DynamicScalingOutSuspended: true } }] },
    ['bad: scaling out is suspended'],
  ],
  [
    'within other bounds',
    { targets: [{ ...TARGET, MaxCapacity: 4 }] },
    ['note: it is scaled from 2 to 4 instances, and the settings say 2 to 8'],
  ],
  [
    'further than an update would leave it',
    {
      targets: [TARGET],
      endpoint: { ProductionVariants: [{ ...VARIANT, CurrentInstanceCount: 7, DesiredInstanceCount: 7 }] },
    },
    ['note: an update now would take it from 7 instances to 3, whatever the load'],
  ],
])('scaled %s', async (_, account, expected) => {
  const report = await bench.report(account, appliedState(LIVE), SCALING);
  expect(messages(report)).toEqual(expected);
});

test('scaled, though nobody asked', async () => {
  expect(messages(await bench.report({ targets: [TARGET] }))).toEqual([
    'note: it is scaled from 2 to 8 instances, which the settings do not say',
  ]);
});
