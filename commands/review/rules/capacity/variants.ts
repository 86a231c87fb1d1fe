import { type Attributes, blocksIn, firstBlock, stringsIn } from '../../plan/attributes';
import { eachChange } from '../finding';
import { namesOf } from '../words';

const variantsOf = (values: Attributes | undefined): Attributes[] => blocksIn(values, 'production_variants');

/** Callers may name a variant, and scaling and alarms do. */
export const variantRemoved = eachChange(
  {
    name: 'variant-removed',
    level: 'caution',
    types: ['aws_sagemaker_endpoint_configuration'],
    advice: 'Keep the variant’s name: scaling, alarms and callers know it by that.',
  },
  ({ kind, before, after }) => {
    if (kind === 'no-op' || before === undefined || after === undefined) return undefined;
    const weights = new Map(
      variantsOf(after).map((one) => [one.variant_name, Number(one.initial_variant_weight ?? 1)]),
    );
    const lost = variantsOf(before).filter(
      ({ variant_name: name, initial_variant_weight: weight }) =>
        !weights.has(name) || (weights.get(name) === 0 && Number(weight ?? 1) > 0),
    );
    return lost.length === 0
      ? undefined
      : `The variant ${namesOf(lost.map(({ variant_name: name }) => String(name)))} gets no calls any more.`;
  },
);

/** They reach S3 by what their groups let out. */
export const modelGroupsChanged = eachChange(
  {
    name: 'model-groups-changed',
    level: 'caution',
    types: ['aws_sagemaker_model'],
    advice: 'Check that the new group lets 443 out to S3.',
  },
  ({ kind, before, after }) => {
    if (kind === 'no-op' || before === undefined || after === undefined) return undefined;
    const [was, is] = [before, after].map((values) => stringsIn(firstBlock(values, 'vpc_config')?.security_group_ids));
    if (was === undefined || is === undefined || was.length === 0 || is.length === 0) return undefined;
    return is.some((id) => was.includes(id))
      ? undefined
      : `The model gets the security group ${namesOf(is)} in place of ${namesOf(was)}.`;
  },
);
