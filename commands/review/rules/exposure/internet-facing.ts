import { type Attributes, blocksIn, stringOrStrings } from '../../plan/attributes';
import { eachChange } from '../finding';

/** What has an address on the internet unless it is told otherwise, by type: whether these values give it one. */
const FACING: Readonly<Record<string, (values: Attributes) => boolean>> = {
  aws_lb: ({ internal, load_balancer_type: type }) => internal !== true && type !== 'gateway',
  aws_alb: ({ internal }) => internal !== true,
  aws_elb: ({ internal }) => internal !== true,
  aws_instance: ({ associate_public_ip_address: isPublic }) => isPublic === true,
  aws_launch_template: (values) =>
    blocksIn(values, 'network_interfaces').some(({ associate_public_ip_address: one }) => String(one) === 'true'),
  aws_ecs_service: (values) =>
    blocksIn(values, 'network_configuration').some(({ assign_public_ip: isPublic }) => isPublic === true),
  aws_api_gateway_rest_api: (values) =>
    !blocksIn(values, 'endpoint_configuration').some(({ types }) => stringOrStrings(types).includes('PRIVATE')),
  aws_apigatewayv2_api: () => true,
  aws_cloudfront_distribution: () => true,
  aws_globalaccelerator_accelerator: () => true,
  aws_apprunner_service: () => true,
  aws_sagemaker_notebook_instance: ({ direct_internet_access: access }) => access !== 'Disabled',
  aws_sagemaker_domain: ({ app_network_access_type: access }) => access !== 'VpcOnly',
};

/** A way in from outside, or a way out, beside the PrivateLink endpoint. */
export const internetFacing = eachChange(
  {
    name: 'internet-facing',
    level: 'caution',
    types: Object.keys(FACING),
    advice: 'Check what it is for, and who can call the model through it.',
  },
  ({ type, kind, before, after }) => {
    const isFacing = FACING[type];
    if (isFacing === undefined || after === undefined || !['create', 'update', 'replace'].includes(kind))
      return undefined;
    const wasFacing = before !== undefined && isFacing(before);
    return isFacing(after) && !wasFacing ? 'It is connected to the internet.' : undefined;
  },
);
