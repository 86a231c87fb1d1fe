import { type Attributes, blocksIn, firstBlock } from '../../plan/attributes';
import { attributeDiffers } from '../../plan/change';
import { movesConfiguration } from '../../plan/in-service';
import { changesOfType } from '../../plan/plan';
import { eachChange } from '../finding';
import { namesOf } from '../words';

const ENDPOINT = 'aws_sagemaker_endpoint';

const deploymentOf = (values: Attributes | undefined): Attributes | undefined =>
  firstBlock(values, 'deployment_config');

const guardOf = (values: Attributes | undefined): Attributes | undefined =>
  firstBlock(deploymentOf(values), 'auto_rollback_configuration');

/** The names of the alarms; undefined for one that the plan creates. */
const alarmsOf = (values: Attributes | undefined): (string | undefined)[] =>
  blocksIn(guardOf(values), 'alarms').map(({ alarm_name: name }) => (typeof name === 'string' ? name : undefined));

/** The provider replaces the endpoint when this block comes or goes. */
export const rollbackGuard = eachChange(
  {
    name: 'rollback-guard-changed',
    level: 'danger',
    types: [ENDPOINT],
    advice: 'Keep the rollback configuration as it is.',
  },
  ({ before, after }) => {
    if (before === undefined || after === undefined) return undefined;
    const [had, has] = [guardOf(before) !== undefined, guardOf(after) !== undefined];
    return had === has
      ? undefined
      : `The rollback configuration is ${has ? 'added' : 'removed'}: the endpoint is replaced for that.`;
  },
);

/** The new fleet then stays, however many errors it returns. */
export const unguardedUpdate = eachChange(
  {
    name: 'unguarded-update',
    level: 'caution',
    types: [ENDPOINT],
    advice: 'Give the endpoint an alarm, so that errors roll the update back.',
  },
  ({ kind, after }) =>
    kind === 'update' && alarmsOf(after).length === 0
      ? 'No alarm guards this update: a model that errs is not rolled back.'
      : undefined,
);

/** AWS takes another rollout only together with a deployment: the fleet is replaced for it. */
export const rolloutAlone = eachChange(
  {
    name: 'rollout-alone',
    level: 'caution',
    types: [ENDPOINT],
    advice: 'Change the rollout together with the next model.',
  },
  (change) =>
    change.kind === 'update' && !movesConfiguration(change) && attributeDiffers(change, 'deployment_config')
      ? 'Only the rollout changes: the same configuration is deployed once more, and a scaled fleet starts from its initial count.'
      : undefined,
);

/** An alarm that AWS does not find, or that does nothing, rolls nothing back. */
export const rollbackAlarmLost = eachChange(
  {
    name: 'rollback-alarm-lost',
    level: 'caution',
    types: [ENDPOINT, 'aws_cloudwatch_metric_alarm'],
    advice: 'Keep an alarm on the errors of the new fleet in rollout.',
  },
  (change, { plan }) => {
    const { type, kind, before, after } = change;
    if (type !== ENDPOINT || kind !== 'update') return undefined;
    const [was, is] = [alarmsOf(before), alarmsOf(after)];
    const changed = changesOfType(plan, 'aws_cloudwatch_metric_alarm');
    // Each configuration has an alarm of its own: a new one takes the place of the last one's.
    const replaced = is.includes(undefined)
      ? changed.flatMap((one) => (one.kind === 'replace' && one.createsFirst ? [one.before?.alarm_name] : []))
      : [];
    const lost = was.flatMap((name) =>
      name === undefined || is.includes(name) || replaced.includes(name) ? [] : [name],
    );
    if (is.length > 0 && lost.length > 0) return `${namesOf(lost)} no longer rolls an update back.`;
    const created = new Set(changed.flatMap((one) => (one.after === undefined ? [] : [String(one.after.alarm_name)])));
    const gone = changed
      .flatMap((one) => (one.kind === 'delete' || one.kind === 'replace' ? [String(one.before?.alarm_name)] : []))
      .filter((name) => is.includes(name) && !created.has(name));
    return gone.length === 0 ? undefined : `${namesOf(gone)}, which rolls an update back, is deleted.`;
  },
);

