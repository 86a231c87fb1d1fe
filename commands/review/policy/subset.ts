import { type Atom, atomsOfStatement, type Piece } from './atoms';
import type { Budget } from './budget';
import { negatedCondition } from './condition';
import { type ConditionCoverage, coverageOfConditions } from './condition-coverage';
import { differencesOf } from './difference';
import { ELEMENT_NAMES, type ElementName } from './grant';
import type { UncoveredPiece } from './merge-grants';
import type { Statement } from './read-policy';
import { isSatisfiable } from './satisfiability';
import { allOf, type Trilean } from './trilean';

/** How much of a statement others cover, as sets of requests. */
export interface Coverage {
  /** What some request proves not to be covered. */
  readonly uncovered: readonly UncoveredPiece[];
  /** The elements by which it cannot be told of the rest. */
  readonly doubts: readonly ElementName[];
}

/** About as many steps of a search take as long. */
const [STEPS_PER_PIECE, STEPS_PER_COMPARISON] = [150, 10];

const COVERED: Coverage = { uncovered: [], doubts: [] };

/**
 * Which of the requests that a statement matches are not among those that `others` match together.
 *
 * A statement is a product of sets: actions x resources x principals, under conditions. It is cut into pieces of one
 * atom of each (one action, one resource, one principal), and each piece must be a subset of one other statement as a
 * whole, so that the same grants in another arrangement are the same grants. A piece is uncovered only where some
 * request of it is in none of the others. That is weaker than an SMT solver, as AWS uses one (Zelkova), and needs none:
 * what is not decided is in doubt.
 *
 * @see Backes et al., "Semantic-based Automated Reasoning for AWS Access Policies using SMT", FMCAD 2018
 */
export function coverageOf(statement: Statement, others: readonly Statement[], budget: Budget): Coverage {
  if (others.some(({ identity }) => identity === statement.identity)) return COVERED;
  const { actions, resources, principals } = atomsOfStatement(statement, others, budget);
  const conditionCoverage = coverageOfConditions(statement.conditions, others, budget);
  // As most statements do, and with far fewer questions than there are pieces.
  const isCoveredWhole = others.some(
    (_, number) =>
      [actions, resources, principals].every((atoms) => atoms.every((atom) => atom.isSubset([number]) === 'yes')) &&
      conditionCoverage.isSubset(number) === 'yes',
  );
  if (isCoveredWhole) return COVERED;
  const differenceOf = differencesOf(statement, others, conditionCoverage, budget);
  const uncovered: UncoveredPiece[] = [];
  const doubts = new Set<ElementName>();
  for (const action of actions) {
    for (const resource of resources) {
      for (const principal of principals) {
        budget.spend(STEPS_PER_PIECE + STEPS_PER_COMPARISON * others.length);
        if (budget.isSpent) return { uncovered, doubts: ELEMENT_NAMES };
        const piece = { action, resource, principal };
        const { isCovered, doubts: doubtsOfPiece } = coverageOfPiece(piece, others, conditionCoverage, budget);
        doubtsOfPiece.forEach((doubt) => doubts.add(doubt));
        if (isCovered === 'no' && action.written !== undefined) {
          uncovered.push({
            actions: action.written,
            resources: resource.written,
            principals: principal.written,
            difference: differenceOf(piece),
          });
        }
      }
    }
  }
  return { uncovered, doubts: ELEMENT_NAMES.filter((element) => doubts.has(element)) };
}

interface PieceCoverage {
  readonly isCovered: Trilean;
  readonly doubts: readonly ElementName[];
}

const decided = (isCovered: Trilean): PieceCoverage => ({ isCovered, doubts: [] });

function coverageOfPiece(
  piece: Piece,
  others: readonly Statement[],
  conditionCoverage: ConditionCoverage,
  budget: Budget,
): PieceCoverage {
  const atoms = [piece.action, piece.resource, piece.principal];
  const isSomething = allOf([...atoms.map((atom) => atom.isNonEmpty), conditionCoverage.isSatisfiable]);
  if (isSomething === 'no') return decided('yes');
  const overlapping = others.flatMap((_, number) =>
    atoms.every((atom) => atom.intersects(number) !== 'no') && conditionCoverage.intersects(number) !== 'no'
      ? [number]
      : [],
  );
  const comparisons = overlapping.map((number) => [
    ...atoms.map((atom) => atom.isSubset([number])),
    conditionCoverage.isSubset(number),
  ]);
  if (comparisons.some((answers) => allOf(answers) === 'yes')) return decided('yes');
  if (isSomething === 'yes' && isPartlyOutside(atoms, conditionCoverage, overlapping, budget)) return decided('no');
  const byDisjunct = overlapping.length > 1 ? conditionCoverage.disjuncts() : [];
  if (byDisjunct.length > 1) {
    const answer = allOf(byDisjunct.map((disjunct) => coverageOfPiece(piece, others, disjunct, budget).isCovered));
    if (answer !== 'unknown') return decided(answer);
  }
  return { isCovered: 'unknown', doubts: doubtsOf(comparisons) };
}

/** Whether some request of the piece is outside of all the statements that overlap with it. */
function isPartlyOutside(
  atoms: readonly Atom[],
  conditionCoverage: ConditionCoverage,
  overlapping: readonly number[],
  budget: Budget,
): boolean {
  const isOutside = (numbers: readonly number[]) =>
    numbers.length === 0 || atoms.some((atom) => atom.isSubset(numbers) === 'no');
  if (isOutside(overlapping)) return true;
  const escapes = overlapping.flatMap((number) => conditionCoverage.escape(number) ?? []);
  return (
    escapes.length > 0 &&
    isSatisfiable([...conditionCoverage.conditions, ...escapes.map(negatedCondition)], budget) === 'yes' &&
    isOutside(overlapping.filter((number) => conditionCoverage.escape(number) === undefined))
  );
}

/** By what the nearest of all differs. */
function doubtsOf(comparisons: readonly (readonly Trilean[])[]): readonly ElementName[] {
  const undecided = comparisons.map((answers) => ELEMENT_NAMES.filter((_, i) => answers[i] !== 'yes'));
  return undecided.toSorted((a, b) => a.length - b.length)[0] ?? ['conditions'];
}
