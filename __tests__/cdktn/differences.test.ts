import { expectSame, ofFrameworks, ofVersions } from './differences';

const CDKTF = '{\n  "outputs": {\n  },\n  "types": [\n  ],\n  "version": "0.21.0"\n}\n';
const CDKTN = '{\n  "outputs": {},\n  "types": [],\n  "version": "0.24.0"\n}\n';
const frameworks = ofFrameworks('0.21.0', '0.24.0');

test('the frameworks write empty lists and objects, and their own version, in other bytes', () => {
  expect(() => expectSame({ 'cdk.tf.json': CDKTF }, { 'cdk.tf.json': CDKTN }, frameworks)).not.toThrow();
});

test.each([
  [
    'another value',
    CDKTN.replace('{}', '{ "a": 1 }'),
    `line 2: '  "outputs": { "a": 1 },' instead of '  "outputs": {},'`,
  ],
  ['another version', CDKTN.replace('0.24.0', '0.25.0'), `line 4: '  "version": "0.25.0"' instead of`],
  ['a line more', `${CDKTN}more`, `line 6: 'more' instead of ''`],
])('nothing else may differ: %s', (_, text, expected) => {
  expect(() => expectSame({ 'cdk.tf.json': CDKTF }, { 'cdk.tf.json': text }, frameworks)).toThrow(
    `cdk.tf.json, ${expected}`,
  );
});

test('the same files must be there, and only JSON may differ at all', () => {
  const versions = ofVersions('1.0.0', '2.0.0');
  const [one, two] = ['"version": "1.0.0"', '"version": "2.0.0"'];
  expect(() => expectSame({ 'a.json': one }, { 'a.json': two }, versions)).not.toThrow();
  expect(() => expectSame({ 'a.zip': one }, { 'a.zip': two }, versions)).toThrow('a.zip, line 1');
  expect(() => expectSame({ 'a.json': one }, {}, versions)).toThrow('a.json, line 1');
  expect(() => expectSame({}, { 'a.json': two }, versions)).toThrow('a.json, line 1');
});
