import { UsageError } from '../../../commands/shared/cli';
import { invoke } from '../../../commands/invoke/invoke';
import type { InvokeOptions } from '../../../commands/invoke/options';
import { echo, startRuntime } from '../../support/runtime';
import { keepingTerminal } from '../../support/keeping-terminal';
import { invokeFixtures, run } from './support/invoking';

const { fileWith } = invokeFixtures();

test.each<[string, Partial<InvokeOptions>, string]>([
  ['no body', {}, 'no body: give --body FILE, --body - for standard input, or --data TEXT'],
  ['two bodies', { data: 'x', body: 'y' }, '--body and --data are both given: keep one'],
  ['a file that is not there', { body: '/nowhere' }, "cannot read '/nowhere': ENOENT"],
])('%s is wrong usage, before anything is sent', async (_, changes, message) => {
  const options = {
    endpoint: 'x',
    contentType: 'text/csv',
    host: [],
    timeout: 1,
    retries: 0,
    concurrency: 1,
    ...changes,
  } as InvokeOptions;
  const call = invoke(options, keepingTerminal().terminal, new AbortController().signal);
  await expect(call).rejects.toThrow(message);
  await expect(call).rejects.toBeInstanceOf(UsageError);
});

test('a body above 25 MB is not sent; one above 6 MB is, with a word', async () => {
  const { url } = await startRuntime({ container: echo });
  await expect(run(url, { body: fileWith(Buffer.alloc(25 * 1024 * 1024 + 1)) })).rejects.toThrow(
    'has 26214401 bytes, and SageMaker takes 26214400 (25 MB)',
  );
  const { status, stderr } = await run(url, { body: fileWith(Buffer.alloc(6_291_457, 'x')) });
  expect(status).toBe(0);
  expect(stderr).toContain("the body has 6291457 bytes; SageMaker's API model says 6291456 at most");
});
