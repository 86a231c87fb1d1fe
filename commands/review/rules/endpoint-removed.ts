import { eachChange } from './finding';

/** Without it every call fails, until another one serves: minutes at the least. */
export const endpointRemoved = eachChange('endpoint-removed', 'danger', ({ type, kind, deposed }) => {
  if (type !== 'aws_sagemaker_endpoint' || deposed !== undefined) return undefined;
  if (kind === 'replace') return 'The endpoint is deleted and made again: every call fails in between.';
  return kind === 'delete' ? 'The endpoint is deleted: every call fails from then on.' : undefined;
});
