import { endpoint, resolved, settings } from '../../../support/settings';
import { AwsApi, AwsError } from '../../../support/aws-api';
import { createStatusAwsClients } from '../../../../commands/status/clients';
import { collectFacts, type Facts } from '../../../../commands/status/facts';
import { type StatusReport, statusReport } from '../../../../commands/status/report';
import { findEndpoint } from '../../../../settings/find-endpoint';

type Values = Record<string, unknown>;

export const LIVE = 'test-churn-20260101000000000000000001';
export const OLDER = 'test-churn-20251231000000000000000001';

/** An account in which all is well, with what the test is about. */
export interface Account {
  /** Of DescribeEndpoint. */
  readonly endpoint?: Values;
  /** Undefined: there is no such endpoint. */
  readonly missing?: true;
  /** The state of alarms that are not quiet, by name; undefined: not there. */
  readonly alarms?: Readonly<Record<string, string | undefined>>;
  /** Of DescribeAlarmHistory. */
  readonly history?: readonly Values[];
  readonly targets?: readonly Values[];
  readonly privateLink?: readonly Values[];
  readonly attributes?: Readonly<Record<string, boolean>>;
  readonly model?: Values;
  /** How many instances there are in each zone. @default 2 and 1 */
  readonly instanceZones?: Readonly<Record<string, number>>;
  /** Of the credentials. @default '111122223333' */
  readonly accountId?: string;
  /** Operations that these credentials may not call. */
  readonly denied?: readonly string[];
}

const SUBNETS = [
  { subnetId: 'subnet-a', vpcId: 'vpc-1', availabilityZone: 'eu-west-1a' },
  { subnetId: 'subnet-b', vpcId: 'vpc-1', availabilityZone: 'eu-west-1b' },
];
const PRIVATE_LINK = {
  vpcEndpointId: 'vpce-1',
  vpcId: 'vpc-1',
  state: 'available',
  privateDnsEnabled: true,
  subnetIdSet: ['subnet-a', 'subnet-b'],
};
export const VARIANT = {
  VariantName: 'primary',
  CurrentWeight: 1,
  DesiredWeight: 1,
  CurrentInstanceCount: 3,
  DesiredInstanceCount: 3,
};

const answersOf = (account: Account) => {
  const all = {
    DescribeEndpoint: () => {
      if (account.missing)
        throw new AwsError('ValidationException', 'Could not find endpoint "arn:aws:sagemaker:…:endpoint/test-churn".');
      return {
        EndpointName: 'test-churn',
        EndpointArn: 'arn:aws:sagemaker:eu-west-1:111122223333:endpoint/test-churn',
        EndpointStatus: 'InService',
        EndpointConfigName: LIVE,
        ProductionVariants: [VARIANT],
        CreationTime: 1_767_225_600,
        LastModifiedTime: 1_767_229_200,
        ...account.endpoint,
      };
    },
    DescribeEndpointConfig: ({ EndpointConfigName }: Values) => ({
      EndpointConfigName,
      CreationTime: 1_767_227_000,
      ProductionVariants: [{ VariantName: 'primary', InstanceType: 'ml.m5.large', ModelName: 'test-churn-abc' }],
    }),
    DescribeModel: () => ({
      VpcConfig: { Subnets: ['subnet-a', 'subnet-b'], SecurityGroupIds: ['sg-1'] },
      ...account.model,
    }),
    DescribeAlarms: ({ AlarmNames }: Values) => ({
      MetricAlarms: (AlarmNames as string[]).flatMap((AlarmName) => {
        const { [AlarmName]: StateValue = 'OK' } = account.alarms ?? {};
        const isThere = account.alarms?.[AlarmName] !== undefined || !(AlarmName in (account.alarms ?? {}));
        return isThere
          ? [
              {
                AlarmName,
                StateValue,
                StateReason: 'Threshold Crossed',
                StateUpdatedTimestamp: 1_767_229_200,
              },
            ]
          : [];
      }),
    }),
    QueryMetrics: () => ({
      status: 'success',
      data: {
        resultType: 'vector',
        result: Object.entries(account.instanceZones ?? { 'eu-west-1b': 1, 'eu-west-1a': 2 }).map(([zone, count]) => ({
          metric: { '@resource.cloud.availability_zone': zone },
          value: [1_767_229_200, String(count)],
        })),
      },
    }),
    DescribeAlarmHistory: () => ({ AlarmHistoryItems: account.history ?? [] }),
    DescribeScalableTargets: () => ({ ScalableTargets: account.targets ?? [] }),
    DescribeSubnets: (input: Values) => {
      const ids = Object.entries(input).flatMap(([name, value]) => (name.startsWith('SubnetId.') ? [value] : []));
      return { subnetSet: SUBNETS.filter(({ subnetId }) => ids.includes(subnetId)) };
    },
    GetCallerIdentity: () => ({ GetCallerIdentityResult: { Account: account.accountId ?? '111122223333' } }),
    DescribeVpcEndpoints: () => ({ vpcEndpointSet: account.privateLink ?? [PRIVATE_LINK] }),
    DescribeVpcAttribute: ({ Attribute }: Values) => ({
      vpcId: 'vpc-1',
      [String(Attribute)]: { value: account.attributes?.[String(Attribute)] ?? true },
    }),
  };
  const allowed = Object.entries(all).filter(([operation]) => account.denied?.includes(operation) !== true);
  return Object.fromEntries(allowed) as Record<string, (input: Values) => Values>;
};

/** What Terraform applied last, and the older configurations that it still keeps. */
export const appliedState = (last: string, kept: string[] = [], alarms: string[] = []): Facts['applied'] => ({
  value: { last, kept, alarms },
});

export const privateLink = (changes: Values) => [{ ...PRIVATE_LINK, ...changes }];

type Endpoint = ReturnType<typeof endpoint>;

/** Answers for an account, and what status makes of it. */
export class StatusBench {
  private constructor(readonly api: AwsApi) {}

  static async start(): Promise<StatusBench> {
    const bench = new StatusBench(await AwsApi.start());
    process.env.AWS_ENDPOINT_URL = bench.api.url;
    process.env.AWS_ACCESS_KEY_ID = 'none';
    process.env.AWS_SECRET_ACCESS_KEY = 'none';
    return bench;
  }

  /**
   * @param applied - what Terraform applied
   * @param changes - of the endpoint in the settings
   */
  async report(
    account: Account = {},
    applied: Facts['applied'] = appliedState(LIVE),
    changes: Partial<Endpoint> = {},
    accountId?: string,
  ): Promise<StatusReport> {
    this.api.answers = answersOf(account);
    this.api.calls.length = 0;
    const environment = resolved(
      settings({ ...(accountId !== undefined && { accountId }), endpoints: { churn: endpoint(changes) } }),
    );
    const subject = findEndpoint('test-churn', [environment]);
    const facts = await collectFacts(subject, createStatusAwsClients('eu-west-1'), () => Promise.resolve(applied));
    return statusReport(facts, subject);
  }

  async end(): Promise<void> {
    delete process.env.AWS_ENDPOINT_URL;
    await this.api.end();
  }
}