const HALF = 50;
const SHORT_SECONDS = 300;

/** How much of the traffic the new fleet gets at once, and whether the old one is there to go back to. */
export const rolloutHasty = eachChange(
  {
    name: 'rollout-hasty',
    level: 'caution',
    types: [ENDPOINT],
    advice: 'Let the new fleet answer a part of the calls first.',
  },
  (change) => {
    const { kind, before, after } = change;
    if (kind !== 'update') return undefined;
    const had = new Set(hastyIn(before));
    const is = hastyIn(after);
    const isNew = is.some((one) => !had.has(one));
    // With another model, all at once is worth a word each time; the rest only when it is new.
    const shown = is.filter((one) => !had.has(one) || (movesConfiguration(change) && one === ALL_AT_ONCE));
    return (isNew || movesConfiguration(change)) && shown.length > 0 ? `${shown.join('; ')}.` : undefined;
  },
);

const ALL_AT_ONCE = 'All calls go to the new fleet at once';

function hastyIn(values: Attributes | undefined): string[] {
  const deployment = deploymentOf(values);
  const blueGreen = firstBlock(deployment, 'blue_green_update_policy');
  const routing = firstBlock(blueGreen, 'traffic_routing_configuration');
  const rolling = firstBlock(deployment, 'rolling_update_policy');
  const percent = (block: Attributes | undefined) => (block?.type === 'CAPACITY_PERCENT' ? Number(block.value) : 0);
  const step = Math.max(percent(firstBlock(routing, 'canary_size')), percent(firstBlock(routing, 'linear_step_size')));
  const wait = Number(routing?.wait_interval_in_seconds ?? rolling?.wait_interval_in_seconds ?? SHORT_SECONDS);
  const timeout = Number((blueGreen ?? rolling)?.maximum_execution_timeout_in_seconds ?? Infinity);
  return [
    ...(routing?.type === 'ALL_AT_ONCE' || (values !== undefined && blueGreen === undefined && rolling === undefined)
      ? [ALL_AT_ONCE]
      : []),
    ...(step > HALF ? [`A step is ${step} % of the fleet`] : []),
    ...(wait < SHORT_SECONDS / 5 ? [`A step is watched for ${wait} s only: no alarm goes off in that time`] : []),
    ...(blueGreen?.termination_wait_in_seconds === 0
      ? ['The old fleet is deleted as soon as the new one has all calls: there is none to go back to']
      : []),
    ...(timeout <= wait ? [`The update is given up after ${timeout} s, before its first step is over`] : []),
  ];
}

/** A model that needs longer is killed before it answers, and the update rolls back. */
export const startupShorter = eachChange(
  {
    name: 'startup-shorter',
    level: 'caution',
    types: ['aws_sagemaker_endpoint_configuration'],
    advice: 'Compare it with how long the last deployment took.',
  },
  ({ before, after, kind }) => {
    if (kind === 'no-op' || before === undefined || after === undefined) return undefined;
    const [was, is] = [before, after].map((values) => firstBlock(values, 'production_variants'));
    const shorter = TIMEOUTS.flatMap(([name, what]) => {
      const [from, to] = [was?.[name], is?.[name]];
      return typeof to === 'number' && to < (typeof from === 'number' ? from : SHORT_SECONDS)
        ? [`${what} may take ${to} s${typeof from === 'number' ? ` instead of ${from} s` : ''}`]
        : [];
    });
    return shorter.length === 0 ? undefined : `${shorter.join(', and ')}.`;
  },
);

const TIMEOUTS = [
  ['container_startup_health_check_timeout_in_seconds', 'Starting the container'],
  ['model_data_download_timeout_in_seconds', 'Downloading the model'],
] as const;
