import { isSatisfiable, type Conditions, implies } from './satisfiability';
import { type SetDomain, type Effect, optionalDomain } from './set-domain';
import { principalDomain } from './principals';
import type { Statement } from './read-policy';
import { disjuncts, negatedCondition, type Condition } from './condition';
import { stringDomain } from './string-set';
import { allOf, type Trilean } from './trilean';

/** Whether a statement is a subset of others, as sets of requests. */
export interface Coverage {
  readonly isCovered: Trilean;
  /** The elements that could not be compared. */
  readonly doubts: readonly string[];
}

const ELEMENTS = ['actions', 'resources', 'principals', 'conditions'];

/** Conditions with more combinations of values than this are not brought into disjunctive form. */
const MAX_DISJUNCTS = 100;

/**
 * Whether the requests that a statement matches are a subset of those that `others` match together.
 *
 * A statement is a product of sets: actions x resources x principals, under conditions. It is cut into pieces of one
 * atom of each (one action, one resource, one principal), and each piece must be a subset of one other statement as a
 * whole, so that the same grants in another arrangement are the same grants. The answer is 'no' only where some request
 * of a piece is in none of the others. That is weaker than an SMT solver, as AWS uses one (Zelkova), and needs none:
 * what is not decided is 'unknown'.
 *
 * @see Backes et al., "Semantic-based Automated Reasoning for AWS Access Policies using SMT", FMCAD 2018
 */
export function coverageOf(statement: Statement, others: readonly Statement[]): Coverage {
  const { effect, conditions } = statement;
  const actions = atomsOf(stringDomain, statement, others, (one) => one.actions, effect);
  const resources = atomsOf(optionalDomain(stringDomain), statement, others, (one) => one.resources, effect);
  const principals = atomsOf(optionalDomain(principalDomain), statement, others, (one) => one.principals, effect);
  const conditionCoverage = coverageOfConditions(conditions, others);
  // As most statements do, and with far fewer questions than there are pieces.
  const isCoveredWhole = others.some(
    (_, number) =>
      conditionCoverage.isSubset[number] === 'yes' &&
      [actions, resources, principals].every((atoms) => atoms.every((atom) => atom.isSubset([number]) === 'yes')),
  );
  if (isCoveredWhole) return COVERED;
  const doubts = new Set<string>();
  for (const action of actions) {
    for (const resource of resources) {
      for (const principal of principals) {
        const coverage = coverageOfPiece([action, resource, principal], conditionCoverage);
        if (coverage.isCovered === 'no') return coverage;
        coverage.doubts.forEach((doubt) => doubts.add(doubt));
      }
    }
  }
  return {
    isCovered: doubts.size === 0 ? 'yes' : 'unknown',
    doubts: ELEMENTS.filter((element) => doubts.has(element)),
  };
}

/** An atom of a domain, compared with the sets of the other statements, which go by their number. */
interface Atom {
  readonly isNonEmpty: Trilean;
  readonly isSubset: (numbers: readonly number[]) => Trilean;
  readonly intersects: (number: number) => Trilean;
}

function atomsOf<Subset>(
  domain: SetDomain<Subset>,
  statement: Statement,
  others: readonly Statement[],
  select: (statement: Statement) => Subset,
  effect: Effect,
): readonly Atom[] {
  const sets = others.map(select);
  return domain.atoms(select(statement)).map((atom) => ({
    isNonEmpty: domain.isNonEmpty(atom),
    isSubset: memoized((numbers: readonly number[]) =>
      domain.isSubset(
        atom,
        sets.filter((_, number) => numbers.includes(number)),
        effect,
      ),
    ),
    intersects: memoized((number: number) => domain.intersects(atom, sets[number] as Subset)),
  }));
}

/** An atom is in many pieces. */
function memoized<Asked>(ask: (asked: Asked) => Trilean): (asked: Asked) => Trilean {
  const answers = new Map<string, Trilean>();
  return (asked) => {
    const key = String(asked);
    const answer = answers.get(key) ?? ask(asked);
    answers.set(key, answer);
    return answer;
  };
}

