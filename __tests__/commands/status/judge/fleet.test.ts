import { VARIANT } from '../support/account';
import { messages, statusBench } from '../support/bench';

const bench = statusBench();

test('instances', async () => {
  const report = await bench.report({
    endpoint: {
      ProductionVariants: [
        {
          ...VARIANT,
          CurrentInstanceCount: 1,
          CurrentWeight: 0.5,
          VariantStatus: [{ Status: 'Baking', StatusMessage: 'canary' }],
        },
      ],
    },
  });
  expect(messages(report)).toEqual([
    'bad: primary has 1 instance for 2 zones: a zone without one is answered from another',
    'note: primary has 1 instances and is to have 3',
    'note: primary has weight 0.5 and is to have 1',
    'note: primary: Baking: canary',
  ]);
});
