import { withConstants } from '../../../../../commands/review/rules/access/expressions';

test.each([
  ['${local.x}', '<local.x>'],
  ['arn:aws:s3:::${aws_s3_bucket.b.id}/*', 'arn:aws:s3:::<aws_s3_bucket.b.id>/*'],
  ['no ${expression', 'no ${expression'],
])('%s as a constant', (text, expected) => {
  expect(withConstants(text, {}, {})).toBe(expected);
});

test('a constant has nothing that a policy would take for a pattern, and is no other expression', () => {
  const [some, others] = ['${a["*"]}', '${a["?"]}'].map((text) => withConstants(text, {}, {}));
  expect(some).toMatch(/^<a_+#[0-9a-f]{6}>$/);
  expect(others).not.toBe(some);
});

test('a local that means something else is another constant', () => {
  const [was, is] = [{ locals: { x: 'a' } }, { locals: { x: 'b' } }];
  expect(withConstants('${local.x}', was, was)).toBe('<local.x>');
  expect(withConstants('${local.x}', was, is)).not.toBe(withConstants('${local.x}', is, was));
});
