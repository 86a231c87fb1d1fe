import { endpoint, settings } from '../../support/settings';

/** Settings with changes to their new VPC, and to the rest of their network. */
export const created = (create: object, more: object = {}) =>
  settings({
    network: {
      create: { cidrBlock: '10.0.0.0/16', availabilityZones: ['eu-west-1a', 'eu-west-1b'], ...create },
      ...more,
    },
  });

/** Settings with changes to their one endpoint. */
export const churn = (changes: Parameters<typeof endpoint>[0]) => settings({ endpoints: { churn: endpoint(changes) } });

/** Settings with changes to the model of their one endpoint. */
export const model = (changes: Partial<ReturnType<typeof endpoint>['model']>) =>
  churn({ model: { ...endpoint().model, ...changes } });

/** Settings whose one endpoint has this name. */
export const named = (name: string) => settings({ endpoints: { [name]: endpoint() } });

/** So many tags, or variables of a container. */
export const tags = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, i) => [`tag${i}`, 'x']));

/** A key in the environment's region. */
export const KEY = 'arn:aws:kms:eu-west-1:111122223333:key/1234abcd';

/** Settings with anything in their one endpoint, as JavaScript would let it be written. */
export const uncheckedChurn = (changes: object) => churn(changes);

/** Settings with anything in the model of their one endpoint. */
export const uncheckedModel = (changes: object) => churn({ model: { ...endpoint().model, ...changes } });
