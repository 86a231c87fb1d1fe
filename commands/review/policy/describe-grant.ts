import type { ConditionChange, ConditionText, Elements, Grant } from './grant';

/** What more would not be read. */
const MOST_VALUES = 3;

/**
 * A grant on one line of plain English, for whoever has twenty seconds.
 *
 * @param direction `lost` where the policies were compared the other way round, to ask what is no longer allowed
 */
export function describeGrant(grant: Grant, direction: 'gained' | 'lost' = 'gained'): string {
  const notes = [
    ...(grant.effect === 'Allow' ? [] : [direction === 'gained' ? 'no longer denied' : 'now denied']),
    ...(grant.effect === 'Allow' && direction === 'lost' ? ['no longer allowed'] : []),
    ...(grant.conditions.length > 0
      ? grant.conditions.map((change) => describeChange(change, isNewer(grant, direction)))
      : grant.statementConditions.length > 0
        ? [`where ${grant.statementConditions.map(describeCondition).join(' and ')}`]
        : []),
  ];
  const what = [
    describeActions(grant.actions),
    describeResources(grant.resources),
    describePrincipals(grant.principals),
  ]
    .filter((text) => text !== '')
    .join(' ');
  return notes.length === 0 ? what : `${what}: ${notes.join(', ')}`;
}

/** Whether the grant's statement is of the policy after. */
const isNewer = ({ effect }: Grant, direction: 'gained' | 'lost'): boolean =>
  (effect === 'Allow') === (direction === 'gained');

function describeActions({ negated, values }: Elements): string {
  if (negated) return values.length === 0 ? 'every action' : `every action but ${shortList(values)}`;
  return values.includes('*') ? 'every action' : shortList(values);
}

function describeResources(resources: Elements | undefined): string {
  if (resources === undefined) return '';
  const { negated, values } = resources;
  if (negated) return `on every resource but ${shortList(values)}`;
  return values.includes('*') ? 'on every resource' : `on ${shortList(values)}`;
}

function describePrincipals(principals: Elements | undefined): string {
  if (principals === undefined) return '';
  const { negated, values } = principals;
  if (negated) return `for everyone but ${shortList(values)}`;
  return values.includes('*') ? 'for everyone' : `for ${shortList(values)}`;
}

const describeCondition = ({ operator, key, values }: ConditionText): string =>
  `${operator} ${key} (${shortList(values)})`;

function describeChange({ kind, operator, key, values }: ConditionChange, isNewerStatement: boolean): string {
  const condition = `${operator} ${key}`;
  if (kind === 'dropped') {
    const dropped = describeCondition({ operator, key, values });
    return isNewerStatement ? `without the condition ${dropped}` : `except under the condition ${dropped}`;
  }
  if (values.length === 0) return `the condition ${condition} is ${isNewerStatement ? 'looser' : 'stricter'}`;
  return `the condition ${condition} ${isNewerStatement ? 'lets through' : 'no longer lets through'} ${shortList(values)}`;
}

function shortList(values: readonly string[]): string {
  // One more by name takes no more room than its number.
  const shown = values.length <= MOST_VALUES + 1 ? values : values.slice(0, MOST_VALUES);
  const rest = values.length - shown.length;
  return rest === 0 ? shown.join(', ') : `${shown.join(', ')} and ${rest} more`;
}
