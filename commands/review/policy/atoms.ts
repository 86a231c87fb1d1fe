import type { Budget } from './budget';
import type { Elements } from './grant';
import { memoized } from './memoized';
import { principalDomain } from './principals';
import type { Statement } from './read-policy';
import { optionalDomain, type SetDomain } from './set-domain';
import { stringDomain } from './string-set';
import type { Trilean } from './trilean';

/** One action, one resource or one principal, compared with the sets of the other statements, which go by their number. */
export interface Atom {
  readonly written: Elements | undefined;
  readonly isNonEmpty: Trilean;
  readonly isSubset: (numbers: readonly number[]) => Trilean;
  readonly intersects: (number: number) => Trilean;
}

/** One action, one resource and one principal of a statement. */
export interface Piece {
  readonly action: Atom;
  readonly resource: Atom;
  readonly principal: Atom;
}

/** The atoms of each element of a statement. */
export interface StatementAtoms {
  readonly actions: readonly Atom[];
  readonly resources: readonly Atom[];
  readonly principals: readonly Atom[];
}

export function atomsOfStatement(statement: Statement, others: readonly Statement[], budget: Budget): StatementAtoms {
  const atoms = <Subset>(domain: SetDomain<Subset>, select: (statement: Statement) => Subset): readonly Atom[] => {
    const sets = others.map(select);
    return domain.atoms(select(statement)).map((atom) => ({
      written: domain.written(atom),
      isNonEmpty: domain.isNonEmpty(atom, budget),
      isSubset: memoized((numbers: readonly number[]) =>
        domain.isSubset(
          atom,
          sets.filter((_, number) => numbers.includes(number)),
          statement.effect,
          budget,
        ),
      ),
      intersects: memoized((number: number) => domain.intersects(atom, sets[number] as Subset, budget)),
    }));
  };
  return {
    actions: atoms(stringDomain, (one) => one.actions),
    resources: atoms(optionalDomain(stringDomain), (one) => one.resources),
    principals: atoms(optionalDomain(principalDomain), (one) => one.principals),
  };
}
