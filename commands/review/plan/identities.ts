import { stringOrStrings } from './attributes';
import { type Change, isUnknown, type Side, valuesAt } from './change';
import { referencesOf } from './configuration';
import type { Plan } from './plan';
import { remembered } from './remembered';

const IDENTITIES = new WeakMap<readonly Plan[], Identities>();

/** What stands for a resource in the plans of a review. */
export function identities(allPlans: readonly Plan[]): Identities {
  return remembered(IDENTITIES, allPlans, () => new Identities(allPlans));
}

/** `${aws_security_group.clients_group.id}`, as synthesized stacks have it. */
const REFERENCE = /^\$\{(aws_\w+\.[\w-]+)\.\w+\}$/;

/**
 * Makes an ID, ARN or name comparable: before a resource is created only its address is known, and afterwards others
 * refer to it by its ID. What is in no plan goes by itself.
 */
export class Identities {
  private readonly addresses = new Map<string, string>();

  constructor(allPlans: readonly Plan[]) {
    for (const { name, changes } of allPlans) {
      for (const { type, address, before, deposed } of changes) {
        if (deposed !== undefined || before === undefined) continue;
        for (const value of [before.id, before.arn])
          if (typeof value === 'string') this.addresses.set(`${type} ${value}`, `${name}/${address}`);
      }
    }
  }

  /** @param type - of the resource that the value stands for */
  identify({ name }: Plan, type: string, value: string): string {
    const address = REFERENCE.exec(value)?.[1];
    if (address !== undefined) return `${name}/${address}`;
    return this.addresses.get(`${type} ${value}`) ?? value;
  }

  /** What an attribute stands for, also where its value is known only once it is applied. */
  in(plan: Plan, change: Change, attribute: string, type: string, side: Side): string[] {
    const values = stringOrStrings(valuesAt(change, side)?.[attribute]).map((value) =>
      this.identify(plan, type, value),
    );
    if (side === 'before' || !isUnknown(change, attribute)) return values;
    const references = referencesOf(plan.configuration, change.address, attribute);
    return [
      ...new Set([
        ...values,
        ...references
          .filter((reference) => reference.startsWith(`${type}.`) || reference.includes(`.${type}.`))
          .map((reference) => `${plan.name}/${reference}`),
      ]),
    ];
  }

  /** What a resource goes by itself. */
  ofChange = ({ name }: Plan, { address }: Change): string => `${name}/${address}`;
}
