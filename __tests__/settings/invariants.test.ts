import type { EnvironmentSettings } from '../../settings';
import { existingNetwork, ec2Id, endpoint, problemsOf, settings } from '../support/settings';

const KEY = 'arn:aws:kms:eu-west-1:111122223333:key/1234abcd';
const created = (create: object, more: object = {}) =>
  settings({
    network: {
      create: { cidrBlock: '10.0.0.0/16', availabilityZones: ['eu-west-1a', 'eu-west-1b'], ...create },
      ...more,
    },
  });
const churn = (changes: Parameters<typeof endpoint>[0]) => settings({ endpoints: { churn: endpoint(changes) } });
const model = (changes: Partial<ReturnType<typeof endpoint>['model']>) =>
  churn({ model: { ...endpoint().model, ...changes } });
const named = (name: string) => settings({ endpoints: { [name]: endpoint() } });
const tags = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, i) => [`tag${i}`, 'x']));

test.each<[string, EnvironmentSettings, string[]]>([
  [
    'both kinds of network',
    settings({ network: { ...settings().network, ...existingNetwork() } }),
    ['network: has both create and existing: keep create for a new VPC, or existing for one that is there'],
  ],
  [
    'neither',
    settings({ network: {} }),
    [
      'network: has neither create nor existing: write create: { cidrBlock, availabilityZones } or existing: { vpcId, subnets }',
    ],
  ],
  [
    'one zone',
    created({ availabilityZones: ['eu-west-1a'] }),
    ['network.create.availabilityZones: has one zone: name at least two, so that the model outlives the loss of one'],
  ],
  [
    'no zone',
    created({ availabilityZones: [] }),
    [
      'network.create.availabilityZones: has no two zones: name at least two, so that the model outlives the loss of one',
    ],
  ],
  [
    'one zone of an existing VPC',
    settings({ network: existingNetwork({}, { subnets: { 'eu-west-1a': ec2Id('subnet', 'a') } }) }),
    ['network.existing.subnets: has one zone: name at least two, so that the model outlives the loss of one'],
  ],
  [
    'another region’s zone',
    created({ availabilityZones: ['eu-west-1a', 'eu-west-2b'] }),
    [
      "network.create.availabilityZones.1: 'eu-west-2b' is not an Availability Zone of eu-west-1: write for example 'eu-west-1a'",
    ],
  ],
  [
    'a zone twice',
    created({ availabilityZones: ['eu-west-1a', 'eu-west-1b', 'eu-west-1a'] }),
    ["network.create.availabilityZones.2: 'eu-west-1a' is listed twice: list each zone once"],
  ],
  [
    'a zone without a range',
    created({ availabilityZones: ['eu-west-1a', 'eu-west-1z'] }),
    [
      "network.create.availabilityZones.1: 'eu-west-1z': address ranges are set aside for the zones a, b, c, d, e, f, g, h only: take another zone",
    ],
  ],
  [
    'a subnet for two zones',
    settings({
      network: existingNetwork(
        {},
        { subnets: { 'eu-west-1a': ec2Id('subnet', 'a'), 'eu-west-1b': ec2Id('subnet', 'a') } },
      ),
    }),
    [
      `network.existing.subnets.eu-west-1b: '${ec2Id('subnet', 'a')}' is already the subnet of eu-west-1a: give each zone its own`,
    ],
  ],
  [
    'host bits',
    created({ cidrBlock: '10.0.0.5/16' }),
    ["network.create.cidrBlock: '10.0.0.5/16' has bits set behind its prefix, which AWS clears: write '10.0.0.0/16'"],
  ],
  [
    'too large a block',
    created({ cidrBlock: '10.0.0.0/8' }),
    [
      "network.create.cidrBlock: '10.0.0.0/8' is not from /16 to /25, of which every zone gets an eighth: write for example '10.0.0.0/16'",
    ],
  ],
  [
    'too small a block',
    created({ cidrBlock: '10.0.0.0/26' }),
    [
      "network.create.cidrBlock: '10.0.0.0/26' is not from /16 to /25, of which every zone gets an eighth: write for example '10.0.0.0/16'",
    ],
  ],
  [
    'SageMaker’s Docker network',
    created({ cidrBlock: '172.17.64.0/20' }),
    [
      "network.create.cidrBlock: '172.17.64.0/20' overlaps 172.17.0.0/16, SageMaker's own Docker network: write for example '10.0.0.0/16'",
    ],
  ],
  [
    'a block that holds the fleet once only',
    { ...created({ cidrBlock: '10.0.0.0/25' }), endpoints: { churn: endpoint({ instanceCount: 5 }) } },
    [
      "network.create.cidrBlock: '10.0.0.0/25' leaves 11 addresses in each zone (10.0.0.0/28 in eu-west-1a), and 13 are needed: 1 for the PrivateLink endpoint and, for each of 3 instances, 2 twice over while an update runs: write a larger block",
    ],
  ],
  [
    'a client with host bits',
    created({}, { clients: { cidrBlocks: ['10.1.2.3/24'] } }),
    [
      "network.clients.cidrBlocks.0: '10.1.2.3/24' has bits set behind its prefix, which AWS clears: write '10.1.2.0/24'",
    ],
  ],
  [
    'the world as a client',
    created({}, { clients: { cidrBlocks: ['0.0.0.0/0'] } }),
    ["network.clients.cidrBlocks.0: '0.0.0.0/0' is every address there is: name the blocks the clients are in"],
  ],
  [
    'no client at all',
    created({}, { clients: {} }),
    [
      'network.clients: is empty, and nobody could reach the PrivateLink endpoint: give securityGroupIds or cidrBlocks, or leave it out',
    ],
  ],
  [
    'what would change an existing PrivateLink endpoint',
    settings({
      network: existingNetwork({
        clients: { cidrBlocks: ['10.0.0.0/16'] },
        privateLink: {
          existing: { vpcEndpointId: ec2Id('vpce', '1') },
          alsoAllow: ['arn:aws:sagemaker:eu-west-1:111122223333:endpoint/x'],
        },
      }),
    }),
    [
      'network.clients: nothing of an existing PrivateLink endpoint is changed, its security groups neither: leave it out',
      'network.privateLink.alsoAllow: nothing of an existing PrivateLink endpoint is changed, its policy neither: leave it out',
    ],
  ],
  [
    'an existing PrivateLink endpoint in a new VPC',
    created({}, { privateLink: { existing: { vpcEndpointId: ec2Id('vpce', '1') } } }),
    [
      'network.privateLink.existing: a VPC that is made here has no PrivateLink endpoint yet: leave it out, and one is made',
    ],
  ],
  [
    'FIPS where there is none',
    created({}, { privateLink: { fips: true } }),
    [
      'network.privateLink.fips: SageMaker Runtime has no FIPS endpoint in eu-west-1, only in us-east-1, us-east-2, us-west-1, us-west-2: leave it out',
    ],
  ],
  [
    'another region’s endpoint',
    created({}, { privateLink: { alsoAllow: ['arn:aws:sagemaker:us-east-1:111122223333:endpoint/x'] } }),
    [
      "network.privateLink.alsoAllow.0: 'arn:aws:sagemaker:us-east-1:111122223333:endpoint/x' is in region us-east-1, and the environment in eu-west-1: give the ARN of one in eu-west-1",
    ],
  ],
  [
    'an endpoint in mixed case',
    named('Churn'),
    ["endpoints.Churn: 'Churn' is not a name of lower-case letters, digits and single hyphens between them: rename it"],
  ],
  [
    'an endpoint with an edge',
    named('churn-'),
    [
      "endpoints.churn-: 'churn-' is not a name of lower-case letters, digits and single hyphens between them: rename it",
    ],
  ],
  [
    'an endpoint called network',
    named('network'),
    ["endpoints.network: 'network' is what a stack of every environment is called: take another name"],
  ],
  [
    'an endpoint called probe',
    named('probe'),
    ["endpoints.probe: 'probe' is what a stack of every environment is called: take another name"],
  ],
  [
    'a long endpoint',
    named('a'.repeat(32)),
    [
      `endpoints.${'a'.repeat(32)}: 'test-${'a'.repeat(32)}' has 37 characters, and the names made of it leave room for 36: take a shorter name`,
    ],
  ],
  [
    'fewer instances than zones',
    {
      ...created({ availabilityZones: ['eu-west-1a', 'eu-west-1b', 'eu-west-1c'] }),
      endpoints: { churn: endpoint({ instanceCount: 2 }) },
    },
    [
      'endpoints.churn.instanceCount: 2 is fewer than the 3 zones (eu-west-1a, eu-west-1b, eu-west-1c), and a zone without an instance is answered from another: write 3 or more, or leave it out',
    ],
  ],
  [
    'a key and a volume for local storage',
    churn({ instanceType: 'ml.g5.xlarge', kmsKeyArn: KEY, volumeSizeGb: 30 }),
    [
      'endpoints.churn.kmsKeyArn: ml.g5.xlarge has local storage, encrypted by its hardware, and SageMaker refuses a key for it: leave it out',
      'endpoints.churn.volumeSizeGb: ml.g5.xlarge has local storage and gets no volume: leave it out',
    ],
  ],
  [
    'a key of another region',
    churn({ kmsKeyArn: KEY.replace('eu-west-1', 'eu-west-2') }),
    [
      `endpoints.churn.kmsKeyArn: '${KEY.replace('eu-west-1', 'eu-west-2')}' is in region eu-west-2, and the environment in eu-west-1: give the ARN of one in eu-west-1`,
    ],
  ],
  [
    'an image elsewhere',
    model({ image: 'docker.io/library/python:3' }),
    [
      "endpoints.churn.model.image: 'docker.io/library/python:3' is not an image in Amazon ECR with a tag or else a digest, the only kind SageMaker can fetch here: write for example '111122223333.dkr.ecr.eu-west-1.amazonaws.com/scoring:1.4.0'",
    ],
  ],
  [
    'an image of another region',
    model({ image: '111122223333.dkr.ecr.us-east-1.amazonaws.com/scoring:1' }),
    [
      "endpoints.churn.model.image: '111122223333.dkr.ecr.us-east-1.amazonaws.com/scoring:1' is in region us-east-1, and SageMaker wants it in the endpoint's, eu-west-1: write for example '111122223333.dkr.ecr.eu-west-1.amazonaws.com/scoring:1.4.0'",
    ],
  ],
  [
    'a key for an artifact that is uploaded',
    model({ artifactKmsKeyArn: KEY }),
    [
      "endpoints.churn.model.artifactKmsKeyArn: is for artifacts in S3; one that is uploaded is encrypted with the endpoint's kmsKeyArn: leave it out",
    ],
  ],
  [
    'a long key',
    model({ artifact: `s3://models/${'x'.repeat(1010)}.tar.gz` }),
    ['endpoints.churn.model.artifact: has 1029 characters, and SageMaker takes 1024: shorten the key'],
  ],
  [
    'a variable’s name',
    model({ environment: { 'a-b': 'x' } }),
    [
      'endpoints.churn.model.environment.a-b: is not a name of letters, digits and _ that SageMaker takes (1024 at most, no digit first): rename it',
    ],
  ],
  [
    'a variable’s length',
    model({ environment: { A: 'x'.repeat(1025) } }),
    ['endpoints.churn.model.environment.A: has more than 1024 characters: shorten it, or put it into the artifact'],
  ],
  [
    'the number of variables',
    model({ environment: tags(101) }),
    ['endpoints.churn.model.environment: has 101 variables, and SageMaker takes 100: put some into the artifact'],
  ],
  [
    'the size of all variables',
    model({ environment: Object.fromEntries(Array.from({ length: 33 }, (_, i) => [`V${i}`, 'x'.repeat(1000)])) }),
    [
      'endpoints.churn.model.environment: has 33089 bytes in all, and SageMaker takes 32768: put some into the artifact',
    ],
  ],
  [
    'a tag that is added',
    settings({ tags: { Environment: 'x' } }),
    ['tags.Environment: is a tag that is added by itself: leave it out'],
  ],
  [
    'AWS’s own tag',
    settings({ tags: { 'AWS:x': 'x' } }),
    ['tags.AWS:x: begins with aws:, which AWS keeps for itself: rename it'],
  ],
  [
    'tags alike',
    settings({ tags: { owner: 'x', Owner: 'y' } }),
    ['tags.Owner: differs from another only in case, and IAM takes them for one: keep one'],
  ],
  [
    'a tag’s characters',
    settings({ tags: { owner: '${x}' } }),
    ['tags.owner: has a character that AWS does not take: use letters, digits, spaces and _ . : / = + - @'],
  ],
  [
    'a tag’s length',
    settings({ tags: { owner: 'x'.repeat(257) } }),
    ['tags.owner: has 257 characters, and AWS takes 256: shorten it'],
  ],
  ['too many tags', settings({ tags: tags(48) }), ['tags: has 48 tags; AWS takes 50, and up to 3 are added: keep 47']],
  [
    'a block of another partition’s',
    churn({ kmsKeyArn: KEY.replace('arn:aws:', 'arn:aws-cn:') }),
    [
      `endpoints.churn.kmsKeyArn: '${KEY.replace('arn:aws:', 'arn:aws-cn:')}' is in partition aws-cn, and eu-west-1 in aws: give an ARN of aws`,
    ],
  ],
  [
    'another account’s role',
    { ...model({ executionRoleArn: 'arn:aws:iam::444455556666:role/x' }), accountId: '111122223333' },
    [
      "endpoints.churn.model.executionRoleArn: 'arn:aws:iam::444455556666:role/x' is of account 444455556666, and the environment of 111122223333: give the ARN of one in 111122223333",
    ],
  ],
  [
    'a role twice',
    churn({ callers: { roleNames: ['a', 'a'] } }),
    ["endpoints.churn.callers.roleNames.1: 'a' is listed twice: list it once"],
  ],
  [
    'a client twice',
    created({}, { clients: { cidrBlocks: ['10.1.0.0/16', '10.1.0.0/16'] } }),
    ["network.clients.cidrBlocks.1: '10.1.0.0/16' is listed twice: list it once"],
  ],
  [
    'a block that no VPC can have',
    created({ cidrBlock: '127.0.0.0/16' }),
    [
      "network.create.cidrBlock: '127.0.0.0/16' is in 127.0.0.0/8, which is set aside for other uses: write for example '10.0.0.0/16'",
    ],
  ],
  [
    'a type without guarded updates',
    churn({ instanceType: 'ml.inf1.xlarge' }),
    [
      'endpoints.churn.instanceType: SageMaker has no guarded updates for ml.inf1.xlarge, and every update here is one: take ml.inf2 or another type',
    ],
  ],
  [
    'a policy that is too long',
    created(
      {},
      {
        privateLink: {
          alsoAllow: Array.from({ length: 400 }, (_, i) => `arn:aws:sagemaker:eu-west-1:111122223333:endpoint/x${i}`),
        },
      },
    ),
    [
      expect.stringMatching(
        /^network\.privateLink\.alsoAllow: makes a policy of about \d+ characters, and AWS takes 20480: name several endpoints by one ARN with \*$/,
      ) as unknown as string,
    ],
  ],
  [
    'an image of another host',
    model({ image: '111122223333.dkr.ecr.eu-west-1.evil.com/x:1' }),
    [
      expect.stringContaining(
        "'111122223333.dkr.ecr.eu-west-1.evil.com/x:1' is not an image in Amazon ECR",
      ) as unknown as string,
    ],
  ],
])('%s', (_, input, expected) => {
  expect(problemsOf(input)).toEqual(expected);
});

