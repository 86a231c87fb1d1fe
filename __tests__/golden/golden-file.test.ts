import { goldenProblem, goldenText, strayProblem } from './golden-file';

const MADE = {
  'dev-network': { resource: { aws_vpc: { vpc: { cidr_block: '10.0.0.0/16', tags: { stack: 'dev-network' } } } } },
};

test('a golden file that is what the settings make', () => {
  expect(goldenProblem('dev.json', goldenText(MADE), MADE)).toBeUndefined();
});

test('one that is not there', () => {
  expect(goldenProblem('dev.json', undefined, MADE)).toBe(
    'there is no dev.json yet: run npm run golden, and read what it writes',
  );
});

test('one that differs: only the parts that do', () => {
  const old = {
    'dev-network': { resource: { aws_vpc: { vpc: { cidr_block: '10.9.0.0/16', tags: { stack: 'dev-network' } } } } },
    'dev-gone': { list: ['x'.repeat(200)] },
  };
  expect(goldenProblem('dev.json', goldenText(old), MADE)).toBe(
    `dev.json is not what the settings make now: where that is meant, run npm run golden
  dev-network.resource.aws_vpc.vpc.cidr_block: "10.9.0.0/16" → "10.0.0.0/16"
  dev-gone: {"list":["${'x'.repeat(70)}… → nothing`,
  );
});

test('long values: the parts where they differ', () => {
  const value = (word: string) => ({ policy: `${'x'.repeat(300)}${word}${'y'.repeat(300)}` });
  const [, line] = goldenProblem('dev.json', goldenText(value('Allow')), value('Deny'))?.split('\n') ?? [];
  expect(line).toBe(`  policy: …${'x'.repeat(40)}Allow${'y'.repeat(35)}… → …${'x'.repeat(40)}Deny${'y'.repeat(36)}…`);
});

test('one that differs in many parts: the first of them', () => {
  const [old, now] = [0, 1].map((start) => Array.from({ length: 1_000 }, (_, i) => i + start));
  const lines = goldenProblem('dev.json', goldenText(old), now)?.split('\n') ?? [];
  expect(lines).toHaveLength(10);
  expect([lines[1], lines.at(-1)]).toEqual(['  0: 0 → 1', '  and 992 more']);
});

test('one that only reads differently', () => {
  expect(goldenProblem('dev.json', JSON.stringify(MADE), MADE)).toBe(
    'dev.json is not what the settings make now: where that is meant, run npm run golden',
  );
});

test('golden files of environments that were removed', () => {
  expect(strayProblem(['dev.json', 'live.json'], ['dev', 'live', 'new'])).toBeUndefined();
  expect(strayProblem(['dev.json', 'old.json'], ['dev'])).toBe(
    'old.json: no such environment any more: run npm run golden',
  );
});