/** A statement's conditions, compared with those of each other statement. */
interface ConditionCoverage {
  readonly conditions: Conditions;
  readonly isSatisfiable: Trilean;
  readonly intersects: readonly Trilean[];
  readonly isSubset: readonly Trilean[];
  /** A condition of the other one that need not hold. */
  readonly escapes: readonly (Condition | undefined)[];
  readonly disjuncts: () => readonly ConditionCoverage[];
}

function coverageOfConditions(conditions: Conditions, others: readonly Statement[]): ConditionCoverage {
  let apart: readonly ConditionCoverage[] | undefined;
  const implied = others.map((other) =>
    other.conditions.map((condition) => ({ condition, answer: implies(conditions, condition) })),
  );
  return {
    conditions,
    isSatisfiable: isSatisfiable(conditions),
    intersects: others.map((other) => isSatisfiable([...conditions, ...other.conditions])),
    isSubset: implied.map((all) => allOf(all.map(({ answer }) => answer))),
    escapes: implied.map((all) => all.find(({ answer }) => answer === 'no')?.condition),
    disjuncts: () => (apart ??= disjunctiveForm(conditions).map((one) => coverageOfConditions(one, others))),
  };
}

/** The same conditions as alternatives, of which one must hold: each value of each condition by itself. */
function disjunctiveForm(conditions: Conditions): readonly Conditions[] {
  const choices = conditions.map(disjuncts);
  if (choices.reduce((product, { length }) => product * length, 1) > MAX_DISJUNCTS) return [conditions];
  return choices.reduce<readonly Conditions[]>(
    (all, choice) => all.flatMap((chosen) => choice.map((condition) => [...chosen, condition])),
    [[]],
  );
}

const COVERED: Coverage = { isCovered: 'yes', doubts: [] };
const NOT_COVERED: Coverage = { isCovered: 'no', doubts: [] };

function coverageOfPiece(atoms: readonly Atom[], conditionCoverage: ConditionCoverage): Coverage {
  const isSomething = allOf([...atoms.map((atom) => atom.isNonEmpty), conditionCoverage.isSatisfiable]);
  if (isSomething === 'no') return COVERED;
  const overlapping = conditionCoverage.intersects.flatMap((intersects, number) =>
    intersects !== 'no' && atoms.every((atom) => atom.intersects(number) !== 'no') ? [number] : [],
  );
  const comparisons = overlapping.map((number) => [
    ...atoms.map((atom) => atom.isSubset([number])),
    conditionCoverage.isSubset[number] ?? 'unknown',
  ]);
  if (comparisons.some((answers) => allOf(answers) === 'yes')) return COVERED;
  if (isSomething === 'yes' && isPartlyOutside(atoms, conditionCoverage, overlapping)) return NOT_COVERED;
  const byDisjunct = overlapping.length > 1 ? conditionCoverage.disjuncts() : [];
  if (byDisjunct.length > 1) {
    const answer = allOf(byDisjunct.map((disjunct) => coverageOfPiece(atoms, disjunct).isCovered));
    if (answer !== 'unknown') return answer === 'yes' ? COVERED : NOT_COVERED;
  }
  return { isCovered: 'unknown', doubts: doubtsOf(comparisons) };
}

/** Whether some request of the piece is outside of all the statements that overlap with it. */
function isPartlyOutside(
  atoms: readonly Atom[],
  conditionCoverage: ConditionCoverage,
  overlapping: readonly number[],
): boolean {
  const isOutside = (numbers: readonly number[]) =>
    numbers.length === 0 || atoms.some((atom) => atom.isSubset(numbers) === 'no');
  if (isOutside(overlapping)) return true;
  const escapes = overlapping.flatMap((number) => conditionCoverage.escapes[number] ?? []);
  return (
    escapes.length > 0 &&
    isSatisfiable([...conditionCoverage.conditions, ...escapes.map(negatedCondition)]) === 'yes' &&
    isOutside(overlapping.filter((number) => conditionCoverage.escapes[number] === undefined))
  );
}

/** By what the nearest of all differs. */
function doubtsOf(comparisons: readonly (readonly Trilean[])[]): readonly string[] {
  const undecided = comparisons.map((answers) => ELEMENTS.filter((_, i) => answers[i] !== 'yes'));
  return undecided.toSorted((a, b) => a.length - b.length)[0] ?? ['conditions'];
}
