import { canHold, type Conditions, implies } from './conditions';
import { type Dimension, type Effect, optional } from './dimension';
import { principalDimension } from './principals';
import type { Statement } from './statement';
import { alternatives, negated, type Term } from './term';
import { textDimension } from './texts';
import { every, type Verdict } from './verdict';

export interface Fit {
  readonly verdict: Verdict;
  /** The elements that could not be compared. */
  readonly doubts: readonly string[];
}

const ELEMENTS = ['actions', 'resources', 'principals', 'conditions'];

/** Conditions of more combinations of values than this are not taken apart. */
const MOST_ALTERNATIVES = 100;

/**
 * Whether every request that a statement is about is one that some statement of `others` is about. Each of its pieces
 * (an action, a resource, a principal) must fit into one of them as a whole, so that the same grants in another
 * arrangement are the same grants. 'no' is said of a piece only where some request of it is in none of them.
 */
export function fit(statement: Statement, others: readonly Statement[]): Fit {
  const { effect, conditions } = statement;
  const actions = partsOf(textDimension, statement, others, (one) => one.actions, effect);
  const resources = partsOf(optional(textDimension), statement, others, (one) => one.resources, effect);
  const principals = partsOf(optional(principalDimension), statement, others, (one) => one.principals, effect);
  const held = holdAgainst(conditions, others);
  // As most statements do, and with far fewer questions than there are pieces.
  const fitsWhole = others.some(
    (_, number) =>
      held.within[number] === 'yes' &&
      [actions, resources, principals].every((parts) => parts.every((part) => part.within([number]) === 'yes')),
  );
  if (fitsWhole) return FITS;
  const doubts = new Set<string>();
  for (const action of actions) {
    for (const resource of resources) {
      for (const principal of principals) {
        const piece = fitPiece([action, resource, principal], held);
        if (piece.verdict === 'no') return piece;
        piece.doubts.forEach((doubt) => doubts.add(doubt));
      }
    }
  }
  return { verdict: doubts.size === 0 ? 'yes' : 'unknown', doubts: ELEMENTS.filter((element) => doubts.has(element)) };
}

/** A part of a dimension, held against that of the other statements, which go by their number. */
interface Part {
  readonly isSomething: Verdict;
  readonly within: (numbers: readonly number[]) => Verdict;
  readonly meets: (number: number) => Verdict;
}

function partsOf<Chosen>(
  dimension: Dimension<Chosen>,
  statement: Statement,
  others: readonly Statement[],
  chosen: (statement: Statement) => Chosen,
  effect: Effect,
): readonly Part[] {
  const sets = others.map(chosen);
  return dimension.parts(chosen(statement)).map((part) => ({
    isSomething: dimension.isSomething(part),
    within: remembered((numbers: readonly number[]) =>
      dimension.within(
        part,
        sets.filter((_, number) => numbers.includes(number)),
        effect,
      ),
    ),
    meets: remembered((number: number) => dimension.meets(part, sets[number] as Chosen)),
  }));
}

/** A part is in many pieces. */
function remembered<Asked>(answer: (asked: Asked) => Verdict): (asked: Asked) => Verdict {
  const answers = new Map<string, Verdict>();
  return (asked) => {
    const key = String(asked);
    const verdict = answers.get(key) ?? answer(asked);
    answers.set(key, verdict);
    return verdict;
  };
}

/** Conditions against those of the other statements, one after the other. */
interface Held {
  readonly conditions: Conditions;
  readonly canHold: Verdict;
  readonly meets: readonly Verdict[];
  readonly within: readonly Verdict[];
  /** A condition of the other one that need not hold. */
  readonly escapes: readonly (Term | undefined)[];
  readonly alternatives: () => readonly Held[];
}

function holdAgainst(conditions: Conditions, others: readonly Statement[]): Held {
  let apart: readonly Held[] | undefined;
  const implied = others.map((other) => other.conditions.map((term) => ({ term, verdict: implies(conditions, term) })));
  return {
    conditions,
    canHold: canHold(conditions),
    meets: others.map((other) => canHold([...conditions, ...other.conditions])),
    within: implied.map((terms) => every(terms.map(({ verdict }) => verdict))),
    escapes: implied.map((terms) => terms.find(({ verdict }) => verdict === 'no')?.term),
    alternatives: () => (apart ??= takenApart(conditions).map((one) => holdAgainst(one, others))),
  };
}

/** Conditions that come to the same, one or the other of which must hold. */
function takenApart(conditions: Conditions): readonly Conditions[] {
  const choices = conditions.map(alternatives);
  if (choices.reduce((product, { length }) => product * length, 1) > MOST_ALTERNATIVES) return [conditions];
  return choices.reduce<readonly Conditions[]>(
    (all, choice) => all.flatMap((chosen) => choice.map((term) => [...chosen, term])),
    [[]],
  );
}

const FITS: Fit = { verdict: 'yes', doubts: [] };
const DOES_NOT: Fit = { verdict: 'no', doubts: [] };

function fitPiece(parts: readonly Part[], held: Held): Fit {
  const isSomething = every([...parts.map((part) => part.isSomething), held.canHold]);
  if (isSomething === 'no') return FITS;
  const near = held.meets.flatMap((meets, number) =>
    meets !== 'no' && parts.every((part) => part.meets(number) !== 'no') ? [number] : [],
  );
  const comparisons = near.map((number) => [
    ...parts.map((part) => part.within([number])),
    held.within[number] ?? 'unknown',
  ]);
  if (comparisons.some((verdicts) => every(verdicts) === 'yes')) return FITS;
  if (isSomething === 'yes' && isPartlyOutside(parts, held, near)) return DOES_NOT;
  const byAlternative = near.length > 1 ? held.alternatives() : [];
  if (byAlternative.length > 1) {
    const verdict = every(byAlternative.map((alternative) => fitPiece(parts, alternative).verdict));
    if (verdict !== 'unknown') return verdict === 'yes' ? FITS : DOES_NOT;
  }
  return { verdict: 'unknown', doubts: doubtsOf(comparisons) };
}

/** Whether one request of the piece is outside of all statements that are near it. */
function isPartlyOutside(parts: readonly Part[], held: Held, near: readonly number[]): boolean {
  const isOutside = (numbers: readonly number[]) =>
    numbers.length === 0 || parts.some((part) => part.within(numbers) === 'no');
  if (isOutside(near)) return true;
  const escapes = near.flatMap((number) => held.escapes[number] ?? []);
  return (
    escapes.length > 0 &&
    canHold([...held.conditions, ...escapes.map(negated)]) === 'yes' &&
    isOutside(near.filter((number) => held.escapes[number] === undefined))
  );
}

/** By what the nearest of all differs. */
function doubtsOf(comparisons: readonly (readonly Verdict[])[]): readonly string[] {
  const undecided = comparisons.map((verdicts) => ELEMENTS.filter((_, i) => verdicts[i] !== 'yes'));
  return undecided.toSorted((a, b) => a.length - b.length)[0] ?? ['conditions'];
}
