import {
  MAX_ENDPOINT_NAME_LENGTH,
  MAX_ENVIRONMENT_NAME_LENGTH,
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
  if (name.length > MAX_ENVIRONMENT_NAME_LENGTH) {
    return [
      problem(
        [],
        `the file's name is the environment's, and '${name}' is longer than ${MAX_ENVIRONMENT_NAME_LENGTH} characters: rename the file`,
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
    const fullName = `${environment}-${name}`;
    return fullName.length <= MAX_ENDPOINT_NAME_LENGTH
      ? []
      : [
          problem(
            path,
            `'${fullName}' has ${fullName.length} characters, and the names made of it leave room for ${MAX_ENDPOINT_NAME_LENGTH}: take a shorter name`,
          ),
        ];
  });
