import { readFileSync } from 'node:fs';
import { Agent } from 'node:https';
import { InvokeEndpointCommand, SageMakerRuntimeClient } from '@aws-sdk/client-sagemaker-runtime';
import { createRuntimeClient } from '../../client';
import { median } from '../ratio';

/** Calls an endpoint with the SDK as it comes, or with this project's client, and prints what `boto3_calls.py` prints. */
const [, , which, url = '', certificate = '', concurrency = '1', calls = '1'] = process.argv;
const ca = readFileSync(certificate, 'utf8');
const credentials = { accessKeyId: 'any', secretAccessKey: 'any' };

async function clientOf(): Promise<SageMakerRuntimeClient> {
  if (which === 'default') {
    // Its defaults, but for whom to trust: an agent of one's own must be told them.
    const requestHandler = { httpsAgent: new Agent({ keepAlive: true, maxSockets: 50, ca }) };
    return new SageMakerRuntimeClient({ region: 'us-east-1', endpoint: url, credentials, requestHandler });
  }
  const ours = await createRuntimeClient({
    region: 'us-east-1',
    endpointUrl: url,
    credentials,
    ca,
    concurrency: Number(concurrency),
  });
  await ours.open();
  return ours.client;
}

async function measured(client: SageMakerRuntimeClient, count: number) {
  const body = Buffer.alloc(1024, '1');
  const latencies: number[] = [];
  let left = count;
  const worker = async () => {
    while (left-- > 0) {
      const start = performance.now();
      await client.send(
        new InvokeEndpointCommand({ EndpointName: 'dev-diabetes', ContentType: 'text/csv', Body: body }),
      );
      latencies.push(performance.now() - start);
    }
  };
  const start = performance.now();
  await Promise.all(Array.from({ length: Number(concurrency) }, worker));
  return { perSecond: (count * 1_000) / (performance.now() - start), p50Ms: median(latencies) };
}

void (async () => {
  const client = await clientOf();
  await measured(client, Math.max(Number(concurrency), Number(calls) / 2));
  process.stdout.write(JSON.stringify(await measured(client, Number(calls))));
  process.exit(0); // the SDK's agent would keep its connections, and this process with them
})();
