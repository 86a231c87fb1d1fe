import { TerraformStack } from 'cdktf';
import type { Construct } from 'constructs';

/** A list of texts as an HCL expression, for conditions and messages that are written as text. */
export const hclList = (texts: readonly string[]): string => `[${texts.map((text) => `"${text}"`).join(', ')}]`;

/** A text that Terraform takes literally: `${` and `%{` in it begin no template. */
export const hclLiteral = (text: string): string => text.replaceAll(/[$%]\{/g, (start) => `${start[0]}${start}`);

/**
 * Adds a Terraform `check`: a warning at plan, which refuses nothing.
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
