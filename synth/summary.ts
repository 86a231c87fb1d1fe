import { readStackFile, stackFolder } from '../commands/shared/terraform-files/stack-file';
import type { Environment, ResolvedBackend, ResolvedEndpoint, ResolvedNetwork } from '../settings';
import { DOCUMENTED_ROLLBACK_ALARM } from '../settings/documented-alarms';
import { runtimeHostName } from '../settings/region';
import { stepsOf } from '../settings/rollout';

/**
 * A summary of the output: for each stack the zones, the names and the resources by type, and what a reader of the
 * settings would not see.
 *
 * @param outdir - `cdktf.out`
 */
export function summary(environments: readonly Environment[], outdir: string): string {
  return environments.map((environment) => environmentSummary(environment, outdir)).join('\n');
}

function environmentSummary(environment: Environment, outdir: string): string {
  const { name, region, accountId, backend, network, endpoints, probeNames } = environment;
  const lines = [
    `${name}  ${region}, ${accountId === undefined ? 'any account' : `account ${accountId}`}, state: ${stateOf(backend)}`,
    '',
    ...section(network.names.stack, outdir, [...networkLines(environment), ...notes(environment)]),
    ...endpoints.flatMap((endpoint) => section(endpoint.names.stack, outdir, endpointLines(endpoint, network.zones))),
    ...(environment.probe ? section(probeNames.stack, outdir, probeLines(environment)) : []),
    `  deploy: npx cdktf deploy '${name}-*'`,
    '',
  ];
  return lines.join('\n');
}

function section(stack: string, outdir: string, lines: readonly string[]): string[] {
  return [`  ${stack}`, ...[...lines, ...resources(stack, outdir)].map((line) => `    ${line}`), ''];
}

function stateOf(backend: ResolvedBackend): string {
  switch (backend.kind) {
    case 'local':
      return 'local, in state/';
    case 'cloud':
      return `HCP Terraform, organization ${backend.organization}, a workspace for each stack`;
    case 's3':
      return `s3://${backend.bucket}/${backend.keyPrefix ?? ''}`;
  }
}

function networkLines({ network, region }: Environment): string[] {
  const { vpc, privateLink, zones } = network;
  const vpcText =
    vpc.kind === 'managed' ? `new, ${vpc.cidrBlock}, no internet route` : `${vpc.vpcId}, which is there already`;
  const linkText =
    privateLink.kind === 'managed' ? 'made here' : `${privateLink.vpcEndpointId}, which is there already`;
  return [
    `zones       ${zones.map((zone) => (vpc.kind === 'managed' ? `${zone} (${vpc.subnetBlocks[zone]})` : zone)).join(', ')}`,
    `VPC         ${vpcText}`,
    `PrivateLink ${linkText}; private name ${runtimeHostName(region, privateLink.fips)}`,
    `clients     ${clientsText(network)}`,
  ];
}

function clientsText({ privateLink }: ResolvedNetwork): string {
  if (privateLink.kind === 'existing') return 'as the existing PrivateLink endpoint has it';
  const { clients } = privateLink;
  if (clients === undefined) return 'members of the security group in output client_security_group_id';
  return [...clients.securityGroupIds, ...clients.cidrBlocks].join(', ');
}

/** What a reader must know and the settings do not show. */
function notes({ name, network, region, probe }: Environment): string[] {
  const { vpc, privateLink } = network;
  const lines: string[] = [];
  if (vpc.kind === 'existing' && privateLink.kind === 'managed') {
    lines.push(
      `note        ${runtimeHostName(region, privateLink.fips)} will resolve to this PrivateLink endpoint in all of ${vpc.vpcId}:`,
      `            every other caller of SageMaker Runtime there needs network.clients${privateLink.fips ? '' : ' and privateLink.alsoAllow'} to get through`,
    );
  }
  if (vpc.kind === 'existing' && vpc.routeTableIds === undefined) {
    lines.push(
      'note        no routeTableIds: the subnets must have a route to S3 already, or no artifact can be fetched',
    );
  }
  if (privateLink.kind === 'managed' && privateLink.fips) {
    lines.push(`note        FIPS: AWS supports no endpoint policy, so not only ${name}-* can be called through it`);
  }
  if (privateLink.kind === 'existing' && probe) {
    lines.push(
      `note        the probe gets through only where ${privateLink.vpcEndpointId} lets in output probe_security_group_id on 443:`,
      '            see to it where that endpoint is managed',
    );
  }
  return lines;
}

