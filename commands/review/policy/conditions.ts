import { meetRanges, type Range } from './ranges';
import { negated, type Term } from './term';
import { meet } from './texts';
import { every, type Verdict } from './verdict';

/** All of a statement's conditions, each of which must hold. */
export type Conditions = readonly Term[];

const keysOf = (conditions: Conditions): readonly string[] => [...new Set(conditions.map(({ key }) => key))];

const withKey = (conditions: Conditions, key: string): Conditions => conditions.filter((term) => term.key === key);

/** Whether some request fulfils them all. Keys are taken to have nothing to do with each other. */
export const canHold = (conditions: Conditions): Verdict =>
  every(
    keysOf(conditions).map((key) => {
      const terms = withKey(conditions, key);
      const verdict = canHoldOfOneValue(terms);
      // Of several values, one may be what the one condition asks for, and one what the other does.
      const ofSeveral = terms.filter(({ quantifier }) => quantifier === 'ForAnyValue').length > 1;
      return verdict === 'no' && ofSeveral ? 'unknown' : verdict;
    }),
  );

/** Conditions on one key, of a request that does not have it, or has one value for it. */
function canHoldOfOneValue(terms: Conditions): Verdict {
  const clear = terms.filter(({ values }) => values.kind !== 'opaque');
  const verdict = clear.every(({ whenAbsent }) => whenAbsent) ? 'yes' : canHoldWherePresent(clear);
  return verdict === 'no' || clear.length === terms.length ? verdict : 'unknown';
}

function canHoldWherePresent(terms: Conditions): Verdict {
  const values = terms.map((term) => term.values);
  if (values.some((value) => value.kind === 'constant' && !value.holds)) return 'no';
  const texts = values.flatMap((value) => (value.kind === 'text' ? [value] : []));
  const ranges = values.flatMap((value) => (value.kind === 'range' ? [value] : []));
  const lines = [...new Set<Range>(ranges.map(({ line }) => line))];
  const verdicts = [
    ...(texts.length === 0 ? [] : [meet(texts)]),
    ...lines.map((line) =>
      meetRanges(
        ranges.filter((range) => range.line === line),
        line,
      ),
    ),
  ];
  // A value is one text, and may be a number as well: whether both can be is not asked.
  return verdicts.length > 1 && !verdicts.includes('no') ? 'unknown' : every(verdicts);
}

/** Whether a request that fulfils `conditions` fulfils `term`. */
export function implies(conditions: Conditions, term: Term): Verdict {
  const terms = withKey(conditions, term.key);
  if (terms.some(({ identity }) => identity === term.identity)) return 'yes';
  const opposite = negated(term);
  const presence = terms.filter(({ values }) => values.kind === 'constant');
  const others = terms.filter(({ values }) => values.kind !== 'constant');
  const alike = others.filter(({ quantifier }) => quantifier === term.quantifier || term.values.kind === 'constant');
  // One that is narrower is enough, of however many values.
  if ([[], ...alike.map((one) => [one])].some((one) => canHoldOfOneValue([...presence, ...one, opposite]) === 'no')) {
    return 'yes';
  }
  switch (canHoldOfOneValue([...terms, opposite])) {
    case 'yes':
      return 'no';
    case 'no':
      return areOfOneValue([...others, term]) ? 'yes' : 'unknown';
    case 'unknown':
      return 'unknown';
  }
}

/** Whether what holds together of one value holds together of several, as it does of each; not where each may mean another. */
function areOfOneValue(terms: Conditions): boolean {
  const quantifiers = terms.flatMap(({ values, quantifier }) => (values.kind === 'constant' ? [] : [quantifier]));
  return new Set(quantifiers).size <= 1 && !quantifiers.includes('ForAnyValue');
}
