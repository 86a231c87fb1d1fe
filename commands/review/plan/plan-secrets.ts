import type { Plan } from './plan';
import { sensitiveTexts } from './secrets';

/** Every value that a plan marks as sensitive, as text. */
export const secretsOf = ({ changes, drift, outputs, secrets }: Plan): string[] => [
  ...secrets,
  ...[...changes, ...drift].flatMap((change) => [
    ...sensitiveTexts(change.before, change.beforeSensitive),
    ...sensitiveTexts(change.after, change.afterSensitive),
  ]),
  ...outputs.flatMap(({ before, after, isSensitive }) =>
    isSensitive ? [...sensitiveTexts(before, true), ...sensitiveTexts(after, true)] : [],
  ),
];
