import type { RuleContext } from '../finding';
import { withConstants } from './expressions';

const RUNTIME = /\.sagemaker\.runtime(-fips)?$/;

/** The PrivateLink endpoints of SageMaker Runtime that a plan knows: its own, or the network's. */
export function privateLinkIds({ plan, head, base }: RuleContext): ReadonlySet<string> {
  const prior = [...plan.prior.values()].flatMap(({ type, values }): unknown[] => {
    if (type === 'aws_vpc_endpoint') return RUNTIME.test(String(values.service_name)) ? [values.id] : [];
    if (type !== 'terraform_remote_state') return [];
    return [(values.outputs as { readonly private_link_id?: unknown } | undefined)?.private_link_id];
  });
  const synthesized = Object.keys(head?.data?.terraform_remote_state ?? {}).map((name) =>
    withConstants(`\${data.terraform_remote_state.${name}.outputs.private_link_id}`, head, base),
  );
  return new Set([...prior, ...synthesized].filter((id): id is string => typeof id === 'string'));
}
