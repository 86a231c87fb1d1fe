import { TerraformStack } from 'cdktf';
import type { Construct } from 'constructs';

/**
 * A hint at plan: a Terraform `check`, which warns and refuses nothing.
 *
 * What the condition looks at must be looked up by ordinary data sources: one inside the check would give every
 * plan something to do.
 *
 * @param name - unique in the stack, without dots
 * @see https://developer.hashicorp.com/terraform/language/checks
 */
export function addCheck(scope: Construct, name: string, condition: string, errorMessage: string): void {
  TerraformStack.of(scope).addOverride(`check.${name}`, {
    assert: [{ condition, error_message: errorMessage }],
  });
}
