import { findingLines, type FindingOfStack } from '../../../../commands/review/report/finding-lines';

const finding = (more: Partial<FindingOfStack>): FindingOfStack => ({
  stack: 's',
  level: 'caution',
  rule: 'r',
  address: 'aws_x.y',
  message: 'It changes.',
  advice: 'Look.',
  ...more,
});

const lines = (...findings: Partial<FindingOfStack>[]) => findingLines(findings.map(finding), 900);

test('one finding: where, what, what to do, and the rule', () => {
  expect(lines({})).toEqual(['- ⚠️ `s` `aws_x.y`: It changes. *Look.* <sub>r</sub>']);
  expect(lines({ address: 's', advice: '', message: 'no stop' })).toEqual(['- ⚠️ `s`: no stop. <sub>r</sub>']);
});

test('findings of one cause stand together, over all stacks, with the worst one’s mark', () => {
  const cause = 'Zone eu-west-1c is removed';
  expect(lines({ level: 'note', stack: 'n' }, { cause }, { cause, level: 'danger', stack: 't', rule: 'q' })).toEqual([
    [
      '- 🛑 **Zone eu-west-1c is removed.** *Look.*',
      '  - `s` `aws_x.y`: It changes. <sub>r</sub>',
      '  - `t` `aws_x.y`: It changes. <sub>q</sub>',
    ].join('\n'),
    '- ℹ️ `n` `aws_x.y`: It changes. *Look.* <sub>r</sub>',
  ]);
  expect(lines({ cause })).toEqual(['- ⚠️ `s` `aws_x.y`: It changes. *Look.* <sub>r</sub>']);
});

test('many findings of one rule take two lines', () => {
  const many = Array.from({ length: 60 }, (_, i) => ({ address: `a.b${i}` }));
  const [line, ...others] = lines(...many);
  expect(others).toEqual([]);
  expect(line).toMatch(/^- ⚠️ `s` `a\.b0`: It changes\..*\n {2}- and 59 more like it: `a\.b1`, /);
  expect(line).toMatch(/`a\.b50` and 9 more: --json has all of them$/);
});
