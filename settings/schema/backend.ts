import { z } from 'zod';
import { SETTING_DEFAULTS, HCP_TERRAFORM } from '../defaults';
import { text } from './primitives';
import { described } from './words';

const kind = <K extends string>(name: K) =>
  described(z.literal(name), { about: 'The kind.', is: "'local', 'cloud' or 's3'", example: "'cloud'" });

const local = z.strictObject({ kind: kind('local') });

const cloud = z.strictObject({
  kind: kind('cloud'),
  organization: text(/^[A-Za-z0-9_-]+$/, {
    about: 'The organization in HCP Terraform.',
    is: 'the name of an organization (letters, digits, - and _)',
    example: "'my-organization'",
  }),
  project: text(/^[A-Za-z0-9_ -]{3,40}$/, {
    about: 'The project that new workspaces are made in.',
    is: 'the name of a project (3 to 40 letters, digits, spaces, - and _)',
    example: "'inference'",
    default: "the organization's default project",
  }).optional(),
  hostname: text(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/, {
    about: 'The host of a Terraform Enterprise.',
    is: 'a host name',
    example: "'terraform.example.com'",
    default: `\`${HCP_TERRAFORM}\``,
  }).optional(),
});

const s3 = z.strictObject({
  kind: kind('s3'),
  bucket: text(/^(?!.*\.\.)[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, {
    about: 'The bucket, which must be there.',
    is: 'the name of an S3 bucket',
    example: "'my-terraform-state'",
  }),
  region: text(/^[a-z]{2,4}(-[a-z]+){1,2}-\d$/, {
    about: "The bucket's region.",
    is: 'an AWS region',
    example: "'eu-west-1'",
  }),
  keyPrefix: text(/^[A-Za-z0-9!_.*'()-]+(\/[A-Za-z0-9!_.*'()-]+)*\/?$/, {
    about: 'What every key begins with; the key is `PREFIX/STACK.tfstate`.',
    is: 'the beginning of an S3 key, without a slash before it',
    example: "'inference'",
    default: 'none',
  }).optional(),
});

/** The kinds of backend by name, for the reference. */
export const backends = { local, cloud, s3 };

export const backendSchema = described(z.discriminatedUnion('kind', [local, cloud, s3]), {
  about:
    "Where the state is: `{ kind: 'local' }`, `{ kind: 'cloud', … }` (HCP Terraform, one workspace for each stack, named like it) or `{ kind: 's3', … }` (with S3's own lock file).",
  is: "an object with kind 'local', 'cloud' or 's3'",
  example: "{ kind: 'cloud', organization: 'my-organization' }",
  default: `${SETTING_DEFAULTS.backend.kind}: \`state/STACK.tfstate\` beside \`main.ts\``,
});
