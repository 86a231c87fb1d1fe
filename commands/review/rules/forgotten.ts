import { eachChange } from './finding';

/** It goes on running and costing, and nothing looks after it any more. */
export const forgotten = eachChange('forgotten', 'danger', ({ kind }) =>
  kind === 'forget' ? 'Terraform forgets it: it goes on running, and no plan will show it any more.' : undefined,
);
