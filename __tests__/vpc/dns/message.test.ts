import { encodeAnswer, parseQuestion, RESPONSE_CODE, TYPE_A } from './message';

/** As `dig Runtime.test A` sends it, without its options. */
const QUERY = Buffer.from('beef01000001000000000000' + '0752756e74696d65' + '0474657374' + '00' + '00010001', 'hex');

test('a question is read, its name in lower case', () => {
  expect(parseQuestion(QUERY)).toMatchObject({ id: 0xbeef, name: 'runtime.test', type: TYPE_A });
});

test('an answer repeats the question and has the addresses in order', () => {
  const answer = encodeAnswer(parseQuestion(QUERY), RESPONSE_CODE.ok, ['10.80.1.10', '10.80.2.10']);
  expect(answer.toString('hex')).toBe(
    'beef81800001000200000000' +
      QUERY.toString('hex', 12) +
      'c00c000100010000003c0004' +
      '0a50010a' +
      'c00c000100010000003c0004' +
      '0a50020a',
  );
});

test('a refusal has its code and no address', () => {
  const answer = encodeAnswer(parseQuestion(QUERY), RESPONSE_CODE.noSuchName);
  expect(answer.toString('hex')).toBe(`beef81830001000000000000${QUERY.toString('hex', 12)}`);
});
