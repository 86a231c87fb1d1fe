import type { SetDomain, Effect } from './set-domain';
import { allOf, negate, anyOf, type Trilean } from './trilean';

/** The principals that are named; negated, all others. */
export interface Principals {
  readonly negated: boolean;
  readonly named: readonly Principal[];
}

export interface Principal {
  readonly kind: 'everyone' | 'account' | 'member' | 'session' | 'unclear' | 'Service' | 'Federated' | 'CanonicalUser';
  readonly id: string;
  /** As written. */
  readonly text: string;
  /** Of a member or a session. */
  readonly account?: string;
}

const NON_AWS_KINDS = ['Service', 'Federated', 'CanonicalUser'] as const;

/** Undefined for a kind that is not known. */
export function principalOf(type: string, id: string): Principal | undefined {
  const identity = identityOf(type, id);
  return identity && { ...identity, text: id };
}

type Identity = Omit<Principal, 'text'>;

function identityOf(type: string, id: string): Identity | undefined {
  if (type === 'AWS') return awsPrincipal(id);
  const kind = NON_AWS_KINDS.find((known) => known === type);
  return kind && (/[*?{]/.test(id) ? { kind: 'unclear', id: `${type} ${id}` } : { kind, id });
}

function awsPrincipal(id: string): Identity {
  if (id === '*') return { kind: 'everyone', id };
  // An account, and its root: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
  const account = /^arn:aws[a-z-]*:iam::(.+):root$/.exec(id)?.[1] ?? id;
  if (/^\d{12}$/.test(account)) return { kind: 'account', id: account };
  const [, service, owner] = /^arn:aws[a-z-]*:(iam|sts)::(\d{12}):[^*?{]+$/.exec(id) ?? [];
  if (owner !== undefined) return { kind: service === 'iam' ? 'member' : 'session', id, account: owner };
  // A variable, or the id of a role that is gone, which may be any of the others.
  return { kind: 'unclear', id: account };
}

const isSame = (a: Principal, b: Principal): boolean => a.kind === b.kind && a.id === b.id;

/** Whether every identity that `candidate` matches is one that `whole` matches. */
function isSubsetOf(candidate: Principal, whole: Principal, effect: Effect): Trilean {
  if (isSame(candidate, whole)) return 'yes';
  if (whole.kind === 'everyone') return candidate.kind === 'Federated' && effect === 'Allow' ? 'unknown' : 'yes';
  if (candidate.kind === 'everyone') return whole.kind === 'unclear' ? 'unknown' : 'no';
  // To allow an account leaves it to the account's own policies whom; to allow a role is enough by itself.
  if (candidate.account !== undefined && whole.kind === 'account' && whole.id === candidate.account) {
    return effect === 'Deny' ? 'yes' : 'unknown';
  }
  return mayOverlap(candidate, whole) === 'no' || (candidate.kind === 'account' && whole.account === candidate.id)
    ? 'no'
    : 'unknown';
}

function overlaps(a: Principal, b: Principal): Trilean {
  if (isSame(a, b)) return 'yes';
  if (a.kind === 'everyone' || b.kind === 'everyone') {
    return a.kind === 'Federated' || b.kind === 'Federated' ? 'unknown' : 'yes';
  }
  return mayOverlap(a, b);
}

/** Whether principals of other names may yet be the same one: never surely. */
function mayOverlap(a: Principal, b: Principal): 'no' | 'unknown' {
  if (a.kind === 'unclear' || b.kind === 'unclear') return 'unknown';
  if (isAwsIdentity(a) && isAwsIdentity(b)) {
    // A role has sessions.
    const oneHasOther = a.kind !== b.kind || a.kind === 'session';
    return oneHasOther && accountOf(a) === accountOf(b) ? 'unknown' : 'no';
  }
  // An account has a canonical id as well.
  return (a.kind === 'CanonicalUser' && isAwsIdentity(b)) || (b.kind === 'CanonicalUser' && isAwsIdentity(a))
    ? 'unknown'
    : 'no';
}

const isAwsIdentity = ({ kind }: Principal): boolean => kind === 'account' || kind === 'member' || kind === 'session';

const accountOf = ({ account, id }: Principal): string => account ?? id;

/** That an account is named in NotPrincipal does not except its roles, so that here nothing is within an account. */
const isExcepted = (principal: Principal, { named }: Principals): Trilean =>
  anyOf(named.map((one) => isSubsetOf(principal, one, 'Allow')));

function isSubsetOfSet(candidate: Principals, set: Principals, effect: Effect): Trilean {
  if (candidate.negated) {
    if (set.negated) return allOf(set.named.map((principal) => isExcepted(principal, candidate)));
    if (set.named.some(({ kind }) => kind === 'everyone')) return effect === 'Deny' ? 'yes' : 'unknown';
    return set.named.some(({ kind }) => kind === 'unclear') ? 'unknown' : 'no';
  }
  return allOf(
    candidate.named.map((principal) =>
      set.negated
        ? negate(anyOf(set.named.map((one) => overlaps(principal, one))))
        : anyOf(set.named.map((one) => isSubsetOf(principal, one, effect))),
    ),
  );
}

export const principalDomain: SetDomain<Principals> = {
  atoms: (principals) =>
    principals.negated ? [principals] : principals.named.map((principal) => ({ negated: false, named: [principal] })),
  written: ({ negated, named }) => ({ negated, values: named.map(({ text }) => text) }),
  isSubset: (candidate, sets, effect) => {
    const answer = anyOf(sets.map((set) => isSubsetOfSet(candidate, set, effect)));
    // Two sets of which one leaves out what the other holds make up everyone.
    return answer === 'no' && sets.length > 1 && (candidate.negated || sets.some((set) => set.negated))
      ? 'unknown'
      : answer;
  },
  intersects: (candidate, set) => {
    if (candidate.negated && set.negated) return 'yes';
    if (candidate.negated) return anyOf(set.named.map((principal) => negate(isExcepted(principal, candidate))));
    return anyOf(
      candidate.named.map((principal) =>
        set.negated ? negate(isExcepted(principal, set)) : anyOf(set.named.map((one) => overlaps(principal, one))),
      ),
    );
  },
  isNonEmpty: ({ negated, named }) => (negated && named.some(({ kind }) => kind === 'everyone') ? 'no' : 'yes'),
};
