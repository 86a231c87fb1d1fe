import { type Attributes, firstBlock } from '../plan/attributes';
import type { Change } from '../plan/change';
import { movesConfiguration } from '../plan/in-service';
import type { StackReview } from '../review';
import { fleetOf } from './created-summary';
import { escapeMarkdown, inlineCode } from './escape';
import { leafDifferences } from './leaf-differences';
import { leafText, type Wording } from './leaf-text';

/** What a release is about: these attributes, and not the names that follow from them. */
const TELLING =
  /^(primary_container|vpc_config\.subnets|production_variants(\[[^\]]*\])?\.(instance_type|initial_instance_count)$|source$)/;
const MAX_TELLING = 4;

/**
 * What a stack's changes come to, on one line that a person can say yes to: a release of an endpoint, with its capacity.
 * Undefined where no endpoint moves.
 */
export function stackSummary(stack: StackReview, wording: Wording): string | undefined {
  const endpoint = stack.changes.find((one) => one.type === 'aws_sagemaker_endpoint' && movesConfiguration(one));
  if (endpoint === undefined) return undefined;
  const differences = stack.changes
    .filter(({ type, kind }) => kind === 'replace' && RELEASED.includes(type))
    .flatMap((change) => leafDifferences(change, stack.configuration))
    .filter(({ path, after }) => TELLING.test(path) && after.kind !== 'unknown')
    .slice(0, MAX_TELLING)
    .map((difference) => leafText(difference, wording));
  const capacity = capacityOf(stack, endpoint);
  return [
    `- 🔁 ${inlineCode(stack.name, 80)}: the endpoint moves to ${isSwap(stack) ? 'a new configuration; the old one is deleted afterwards' : 'another configuration'}.`,
    ...(differences.length === 0 ? [] : [`${differences.join(', ')}.`]),
    ...(capacity === undefined ? [] : [`${escapeMarkdown(wording.redact(capacity))}.`]),
  ].join(' ');
}

const RELEASED = ['aws_sagemaker_model', 'aws_sagemaker_endpoint_configuration', 'aws_s3_object'];

/** Whether the new configuration is created first: the healthy way. */
const isSwap = ({ changes }: StackReview): boolean =>
  changes.some(
    ({ type, kind, createsFirst }) =>
      type === 'aws_sagemaker_endpoint_configuration' && kind === 'replace' && createsFirst,
  );

/** The instances that are paid for, and that a quota must allow. */
function capacityOf({ changes }: StackReview, endpoint: Change): string | undefined {
  const configurations = changes.filter(
    ({ type, deposed }) => type === 'aws_sagemaker_endpoint_configuration' && deposed === undefined,
  );
  const before = configurations.find((one) => one.before !== undefined)?.before;
  const after = configurations.find((one) => one.after !== undefined)?.after;
  if (before === undefined || after === undefined) return undefined;
  const [was, is] = [fleetOf(before), fleetOf(after)];
  const fleets = was === is ? is : `${was} → ${is}`;
  return `${fleets}, ${isRolling(endpoint.after) ? 'in batches during the update' : 'both fleets during the update'}`;
}

const isRolling = (values: Attributes | undefined): boolean =>
  firstBlock(firstBlock(values, 'deployment_config'), 'rolling_update_policy') !== undefined;
