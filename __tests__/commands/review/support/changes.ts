import type { Change } from '../../../../commands/review/plan/change';
import type { Configuration } from '../../../../commands/review/plan/configuration';
import type { Plan } from '../../../../commands/review/plan/plan';
import { applyRules } from '../../../../commands/review/rules';
import { accessRules } from '../../../../commands/review/rules/access';
import type { RuleContext } from '../../../../commands/review/rules/finding';
import { changeOf } from './change';

/** A change of a resource, with what the test is about; created where it has nothing before. */
export const changeBy = (changes: Partial<Change> & Pick<Change, 'type'>): Change =>
  changeOf(changes.address ?? `${changes.type}.one`, changes.before, changes.after, {
    ...(changes.before !== undefined && changes.after !== undefined && { kind: 'update' }),
    ...changes,
  });

export const OWN_ACCOUNT = '123456789012';
export const OTHER_ACCOUNT = '999988887777';

/** A plan of these changes, in an account that is known. */
export const planBy = (changes: readonly Change[], more: Partial<Plan> = {}): Plan => ({
  name: 'test-churn',
  basis: 'plan',
  changes,
  drift: [],
  prior: new Map([
    ['data.aws_caller_identity.caller', { type: 'aws_caller_identity', values: { account_id: OWN_ACCOUNT } }],
  ]),
  configuration: new Map(),
  limits: [],
  errored: false,
  outputs: [],
  runsBeside: [],
  providers: [],
  failedChecks: [],
  secrets: [],
  ...more,
});

/** What resources refer to, by address and attribute. */
export const configurationBy = (
  references: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>,
): Configuration =>
  new Map(
    Object.entries(references).map(([address, byAttribute]) => [
      address,
      {
        address,
        references: byAttribute,
        attributes: new Set(Object.keys(byAttribute)),
        provisioners: [],
        isRepeated: false,
        isManaged: true,
      },
    ]),
  );

/** What the rules about who may do what find, each as one line: `danger policy-wider: …`. */
export const accessFindings = (plan: Plan, more: Partial<RuleContext> = {}): string[] =>
  applyRules({ plan, allPlans: [plan], ...more }, accessRules).map(
    ({ level, rule, message }) => `${level} ${rule}: ${message}`,
  );

/** A policy as text, of statements that allow unless they say otherwise. */
export const policyText = (...statements: readonly Readonly<Record<string, unknown>>[]): string =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: statements.map((statement) => ({ Effect: 'Allow', ...statement })),
  });
