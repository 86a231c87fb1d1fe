import { type Attributes, firstBlock, stringsIn } from '../../plan/attributes';
import { isSensitiveAttribute } from '../../plan/change';
import { changesOfType } from '../../plan/plan';
import { eachChange, type RuleContext } from '../finding';
import { accountIn, isForeignAccount, ownAccounts } from './own-account';

/** Whoever owns the key decides who may read what is encrypted with it, and whether anyone may any longer. */
export const keyElsewhere = eachChange(
  {
    name: 'key-elsewhere',
    level: 'danger',
    types: 'any',
    advice: 'Use a key of this account.',
  },
  (change, context) => {
    if (change.kind === 'delete' || change.kind === 'no-op' || change.after === undefined) return undefined;
    // Without a plan, the account is often not known.
    if (ownAccounts(context).size === 0) return undefined;
    const before = new Set(keysIn(change.before).map(({ key }) => key));
    const foreign = keysIn(change.after).find(
      ({ key }) => !before.has(key) && isForeignAccount(accountIn(key) ?? '', context),
    );
    if (foreign === undefined) return undefined;
    return isSensitiveAttribute(change, foreign.attribute)
      ? 'It is encrypted with a key of another account. The key is sensitive, so it is not shown.'
      : `It is encrypted with ${foreign.key}, a key of another account.`;
  },
);

interface Key {
  readonly attribute: string;
  readonly key: string;
}

const keysIn = (values: Attributes | undefined): Key[] =>
  Object.entries(values ?? {}).flatMap(([attribute, value]) => within(attribute, attribute, value));

/** By the name of the attribute: an ARN of a key stands in policies, too. */
function within(attribute: string, name: string, value: unknown): Key[] {
  if (typeof value === 'string')
    return /kms|key_arn|key_id/.test(name) && /^arn:[^:]*:kms:/.test(value) ? [{ attribute, key: value }] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => within(attribute, Array.isArray(value) ? name : key, inner));
}

/** What is captured is what callers send, and what the model answers. A bucket's name says nothing of whose it is. */
export const captureElsewhere = eachChange(
  {
    name: 'capture-elsewhere',
    level: 'danger',
    types: ['aws_sagemaker_endpoint_configuration'],
    advice: 'Capture into a bucket that this stack makes or looks up.',
  },
  (change, context) => {
    if (change.kind === 'delete' || change.kind === 'no-op' || change.after === undefined) return undefined;
    const had = bucketsIn(change.before).map(({ bucket }) => bucket);
    const found = bucketsIn(change.after).find(
      ({ bucket }) => !had.includes(bucket) && !isKnownBucket(bucket, context),
    );
    if (found === undefined) return undefined;
    const { attribute, what, bucket } = found;
    return isSensitiveAttribute(change, attribute)
      ? `${what} a bucket that this plan does not know.`
      : `${what} the bucket ${bucket}, which this plan does not know.`;
  },
);

interface CaptureBucket {
  readonly attribute: string;
  /** What comes into it, up to the bucket's name. */
  readonly what: string;
  readonly bucket: string;
}

function bucketsIn(values: Attributes | undefined): CaptureBucket[] {
  const [capture, async] = ['data_capture_config', 'async_inference_config'].map((name) => firstBlock(values, name));
  const output = firstBlock(async, 'output_config');
  const within = (attribute: string, what: string, urls: readonly unknown[]) =>
    stringsIn(urls).flatMap((url) => {
      const bucket = /^s3:\/\/([^/]+)/.exec(url)?.[1];
      return bucket === undefined ? [] : [{ attribute, what, bucket }];
    });
  return [
    ...within(
      'data_capture_config',
      'Requests and answers are captured into',
      capture?.enable_capture === false ? [] : [capture?.destination_s3_uri],
    ),
    ...within('async_inference_config', 'Answers are written to', [output?.s3_output_path, output?.s3_failure_path]),
  ];
}

/** Of this stack, or of another one of the review. */
export function isKnownBucket(bucket: string, { allPlans }: RuleContext): boolean {
  const reference = /^\$\{(?:data\.)?aws_s3_bucket\.[\w-]+\.(?:id|bucket)\}$/;
  return (
    reference.test(bucket) ||
    allPlans.some(
      (plan) =>
        changesOfType(plan, 'aws_s3_bucket').some(({ before, after }) =>
          [before, after].some((values) => values?.bucket === bucket),
        ) || [...plan.prior.values()].some(({ type, values }) => type === 'aws_s3_bucket' && values.bucket === bucket),
    )
  );
}
