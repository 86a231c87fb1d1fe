import type { Elements, Grant } from '../../../../commands/review/policy/grant';
import type { Statement } from './brute-force';

/** A statement for each action, resource and principal of a grant. */
export const statementsOf = (grant: Grant): readonly Statement[] =>
  apart(grant.actions).flatMap((actions) =>
    apart(grant.resources).flatMap((resources) =>
      apart(grant.principals).map((principals) => ({
        Effect: grant.effect,
        ...element('Action', actions),
        ...element('Resource', resources),
        ...element('Principal', principals && byType(principals)),
        Condition: conditionBlock(grant),
      })),
    ),
  );

const apart = (elements: Elements | undefined): readonly (Elements | undefined)[] =>
  elements === undefined || elements.negated
    ? [elements]
    : elements.values.map((value) => ({ negated: false, values: [value] }));

const element = (name: string, elements: { negated: boolean; values: unknown } | undefined) =>
  elements === undefined ? {} : { [`${elements.negated ? 'Not' : ''}${name}`]: elements.values };

const byType = ({ negated, values }: Elements) => ({
  negated,
  values: {
    AWS: values.filter((value) => !value.endsWith('.amazonaws.com')),
    Service: values.filter((value) => value.endsWith('.amazonaws.com')),
  },
});

const conditionBlock = ({ statementConditions }: Grant) =>
  statementConditions.reduce<Record<string, Record<string, readonly string[]>>>(
    (block, { operator, key, values }) => ({ ...block, [operator]: { ...block[operator], [key]: values } }),
    {},
  );
