import { join } from 'node:path';
import type { Environment, EnvironmentSettings } from '../../settings';
import { checkSettings } from '../../settings/load';
import type { EndpointSettings } from '../../settings/schema';

export const ROOT = join(__dirname, '..', '..');

/** A valid endpoint, with what the test is about. */
export const endpoint = (changes: Partial<EndpointSettings> = {}): EndpointSettings => ({
  model: { image: { repository: 'sagemaker-xgboost', tag: '1.7-1' }, artifact: 'samples/diabetes/model.tar.gz' },
  instanceType: 'ml.m5.large',
  ...changes,
});

/** A valid environment with a new VPC in two zones and one endpoint, with what the test is about. */
export const settings = (changes: Partial<EnvironmentSettings> = {}): EnvironmentSettings => ({
  region: 'eu-west-1',
  network: { create: { cidrBlock: '10.0.0.0/16', availabilityZones: ['eu-west-1a', 'eu-west-1b'] } },
  endpoints: { churn: endpoint() },
  ...changes,
});

/** Ids as EC2 makes them, one for each hexadecimal digit. */
export const ec2Id = (kind: string, digit: string) => `${kind}-0${digit.repeat(16)}`;

/** The network settings of a VPC that is there already. */
export const existingNetwork = (
  changes: Partial<EnvironmentSettings['network']> = {},
  existing: Partial<NonNullable<EnvironmentSettings['network']['existing']>> = {},
): EnvironmentSettings['network'] => ({
  existing: {
    vpcId: ec2Id('vpc', '1'),
    subnets: { 'eu-west-1a': ec2Id('subnet', 'a'), 'eu-west-1b': ec2Id('subnet', 'b') },
    ...existing,
  },
  ...changes,
});

/** The problems of settings, each as one line. */
export const problemsOf = (input: unknown, name = 'test'): string[] =>
  checkSettings(ROOT, name, input).problems.map(({ path, message }) => `${path.map(String).join('.')}: ${message}`);

/** Settings as the stacks get them; they must be valid. */
export function resolved(input: EnvironmentSettings, name = 'test'): Environment {
  const { problems, environment } = checkSettings(ROOT, name, input);
  if (environment === undefined) throw new Error(JSON.stringify(problems, null, 2));
  return environment;
}