test.each([
  ['Dev', "the file's name is the environment's, and 'Dev' is not lower-case letters and digits: rename the file"],
  [
    'dev-eu',
    "the file's name is the environment's, and 'dev-eu' is not lower-case letters and digits: rename the file",
  ],
  [
    'a'.repeat(29),
    `the file's name is the environment's, and '${'a'.repeat(29)}' is longer than 28 characters: rename the file`,
  ],
  ['sg', "AWS keeps names that begin with 'sg-' for itself: rename the file"],
])('an environment called %s', (name, expected) => {
  expect(problemsOf({ ...settings(), endpoints: {} }, name)).toEqual([`: ${expected}`]);
});

test.each([
  ['does not exist: write the path of a .tar.gz file', 'samples/missing.tar.gz'],
  ['is not a file: write the path of a .tar.gz file', '__tests__/support/folder.tar.gz'],
  ['is not a gzip file, whatever its name: pack it with tar -czf', '__tests__/support/text.tar.gz'],
])('an artifact that %s', (expected, artifact) => {
  expect(problemsOf(model({ artifact }))[0]).toContain(
    `endpoints.churn.model.artifact: '${artifact}' ${expected} (looked for from `,
  );
});

test('what is at the edge is allowed', () => {
  expect(problemsOf(named('a'.repeat(31)))).toEqual([]);
  expect(problemsOf(settings({ tags: tags(47) }))).toEqual([]);
  expect(
    problemsOf({ ...created({ cidrBlock: '10.0.0.0/25' }), endpoints: { churn: endpoint({ instanceCount: 4 }) } }),
  ).toEqual([]);
  expect(
    problemsOf(
      settings({
        region: 'us-east-1',
        network: {
          create: { cidrBlock: '10.0.0.0/16', availabilityZones: ['us-east-1a', 'us-east-1f'] },
          privateLink: { fips: true },
        },
      }),
    ),
  ).toEqual([]);
});
