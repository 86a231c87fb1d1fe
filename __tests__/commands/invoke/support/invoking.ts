import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { invoke } from '../../../../commands/invoke/invoke';
import type { InvokeOptions } from '../../../../commands/invoke/options';
import { closeAll, ROWS_FILE, withCredentials } from '../../../support/runtime';
import { keepingTerminal } from '../../../support/keeping-terminal';

/** Files of the tests that call this, in a folder that is deleted after them. Whatever a test starts ends with it. */
export function invokeFixtures() {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'invoke-'));
    withCredentials();
  });
  afterEach(closeAll);
  afterEach(() => jest.restoreAllMocks());
  afterAll(() => rmSync(folder, { recursive: true }));
  return {
    pathOf: (name: string) => join(folder, name),
    fileWith: (content: string | Buffer) => {
      const path = join(folder, `${Math.random()}`);
      writeFileSync(path, content);
      return path;
    },
  };
}

/** Invokes a model as the command does, with the options that the test is about. */
export async function run(
  url: URL | string | undefined,
  changes: Partial<InvokeOptions> = {},
  stop = new AbortController().signal,
) {
  const options: InvokeOptions = {
    endpoint: 'dev-diabetes',
    contentType: 'text/csv',
    region: 'us-east-1',
    ...(url !== undefined && { endpointUrl: String(url) }),
    host: [],
    timeout: 250_000,
    retries: 0,
    retry: 'unsent',
    concurrency: 1,
    // What is tested is not how fast calls get: by itself a measurement would warm up for 2 s.
    warmup: 6,
    ...(changes.body === undefined && changes.data === undefined && { body: ROWS_FILE }),
    ...changes,
  };
  const { terminal, kept } = keepingTerminal();
  const status = await invoke(options, terminal, stop);
  return { status, ...kept() };
}
