import {
  LONGEST_ENDPOINT_NAME,
  LONGEST_ENVIRONMENT_NAME,
  RESERVED_ENDPOINT_NAMES,
  RESERVED_ENVIRONMENT_NAMES,
} from '../names';
import { type Invariant, problem } from './invariant';

/** Hyphens are left to endpoints, so that `dev-*` means one environment. */
export const validEnvironmentName: Invariant = ({ name }) => {
  if (!/^[a-z0-9]+$/.test(name)) {
    return [
      problem(
        [],
        `the file's name is the environment's, and '${name}' is not lower-case letters and digits: rename the file`,
      ),
    ];
  }
  if (name.length > LONGEST_ENVIRONMENT_NAME) {
    return [
      problem(
        [],
        `the file's name is the environment's, and '${name}' is longer than ${LONGEST_ENVIRONMENT_NAME} characters: rename the file`,
      ),
    ];
  }
  if (RESERVED_ENVIRONMENT_NAMES.includes(name)) {
    return [problem([], `AWS keeps names that begin with '${name}-' for itself: rename the file`)];
  }
  return [];
};

/** Lower case, because SageMaker's ARNs are: a name in mixed case gives its callers AccessDenied. */
export const validEndpointNames: Invariant = ({ name: environment, settings }) =>
  Object.keys(settings.endpoints ?? {}).flatMap((name) => {
    const path = ['endpoints', name];
    if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(name)) {
      return [
        problem(
          path,
          `'${name}' is not a name of lower-case letters, digits and single hyphens between them: rename it`,
        ),
      ];
    }
    if (RESERVED_ENDPOINT_NAMES.includes(name)) {
      return [problem(path, `'${name}' is what a stack of every environment is called: take another name`)];
    }
    const whole = `${environment}-${name}`;
    return whole.length <= LONGEST_ENDPOINT_NAME
      ? []
      : [
          problem(
            path,
            `'${whole}' has ${whole.length} characters, and the names made of it leave room for ${LONGEST_ENDPOINT_NAME}: take a shorter name`,
          ),
        ];
  });
