import { terraformBinary } from '../shared/terraform-binary';
import type { StackFile } from '../shared/terraform-files/stack-file';
import { HCP_TERRAFORM } from '../../settings/defaults';
import type { SynthesizedApp } from './synthesized-app';
import type { Change, ChangeKind, Attributes } from './plan/change';
import type { Plan } from './plan/plan';
import { sortByLevel } from './rules';
import type { Finding } from './rules/finding';
import { type Review, reviewPlans, type StackReview } from './review';

/** What is said below the verdict: the reader must know what it rests on. */
export const SYNTH_REMARK =
  'From the synthesized Terraform alone, without a plan: what is deployed, what AWS fills in and what only a plan can know is not in it.';

/** Compares two synthesized folders, by the same rules as plans. */
export function compareApps(base: SynthesizedApp, head: SynthesizedApp): Review {
  const names = [...new Set([...base.names, ...head.names])].toSorted();
  const plans = names.map((name) => planOf(name, base.stack(name), head.stack(name)));
  const { stacks, redact } = reviewPlans(plans, head);
  const all = stacks.map((stack) =>
    withFindings(stack, [
      ...stackFindings(stack.name, base.stack(stack.name), head.stack(stack.name)),
      ...unprotected(stack.name, base, head),
    ]),
  );
  const verdicts = all.map(({ verdict }) => verdict);
  const verdict = (['danger', 'caution', 'changes'] as const).find((one) => verdicts.includes(one)) ?? 'no changes';
  return { verdict, stacks: all, redact };
}

function withFindings(stack: StackReview, more: readonly Finding[]): StackReview {
  if (more.length === 0) return stack;
  const findings = sortByLevel([...more, ...stack.findings]);
  const verdict = findings.some(({ level }) => level === 'danger') ? 'danger' : 'caution';
  return { ...stack, findings, verdict };
}

/** What is not about a resource. */
function stackFindings(name: string, base: StackFile | undefined, head: StackFile | undefined): Finding[] {
  if (base !== undefined && head === undefined) {
    const message =
      'The stack is gone from the settings: what it deployed still runs and costs, until it is destroyed.';
    return [{ level: 'danger', rule: 'stack-gone', address: name, message }];
  }
  if (base === undefined || head === undefined) return [];
  const [was, is] = [versionOf(base), versionOf(head)];
  return [
    ...(was === is
      ? []
      : [
          caution(
            'provider-changed',
            name,
            `The AWS provider changes from ${was} to ${is}: read what else that changes.`,
          ),
        ]),
    ...(JSON.stringify(stateOf(base)) === JSON.stringify(stateOf(head))
      ? []
      : [
          caution(
            'backend-changed',
            name,
            `The state moves: ${terraformBinary()} init -migrate-state in the folder of the stack, the network first.`,
          ),
        ]),
  ];
}

/** What may be destroyed from then on; a plan does not tell. */
const unprotected = (name: string, base: SynthesizedApp, head: SynthesizedApp): Finding[] =>
  head.stack(name) === undefined
    ? []
    : base
        .protected(name)
        .filter((address) => !head.protected(name).includes(address))
        .map((address) => caution('protection-removed', address, 'Terraform no longer refuses to destroy it.'));

const caution = (rule: string, address: string, message: string): Finding => ({
  level: 'caution',
  rule,
  address,
  message,
});

const versionOf = ({ terraform }: StackFile): string => terraform?.required_providers?.aws?.version ?? 'any version';
/** A block without a host means HCP Terraform's: to write it out moves nothing. */
const stateOf = ({ terraform }: StackFile): unknown => [
  terraform?.backend,
  terraform?.cloud && { hostname: HCP_TERRAFORM, ...terraform.cloud },
];

function planOf(name: string, base: StackFile | undefined, head: StackFile | undefined): Plan {
  const [before, after] = [resourcesOf(base), resourcesOf(head)];
  // A stack that is gone destroys nothing: that is what is wrong with it.
  const addresses = head === undefined ? [] : [...new Set([...before.keys(), ...after.keys()])].toSorted();
  const changes = addresses.map((address) => changeOf(address, before.get(address), after.get(address)));
  return {
    name,
    changes: withUnknowns(withMoves(changes)),
    prior: new Map(),
    limits: [],
    errored: false,
    outputs: changedOutputs(base, head),
    failedChecks: [],
  };
}

function resourcesOf(stack: StackFile | undefined): Map<string, Attributes> {
  return new Map(
    Object.entries(stack?.resource ?? {}).flatMap(([type, all]) =>
      Object.entries(all).map(([name, values]) => [`${type}.${name}`, withoutRemarks(values)] as const),
    ),
  );
}

/** cdktf keeps its own remarks in every block. */
const withoutRemarks = (values: Attributes): Attributes =>
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
    replacePaths: kind === 'replace' ? differing(old, now).map((name) => [name]) : [],
    reason: undefined,
    previousAddress: undefined,
    importing: false,
  };
}

function kindOf(type: string, before: Attributes | undefined, after: Attributes | undefined): ChangeKind {
  if (before === undefined) return 'create';
  if (after === undefined) return 'delete';
  const changed = differing(before, after);
  if (changed.length === 0) return 'no-op';
  const forcing = REPLACES[type] ?? [];
  return forcing === 'all' || changed.some((name) => forcing.includes(name)) ? 'replace' : 'update';
}

const differing = (before: Attributes, after: Attributes): string[] =>
  [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(
    (name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]),
  );

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

const changedOutputs = (base: StackFile | undefined, head: StackFile | undefined): string[] =>
  head === undefined || base === undefined
    ? []
    : [...new Set([...Object.keys(base.output ?? {}), ...Object.keys(head.output ?? {})])].filter(
        (name) => JSON.stringify(base.output?.[name]) !== JSON.stringify(head.output?.[name]),
      );
