import type { RunRequest } from '../../../../commands/probe/function/contract';
import { AwsApi, AwsError } from '../../../support/aws-api';
import { endpoint, resolved, settings } from '../../../support/settings';
import { createProbeAwsClients } from '../../../../commands/probe/aws/clients';
import { probe } from '../../../../commands/probe/probe';
import type { ProbeReport } from '../../../../commands/probe/report/report';
import { findEndpoint } from '../../../../settings/find-endpoint';
import { ADDRESSES, type PretendedVpc, PRIVATE, REGIONAL, zonal, zoneIdOf } from './vpc';

type Values = Record<string, unknown>;
type Answer = (input: Values) => Values | Promise<Values>;

const ZONES = Object.keys(ADDRESSES);
const zoneOf = (functionName: unknown): string => String(functionName).replace('test-probe-', '');

/** An account in which the probe is deployed, its functions being those of a pretended VPC. */
export class PretendedAccount {
  private constructor(
    readonly api: AwsApi,
    private readonly vpc: PretendedVpc,
  ) {}

  static async start(vpc: PretendedVpc): Promise<PretendedAccount> {
    const account = new PretendedAccount(await AwsApi.start(), vpc);
    process.env.AWS_ENDPOINT_URL = account.api.url;
    process.env.AWS_ACCESS_KEY_ID = 'none';
    process.env.AWS_SECRET_ACCESS_KEY = 'none';
    return account;
  }

  async end(): Promise<void> {
    delete process.env.AWS_ENDPOINT_URL;
    await this.api.end();
  }

  /** The SageMaker side of the calls that were made: so many, each with these latencies in microseconds. */
  private answers(changes: Readonly<Record<string, Answer>>): Record<string, Answer> {
    let calls = 0;
    return {
      GetFunctionConfiguration: ({ FunctionName }) => ({
        State: 'Active',
        LastUpdateStatus: 'Successful',
        VpcConfig: { VpcId: 'vpc-1', SubnetIds: [`subnet-${zoneOf(FunctionName)}`] },
      }),
      Invoke: async ({ FunctionName, payload }) => {
        const answer = await this.vpc.run(zoneOf(FunctionName), payload as RunRequest);
        calls += answer.blocks.reduce((sum, block) => sum + block.warmup.length + block.latencies.length, 0);
        return answer as unknown as Values;
      },
      DescribeSubnets: () => ({
        subnetSet: ZONES.map((zone) => ({ subnetId: `subnet-${zone}`, availabilityZoneId: zoneIdOf(zone) })),
      }),
      DescribeVpcEndpoints: () => ({
        vpcEndpointSet: [
          {
            vpcEndpointId: 'vpce-1',
            state: 'available',
            privateDnsEnabled: true,
            networkInterfaceIdSet: ['eni-a', 'eni-b'],
            dnsEntrySet: [REGIONAL, ...ZONES.map(zonal), PRIVATE].map((dnsName) => ({ dnsName })),
          },
        ],
      }),
      DescribeNetworkInterfaces: () => ({
        networkInterfaceSet: Object.entries(ADDRESSES).map(([availabilityZone, privateIpAddress]) => ({
          privateIpAddress,
          availabilityZone,
          subnetId: `subnet-${availabilityZone}`,
        })),
      }),
      GetMetricData: () => ({
        MetricDataResults: [
          { Id: 'overhead', Values: [calls * 500] },
          { Id: 'overheadCalls', Values: [calls] },
          { Id: 'model', Values: [calls * 1_000] },
          { Id: 'modelCalls', Values: [calls] },
        ],
      }),
      ...changes,
    };
  }

  async probe({
    answers = {},
    signal = new AbortController().signal,
    lines = [],
    asked = true,
    samples = 5,
  }: {
    readonly answers?: Readonly<Record<string, Answer>>;
    readonly signal?: AbortSignal;
    readonly lines?: string[];
    readonly asked?: boolean;
    readonly samples?: number;
  } = {}): Promise<ProbeReport> {
    this.api.answers = this.answers(answers);
    this.api.calls.length = 0;
    const environment = resolved(settings({ probe: asked, endpoints: { churn: endpoint() } }));
    return probe(
      findEndpoint('test-churn', [environment]),
      createProbeAwsClients('eu-west-1'),
      { body: Buffer.from('1,2,3'), contentType: 'text/csv', samples, rate: 1_000 },
      { calls: 5, warmupCalls: 1, runSeconds: 20, timeoutMs: 250_000 },
      signal,
      { say: (line) => lines.push(line), progress: (line) => lines.push(line) },
      { functions: { everyMs: 1, atMostMs: 240_000 }, metrics: { everyMs: 5, atMostMs: 50 } },
    );
  }
}

export const denied = (): never => {
  throw new AwsError('AccessDeniedException', 'not allowed', 403);
};
