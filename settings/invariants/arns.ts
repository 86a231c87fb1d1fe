import { partitionOf } from '../region';
import type { Path, Problem } from '../problems';
import { endpointsOf, type Invariant, problem, type InvariantInput } from './invariant';

interface ArnField {
  readonly path: Path;
  readonly arn: string | undefined;
  /** Whether it must be of the environment's region. */
  readonly regional: boolean;
  /** Whether it must be of the environment's account, where settings name one. */
  readonly ownAccount: boolean;
}

/** ARNs that AWS would refuse late, or take and then allow nothing by. */
export const arnsMatchEnvironment: Invariant = ({ settings }) => {
  const { region, accountId } = settings;
  if (region === undefined) return [];
  return arnFields(settings).flatMap(({ path, arn, regional, ownAccount }): Problem[] => {
    if (arn === undefined) return [];
    const [, partition, , itsRegion, itsAccount] = arn.split(':');
    if (partition !== partitionOf(region)) {
      return [
        problem(
          path,
          `'${arn}' is in partition ${partition}, and ${region} in ${partitionOf(region)}: give an ARN of ${partitionOf(region)}`,
        ),
      ];
    }
    if (regional && itsRegion !== region) {
      return [
        problem(
          path,
          `'${arn}' is in region ${itsRegion}, and the environment in ${region}: give the ARN of one in ${region}`,
        ),
      ];
    }
    return !ownAccount || accountId === undefined || itsAccount === accountId || itsAccount === 'aws'
      ? []
      : [
          problem(
            path,
            `'${arn}' is of account ${itsAccount}, and the environment of ${accountId}: give the ARN of one in ${accountId}`,
          ),
        ];
  });
};

function arnFields(settings: InvariantInput['settings']): ArnField[] {
  const { iam, network } = settings;
  return [
    { path: ['iam', 'permissionsBoundaryArn'], arn: iam?.permissionsBoundaryArn, regional: false, ownAccount: true },
    ...(network?.privateLink?.alsoAllow ?? []).map((arn, i) => ({
      path: ['network', 'privateLink', 'alsoAllow', i],
      arn,
      regional: true,
      ownAccount: false,
    })),
    ...endpointsOf(settings).flatMap(({ endpoint: { kmsKeyArn, model, alarms }, path }) => [
      { path: [...path, 'kmsKeyArn'], arn: kmsKeyArn, regional: true, ownAccount: false },
      {
        path: [...path, 'model', 'artifactKmsKeyArn'],
        arn: model?.artifactKmsKeyArn,
        regional: true,
        ownAccount: false,
      },
      { path: [...path, 'model', 'executionRoleArn'], arn: model?.executionRoleArn, regional: false, ownAccount: true },
      ...(alarms?.topicArns ?? []).map((arn, i) => ({
        path: [...path, 'alarms', 'topicArns', i],
        arn,
        regional: true,
        ownAccount: false,
      })),
    ]),
  ];
}
