import { differingAttributes } from '../../shared/terraform-files/differing-attributes';
import type { StackFile } from '../../shared/terraform-files/stack-file';
import type { Attributes } from './attributes';
import type { Change, ChangeKind } from './change';
import type { OutputChange, Plan } from './plan';
import { textsIn } from './secrets';
import { synthesizedConfiguration } from './synthesized-configuration';

/** The plan between two syntheses of a stack, as far as these show it. */
export function synthesizedPlan(name: string, base: StackFile | undefined, head: StackFile | undefined): Plan {
  const [before, after] = [resourcesOf(movedAs(head, base)), resourcesOf(head)];
  // Removing a stack from the settings destroys nothing: that is what is wrong with it.
  const addresses = head === undefined ? [] : [...new Set([...before.keys(), ...after.keys()])].toSorted();
  const changes = addresses.map((address) => changeOf(address, before.get(address), after.get(address)));
  const outputs = changedOutputs(base, head);
  return {
    name,
    basis: 'synthesis',
    changes: withUnknowns(withMoves(changes)),
    drift: [],
    prior: new Map(),
    configuration: synthesizedConfiguration(head),
    limits: [],
    errored: false,
    outputs,
    runsBeside: [],
    providers: Object.entries(head?.provider ?? {}),
    failedChecks: [],
    secrets: outputs.flatMap(({ before, after, isSensitive }) => (isSensitive ? textsIn([before, after]) : [])),
  };
}

/** What was there, by the addresses that it moves to. */
function movedAs(head: StackFile | undefined, base: StackFile | undefined): StackFile | undefined {
  const moves = [head?.moved ?? []].flat();
  if (base === undefined || moves.length === 0) return base;
  const resource = Object.fromEntries(
    Object.entries(base.resource ?? {}).map(([type, all]) => [
      type,
      Object.fromEntries(
        Object.entries(all).map(([name, values]) => {
          const to = moves.find((move) => move.from === `${type}.${name}`)?.to;
          return [to?.startsWith(`${type}.`) === true ? to.slice(type.length + 1) : name, values];
        }),
      ),
    ]),
  );
  // Others refer to it by its new address as well.
  const text = moves.reduce(
    (json, { from, to }) => json.replaceAll(`\${${from}.`, `\${${to}.`),
    JSON.stringify(resource),
  );
  return { ...base, resource: JSON.parse(text) as NonNullable<StackFile['resource']> };
}

function resourcesOf(stack: StackFile | undefined): Map<string, Attributes> {
  return new Map(
    Object.entries(stack?.resource ?? {}).flatMap(([type, all]) =>
      Object.entries(all).flatMap(([name, values]) => instancesOf(`${type}.${name}`, withoutComments(values))),
    ),
  );
}

/** A resource for each of a list that is written out, as a plan has them; one where it is not. */
function instancesOf(address: string, { for_each: each, ...values }: Attributes): [string, Attributes][] {
  const list = /^\$\{toset\((\[.*\])\)\}$/s.exec(String(each))?.[1];
  if (list === undefined) return [[address, each === undefined ? values : { ...values, for_each: each }]];
  return [...list.matchAll(/"((?:[^"\\]|\\.)*)"/g)].map(([key, text = '']) => [
    `${address}[${key}]`,
    JSON.parse(JSON.stringify(values).replaceAll(/\$\{each\.(?:value|key)\}/g, () => text)) as Attributes,
  ]);
}

/** cdktf keeps comments of its own in every block. */
const withoutComments = (values: Attributes): Attributes =>
  Object.fromEntries(Object.entries(values).filter(([name]) => name !== '//'));

