import { type Attributes, firstBlock } from '../../plan/attributes';
import { changesOfType, type Plan } from '../../plan/plan';

/** The attributes that the resources of a type have once a plan is applied. */
export const valuesAfter = (plan: Plan, type: string): Attributes[] =>
  changesOfType(plan, type).flatMap(({ after }) => (after === undefined ? [] : [after]));

export const containersOf = (model: Attributes): Attributes[] => [
  ...blocks(model, 'primary_container'),
  ...blocks(model, 'container'),
];

/** What a container fetches from S3: one object, or everything below a prefix. */
export const artifactsOf = (container: Attributes): { readonly url: string; readonly isPrefix: boolean }[] => [
  ...(typeof container.model_data_url === 'string' ? [{ url: container.model_data_url, isPrefix: false }] : []),
  ...blocks(container, 'model_data_source').flatMap((source) => {
    const { s3_uri: url, s3_data_type: type } = firstBlock(source, 's3_data_source') ?? {};
    return typeof url === 'string' ? [{ url, isPrefix: type === 'S3Prefix' }] : [];
  }),
];

const blocks = (values: Attributes, name: string): Attributes[] => {
  const found = values[name];
  return (Array.isArray(found) ? found : [found]).filter(
    (block): block is Attributes => typeof block === 'object' && block !== null,
  );
};
