import { containerOf, EXPECTED, pieces, startRuntime } from '../../support/runtime';
import { invokeFixtures, run } from './support/invoking';

invokeFixtures();

test('stdout is the answer’s bytes and nothing else', async () => {
  const { url } = await startRuntime();
  const { status, stdout, stderr } = await run(url);
  expect(status).toBe(0);
  expect(stdout.split(',').map(Number)).toEqual(EXPECTED.map((value) => expect.closeTo(value, 5) as number));
  expect(stderr).toMatch(/^[\d.]+ ms from 127\.0\.0\.1:\d+, a new connection included, variant primary$/);
});

test('a stream is printed as it arrives', async () => {
  const { url } = await startRuntime({ container: containerOf(() => ({ body: pieces('one ', 'two ', 'three') })) });
  expect(await run(url, { stream: true })).toMatchObject({ status: 0, stdout: 'one two three' });
});

test('what is sent is what is given', async () => {
  let got: { body: string; headers: object } | undefined;
  const container = containerOf(({ body, headers }) => {
    got = { body: body.toString(), headers };
    return {};
  });
  const { url } = await startRuntime({ container });
  await run(url, {
    data: '1,2',
    contentType: 'application/x',
    accept: 'text/y',
    targetVariant: 'primary',
    targetModel: 'm',
    inferenceId: 'i',
    customAttributes: 'c',
  });
  expect(got).toEqual({
    body: '1,2',
    headers: {
      'content-type': 'application/x',
      accept: 'text/y',
      'x-amzn-sagemaker-target-variant': 'primary',
      'x-amzn-sagemaker-target-model': 'm',
      'x-amzn-sagemaker-inference-id': 'i',
      'x-amzn-sagemaker-custom-attributes': 'c',
    },
  });
});
