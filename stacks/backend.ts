import {
  CloudBackend,
  LocalBackend,
  NamedCloudWorkspace,
  S3Backend,
  type TerraformBackend,
  type TerraformRemoteState,
  type TerraformStack,
} from 'cdktf';
import type { ResolvedBackend } from '../settings';

/** Reads the state of a stack, as a data source of another. */
export type StateReader = (consumer: TerraformStack) => TerraformRemoteState;

/**
 * Gives a stack the backend of its environment, and returns how other stacks of the environment read its state.
 *
 * @param stateFolder - the folder of local state, from a stack's own: relative, so that what is written is the same
 * everywhere
 */
export function attachBackend(stack: TerraformStack, backend: ResolvedBackend, stateFolder: string): StateReader {
  const name = stack.node.id;
  const attached = backendOf(stack, name, backend, stateFolder);
  return (consumer) => attached.getRemoteStateDataSource(consumer, 'network', name);
}

function backendOf(
  stack: TerraformStack,
  name: string,
  backend: ResolvedBackend,
  stateFolder: string,
): TerraformBackend {
  switch (backend.kind) {
    case 'local':
      return new LocalBackend(stack, { path: `${stateFolder}/${name}.tfstate` });
    case 'cloud':
      return new CloudBackend(stack, {
        organization: backend.organization,
        hostname: backend.hostname,
        workspaces: new NamedCloudWorkspace(name, backend.project),
      });
    case 's3': {
      const prefix = backend.keyPrefix === undefined ? '' : `${backend.keyPrefix.replace(/\/$/, '')}/`;
      // cdktf has no setting for the lock file yet, and passes unknown ones on.
      const lock = { useLockfile: true };
      return new S3Backend(stack, {
        bucket: backend.bucket,
        region: backend.region,
        key: `${prefix}${name}.tfstate`,
        encrypt: true,
        ...lock,
      });
    }
  }
}