function endpointLines(endpoint: ResolvedEndpoint, zones: readonly string[]): string[] {
  const { names, model, instanceType, instanceCount, callers } = endpoint;
  const artifact =
    model.artifact.kind === 's3'
      ? `s3://${model.artifact.bucket}/${model.artifact.key}`
      : `sha256 ${model.artifact.sha256.slice(0, 12)}`;
  return [
    `zones       ${zones.join(', ')}`,
    `endpoint    ${names.endpoint}, ${instanceCount} x ${instanceType}; every update starts from ${instanceCount}`,
    ...scalingLines(endpoint),
    ...rolloutLines(endpoint),
    `model       ${model.image.kind === 'own' ? model.image.uri : `${model.image.repository}:${model.image.tag} (AWS)`}, artifact ${artifact}`,
    `callers     policy ${names.callerPolicy}${callers.roleNames.length === 0 ? '' : `, attached to ${callers.roleNames.join(', ')}`}`,
  ];
}

function probeLines({ name, network: { zones }, endpoints, probeNames }: Environment): string[] {
  const [endpoint = `${name}-ENDPOINT`] = endpoints.map(({ names }) => names.endpoint);
  return [
    `zones       ${zones.join(', ')}`,
    `functions   ${zones.map(probeNames.function).join(', ')}`,
    `measure     npm run probe -- ${endpoint}`,
  ];
}

function scalingLines({ scaling, instanceCount }: ResolvedEndpoint): string[] {
  if (scaling === undefined) return [];
  const { min, max, target } = scaling;
  const level =
    'concurrentRequests' in target
      ? `${target.concurrentRequests} requests at a time`
      : `${target.invocationsPerMinute} calls a minute`;
  return [
    `scaling     ${min} to ${max} instances, ${level} for each`,
    `            an update puts the fleet back to ${instanceCount}, whatever the load: update when ${instanceCount} will do`,
  ];
}

function rolloutLines({ rollout, instanceCount }: ResolvedEndpoint): string[] {
  const { strategy, percent, waitSeconds, terminationWaitSeconds } = rollout;
  const size = percent === undefined ? '' : ` by ${percent} %`;
  const steps = {
    canary: `one ${percent === undefined ? 'instance' : `part of ${percent} %`}, ${waitSeconds} s, then the rest, ${waitSeconds} s`,
    linear: `${stepsOf(rollout, instanceCount)} steps${size}, ${waitSeconds} s each`,
    rolling: `${stepsOf(rollout, instanceCount)} batches${size}, ${waitSeconds} s each`,
    'all-at-once': `all at once, ${waitSeconds} s`,
  };
  const end = terminationWaitSeconds === 0 ? '' : `; the old fleet stays ${terminationWaitSeconds} s more`;
  return [
    `rollout     ${strategy}: ${steps[strategy]}${end}`,
    ...(waitSeconds < DOCUMENTED_ROLLBACK_ALARM.seconds
      ? [
          `            note: the rollback alarm needs up to ${DOCUMENTED_ROLLBACK_ALARM.seconds} s to see that the new fleet errs`,
        ]
      : []),
  ];
}

const WIDTH = 100;

/** How many resources of which kind, in lines that fit a terminal. */
function resources(stack: string, outdir: string): string[] {
  const { resource = {} } = readStackFile(stackFolder(outdir, stack));
  const kinds = Object.entries(resource).map(
    ([type, all]) => [type.replace(/^aws_/, ''), Object.keys(all).length] as const,
  );
  const total = kinds.reduce((sum, [, count]) => sum + count, 0);
  const listed = kinds.map(([kind, count]) => (count === 1 ? kind : `${count} ${kind}`));
  const lines = [`resources   ${total}: ${listed.shift() ?? ''}`];
  for (const item of listed) {
    const last = lines.at(-1) as string;
    if (last.length + item.length < WIDTH) lines[lines.length - 1] = `${last}, ${item}`;
    else lines.push(`${' '.repeat(12)}${item}`);
  }
  return lines;
}
