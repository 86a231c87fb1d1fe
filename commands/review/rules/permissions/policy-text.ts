import type { Plan } from '../../plan/plan';
import { withConstants } from '../access/expressions';

/**
 * A policy's text as policies are compared. Expressions of a synthesized stack are constants: a policy would have them
 * for variables of its own, which may be anything.
 */
export const policyTextOf = ({ basis }: Plan, value: unknown): string | undefined => {
  if (typeof value !== 'string' || value === '') return undefined;
  return basis === 'synthesis' ? withConstants(value, undefined, undefined) : value;
};
