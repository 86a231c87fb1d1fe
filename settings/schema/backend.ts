import { z } from 'zod';
import { SETTING_DEFAULTS, HCP_TERRAFORM } from '../defaults';
import { patternString } from './primitives';
import { describeField } from './field-docs';

const kind = <K extends string>(name: K) =>
  describeField(z.literal(name), {
    description: 'The kind.',
    expected: "'local', 'cloud' or 's3'",
    example: "'cloud'",
  });

const local = z.strictObject({ kind: kind('local') });

const cloud = z.strictObject({
  kind: kind('cloud'),
  organization: patternString(/^[A-Za-z0-9_-]+$/, {
    description: 'The organization in HCP Terraform.',
    expected: 'the name of an organization (letters, digits, - and _)',
    example: "'my-organization'",
  }),
  project: patternString(/^[A-Za-z0-9_ -]{3,40}$/, {
    description: 'The project that new workspaces are made in.',
    expected: 'the name of a project (3 to 40 letters, digits, spaces, - and _)',
    example: "'inference'",
    default: "the organization's default project",
  }).optional(),
  hostname: patternString(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/, {
    description: 'The host of a Terraform Enterprise.',
    expected: 'a host name',
    example: "'terraform.example.com'",
    default: `\`${HCP_TERRAFORM}\``,
  }).optional(),
});

const s3 = z.strictObject({
  kind: kind('s3'),
  bucket: patternString(/^(?!.*\.\.)[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, {
    description: 'The bucket, which must be there.',
    expected: 'the name of an S3 bucket',
    example: "'my-terraform-state'",
  }),
  region: patternString(/^[a-z]{2,4}(-[a-z]+){1,2}-\d$/, {
    description: "The bucket's region.",
    expected: 'an AWS region',
    example: "'eu-west-1'",
  }),
  keyPrefix: patternString(/^[A-Za-z0-9!_.*'()-]+(\/[A-Za-z0-9!_.*'()-]+)*\/?$/, {
    description: 'What every key begins with; the key is `PREFIX/STACK.tfstate`.',
    expected: 'the beginning of an S3 key, without a slash before it',
    example: "'inference'",
    default: 'none',
  }).optional(),
});

/** The kinds of backend by name, for the reference. */
export const backends = { local, cloud, s3 };

export const backendSchema = describeField(z.discriminatedUnion('kind', [local, cloud, s3]), {
  description:
    "Where the state is: `{ kind: 'local' }`, `{ kind: 'cloud', … }` (HCP Terraform, one workspace for each stack, named like it) or `{ kind: 's3', … }` (with S3's own lock file).",
  expected: "an object with kind 'local', 'cloud' or 's3'",
  example: "{ kind: 'cloud', organization: 'my-organization' }",
  default: `${SETTING_DEFAULTS.backend.kind}: \`state/STACK.tfstate\` beside \`main.ts\``,
});