/** What replaces a resource when it changes; of SageMaker's models and configurations nothing can be changed at all. */
const REPLACES: Readonly<Record<string, readonly string[] | 'all'>> = {
  aws_vpc: ['cidr_block'],
  aws_subnet: ['vpc_id', 'cidr_block', 'availability_zone'],
  aws_vpc_endpoint: ['vpc_id', 'service_name', 'vpc_endpoint_type'],
  aws_sagemaker_endpoint: ['name'],
  aws_sagemaker_endpoint_configuration: 'all',
  aws_sagemaker_model: 'all',
  aws_s3_bucket: ['bucket', 'bucket_prefix'],
  aws_security_group: ['name', 'name_prefix', 'description', 'vpc_id'],
  aws_cloudwatch_log_group: ['name', 'name_prefix'],
  aws_ecr_repository: ['name'],
  aws_sns_topic: ['name', 'name_prefix'],
  aws_iam_policy: ['name', 'name_prefix', 'path', 'description'],
  aws_iam_role: ['name', 'name_prefix', 'path'],
  aws_iam_role_policy: ['name', 'name_prefix', 'role'],
};

function changeOf(address: string, before: Attributes | undefined, after: Attributes | undefined): Change {
  const [type = ''] = address.split('.');
  const { lifecycle: was, ...old } = before ?? {};
  const { lifecycle: is, ...now } = after ?? {};
  const kind = kindOf(type, before && old, after && now);
  return {
    address,
    type,
    deposed: undefined,
    kind,
    createsFirst: kind === 'create' || ((is ?? was) as Attributes | undefined)?.create_before_destroy === true,
    before: before && old,
    after: after && now,
    afterUnknown: {},
    beforeSensitive: {},
    afterSensitive: {},
    replacePaths: kind === 'replace' ? differingAttributes(old, now).map((name) => [name]) : [],
    reason: undefined,
    previousAddress: undefined,
    importing: undefined,
  };
}

function kindOf(type: string, before: Attributes | undefined, after: Attributes | undefined): ChangeKind {
  if (before === undefined) return 'create';
  if (after === undefined) return 'delete';
  const changed = differingAttributes(before, after);
  if (changed.length === 0) return 'no-op';
  const forcing = REPLACES[type] ?? [];
  return forcing === 'all' || changed.some((name) => forcing.includes(name)) ? 'replace' : 'update';
}

/** An endpoint moves when its configuration or model is another, though its own text stays the same. */
function withMoves(changes: readonly Change[]): Change[] {
  const swapped = changes.some(
    ({ type, kind }) => /^aws_sagemaker_(endpoint_configuration|model)$/.test(type) && kind === 'replace',
  );
  return changes.map((change) =>
    swapped && change.type === 'aws_sagemaker_endpoint' && (change.kind === 'no-op' || change.kind === 'update')
      ? { ...change, kind: 'update', afterUnknown: { endpoint_config_name: true } }
      : change,
  );
}

const REFERENCE = /^\$\{(\w+\.[\w-]+)[.[]/;

/** What refers to something new is known only once that is there. */
function withUnknowns(changes: readonly Change[]): Change[] {
  const fresh = new Set(
    changes.filter(({ kind }) => kind === 'create' || kind === 'replace').map(({ address }) => address),
  );
  const refersToNew = (value: unknown) => typeof value === 'string' && fresh.has(REFERENCE.exec(value)?.[1] ?? '');
  return changes.map((change) => {
    const unknown = Object.entries(change.after ?? {}).filter(([, value]) => refersToNew(value));
    const marks = Object.fromEntries(unknown.map(([name]) => [name, true]));
    return { ...change, afterUnknown: { ...(change.afterUnknown as Attributes), ...marks } };
  });
}

const changedOutputs = (base: StackFile | undefined, head: StackFile | undefined): OutputChange[] =>
  head === undefined || base === undefined
    ? []
    : differingAttributes(base.output, head.output).map((name) => {
        const [before, after] = [base.output?.[name], head.output?.[name]];
        const isSensitive = before?.sensitive === true || after?.sensitive === true;
        return { name, before: before?.value, after: after?.value, afterUnknown: false, isSensitive };
      });
