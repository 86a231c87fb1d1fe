import type { RequestListener } from 'node:http';
import { detectZone } from '../../../client/zone/detect-zone';
import { closeServers, MetadataServer } from './support/metadata-server';

/** As long as a busy machine takes; what the time limit does is a test of its own. */
const withoutTimeLimit = () => jest.spyOn(AbortSignal, 'timeout').mockReturnValue(new AbortController().signal);
const ending = () => {
  const limit = new AbortController();
  jest.spyOn(AbortSignal, 'timeout').mockReturnValue(limit.signal);
  return () => limit.abort();
};

beforeEach(withoutTimeLimit);
afterEach(() => jest.restoreAllMocks());
afterEach(closeServers);

const answering =
  (body: string, status = 200): RequestListener =>
  (_, response) =>
    void response.writeHead(status).end(body);

/** EC2's instance metadata, version 2. */
const instanceMetadata =
  (items: Readonly<Record<string, string>>): RequestListener =>
  ({ method, url = '', headers }, response) => {
    if (url === '/latest/api/token') {
      const allowed = method === 'PUT' && headers['x-aws-ec2-metadata-token-ttl-seconds'] !== undefined;
      return void response.writeHead(allowed ? 200 : 400).end('the-token');
    }
    if (headers['x-aws-ec2-metadata-token'] !== 'the-token') return void response.writeHead(401).end();
    const item = items[url.replace('/latest/meta-data/placement/', '')];
    response.writeHead(item === undefined ? 404 : 200).end(item);
  };
const onEc2 = ({ host }: MetadataServer) => ({ AWS_EC2_METADATA_SERVICE_ENDPOINT: `http://${host}` });
const onEcs = ({ host }: MetadataServer) => ({ ECS_CONTAINER_METADATA_URI_V4: `http://${host}/v4/an-id` });
const onLambda = ({ host }: MetadataServer) => ({
  AWS_LAMBDA_FUNCTION_NAME: 'caller',
  AWS_LAMBDA_METADATA_API: host,
  AWS_LAMBDA_METADATA_TOKEN: 'the-token',
});

describe('SAGEMAKER_CLIENT_ZONE', () => {
  test.each([
    ['use1-az4', { id: 'use1-az4' }],
    ['us-east-1a', { name: 'us-east-1a' }],
  ])('%s ends the matter: nothing is asked', async (SAGEMAKER_CLIENT_ZONE, zone) => {
    const server = await MetadataServer.start(answering('use1-az9'));
    expect(
      await detectZone({ SAGEMAKER_CLIENT_ZONE, ...onEc2(server), ...onEcs(server), ...onLambda(server) }),
    ).toEqual(zone);
    expect(server.requests).toEqual([]);
  });

  test('an invalid zone is refused, and the error names it', () =>
    expect(detectZone({ SAGEMAKER_CLIENT_ZONE: 'us-east-1' })).rejects.toThrow(
      "SAGEMAKER_CLIENT_ZONE is 'us-east-1': set it to a zone's id (use1-az4) or name (us-east-1a)",
    ));

  test('is as if it were not set where it is empty', async () => {
    const server = await MetadataServer.start(instanceMetadata({ 'availability-zone-id': 'use1-az4' }));
    expect(await detectZone({ SAGEMAKER_CLIENT_ZONE: '', ...onEc2(server) })).toEqual({ id: 'use1-az4' });
  });
});

describe('on EC2', () => {
  test.each<[Record<string, string>, object | undefined]>([
    [
      { 'availability-zone-id': 'use1-az4', 'availability-zone': 'us-east-1a' },
      { id: 'use1-az4', name: 'us-east-1a' },
    ],
    [{ 'availability-zone-id': 'use1-az4' }, { id: 'use1-az4' }],
    [{ 'availability-zone-id': '<html>', 'availability-zone': 'us-east-1a' }, { name: 'us-east-1a' }],
    [{ 'availability-zone': 'nova' }, undefined],
    [{}, undefined],
  ])('instance metadata %j is read with a token', async (items, zone) => {
    const server = await MetadataServer.start(instanceMetadata(items));
    expect(await detectZone(onEc2(server))).toEqual(zone);
    expect(server.requests).toEqual([
      'PUT /latest/api/token',
      'GET /latest/meta-data/placement/availability-zone-id',
      'GET /latest/meta-data/placement/availability-zone',
    ]);
  });

  test('nothing is asked where instance metadata is turned off', async () => {
    const server = await MetadataServer.start(instanceMetadata({ 'availability-zone-id': 'use1-az4' }));
    expect(await detectZone({ ...onEc2(server), AWS_EC2_METADATA_DISABLED: 'True' })).toBeUndefined();
    expect(server.requests).toEqual([]);
  });

  test('a trailing slash of the base URL is left out of the path', async () => {
    const server = await MetadataServer.start(instanceMetadata({ 'availability-zone-id': 'use1-az4' }));
    const AWS_EC2_METADATA_SERVICE_ENDPOINT = `http://${server.host}/`;
    expect(await detectZone({ AWS_EC2_METADATA_SERVICE_ENDPOINT })).toEqual({ id: 'use1-az4' });
  });

  test.each(['not a URL', 'https://127.0.0.1:1', 'http://127.0.0.1:1'])('%s answers nothing', async (service) =>
    expect(await detectZone({ AWS_EC2_METADATA_SERVICE_ENDPOINT: service })).toBeUndefined(),
  );
});

