import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createRuntimeClient, type RuntimeClient, type RuntimeClientOptions } from '../../client';
import type { Container, ContainerResponse, ContainerRequest } from '../../local-runtime/container';
import { LocalRuntime, type LocalRuntimeOptions } from '../../local-runtime/local-runtime';
import { SampleContainer } from '../../local-runtime/sample-container';
import { XgboostModel } from '../../local-runtime/xgboost-model';
import { ROOT } from './settings';

const SAMPLE = join(ROOT, 'samples', 'diabetes');
export const ROWS_FILE = join(SAMPLE, 'rows.csv');
export const ROWS = readFileSync(ROWS_FILE);
export const EXPECTED = readFileSync(join(SAMPLE, 'expected.csv'), 'utf8').trim().split('\n').map(Number);
export const sampleModel = new XgboostModel(readFileSync(join(SAMPLE, 'model.tar.gz')));

export const CREDENTIALS = { accessKeyId: 'any', secretAccessKey: 'any' };

/** What a command finds them in; and nothing is asked of EC2. */
export const withCredentials = (): void =>
  void Object.assign(process.env, {
    AWS_ACCESS_KEY_ID: CREDENTIALS.accessKeyId,
    AWS_SECRET_ACCESS_KEY: CREDENTIALS.secretAccessKey,
    AWS_EC2_METADATA_DISABLED: 'true',
  });

/** A container that answers as a function says. */
export const containerOf = (
  answer: (
    invocation: ContainerRequest,
    signal: AbortSignal,
  ) => Partial<ContainerResponse> | Promise<Partial<ContainerResponse>>,
): Container => ({
  invoke: async (invocation, signal) => ({
    status: 200,
    contentType: 'text/plain',
    body: pieces('ok'),
    ...(await answer(invocation, signal)),
  }),
});

export async function* pieces(...texts: string[]): AsyncGenerator<Uint8Array> {
  for (const text of texts) yield Buffer.from(text);
}

/** Answers with what it was sent. */
export const echo = containerOf(({ body }) => ({ body: pieces(body.toString()) }));

const opened: { close(): Promise<void> }[] = [];

/** Starts a runtime that ends with the test. */
export async function startRuntime(
  options: Partial<LocalRuntimeOptions> = {},
  port = 0,
  host?: string,
): Promise<{ runtime: LocalRuntime; url: URL }> {
  const runtime = new LocalRuntime({
    container: new SampleContainer(sampleModel),
    endpoints: ['dev-diabetes'],
    ...options,
  });
  const url = await runtime.listen(port, host);
  opened.push(runtime);
  return { runtime, url };
}

/** Makes a client that ends with the test. */
export async function openClient(url: URL | string, options: RuntimeClientOptions = {}): Promise<RuntimeClient> {
  const client = await createRuntimeClient({
    region: 'us-east-1',
    credentials: CREDENTIALS,
    endpointUrl: String(url),
    ...options,
  });
  opened.push({ close: () => client.pool.destroy() });
  return client;
}

export async function closeAll(): Promise<void> {
  await Promise.allSettled(opened.splice(0).map((resource) => resource.close()));
}
