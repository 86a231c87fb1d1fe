import { eachChange } from '../finding';

/** It keeps running and costing money, and Terraform no longer manages it. */
export const forgotten = eachChange(
  { name: 'forgotten', level: 'danger', types: 'any', advice: 'Delete it, or keep it in the settings.' },
  ({ kind }) =>
    kind === 'forget' ? 'Terraform forgets it: it goes on running, and no plan will show it any more.' : undefined,
);