describe('in an ECS task', () => {
  test('the task’s metadata has the name, and instance metadata is not asked', async () => {
    const [task, instance] = [
      await MetadataServer.start(answering(JSON.stringify({ TaskARN: 'arn', AvailabilityZone: 'us-east-1a' }))),
      await MetadataServer.start(instanceMetadata({ 'availability-zone-id': 'use1-az4' })),
    ];
    expect(await detectZone({ ...onEcs(task), ...onEc2(instance) })).toEqual({ name: 'us-east-1a' });
    expect(task.requests).toEqual(['GET /v4/an-id/task']);
    expect(instance.requests).toEqual([]);
  });

  test.each(['{}', '{"AvailabilityZone":null}', '{"AvailabilityZone":[1]}', 'null', '{"Availabi', ''])(
    'the answer %s is none',
    async (body) => expect(await detectZone(onEcs(await MetadataServer.start(answering(body))))).toBeUndefined(),
  );
});

describe('in Lambda', () => {
  const metadata: RequestListener = ({ url, headers }, response) =>
    headers.authorization === 'Bearer the-token' && url === '/2026-01-15/metadata/execution-environment'
      ? void response.end('{"AvailabilityZoneID":"use1-az4"}')
      : void response.writeHead(401).end();

  test('the metadata endpoint has the id, and instance metadata is not asked', async () => {
    const [lambda, instance] = [
      await MetadataServer.start(metadata),
      await MetadataServer.start(instanceMetadata({ 'availability-zone-id': 'use1-az9' })),
    ];
    expect(await detectZone({ ...onLambda(lambda), ...onEc2(instance) })).toEqual({ id: 'use1-az4' });
    expect(await detectZone({ AWS_LAMBDA_FUNCTION_NAME: 'caller', ...onEc2(instance) })).toBeUndefined();
    expect(instance.requests).toEqual([]);
  });

  test('the body of an error response is not taken for an answer', async () => {
    const server = await MetadataServer.start(answering('{"AvailabilityZoneID":"use1-az4"}', 500));
    expect(await detectZone(onLambda(server))).toBeUndefined();
  });
});

describe('the time limit', () => {
  test('is 300 ms', async () => {
    const server = await MetadataServer.start(answering('{"AvailabilityZone":"us-east-1a"}'));
    const limit = withoutTimeLimit();
    await detectZone(onEcs(server));
    expect(limit.mock.calls).toEqual([[300]]);
  });

  test('ends waiting for an answer, and closes the connection', async () => {
    const end = ending();
    const server = await MetadataServer.start(end);
    expect(await detectZone(onEc2(server))).toBeUndefined();
    await server.clientsGone();
  });

  test('ends an answer that has begun, and closes the connection', async () => {
    const end = ending();
    const server = await MetadataServer.start((_, response) => void response.write('{"Avail', () => setImmediate(end)));
    expect(await detectZone(onEcs(server))).toBeUndefined();
    await server.clientsGone();
  });
});

test('no connection is kept after its answer, and with it no process alive', async () => {
  const asked: (string | undefined)[] = [];
  const server = await MetadataServer.start(({ headers }, response) => {
    asked.push(headers.connection);
    response.end('{"AvailabilityZone":"us-east-1a"}');
  });
  await detectZone(onEcs(server));
  expect(asked).toEqual(['close']);
});

test('an answer that is cut off is none', async () => {
  const server = await MetadataServer.start((_, response) => {
    response.writeHead(200, { 'content-length': '1000' }).write('{}', () => response.destroy());
  });
  expect(await detectZone(onEcs(server))).toBeUndefined();
});
