/**
 * The program that is started as Terraform, and named wherever a command is shown to copy: OpenTofu with
 * `TERRAFORM_BINARY_NAME=tofu`. cdktf's own command reads the same variable, so that one setting moves everything.
 */
export const terraformBinary = (environment: Readonly<Record<string, string | undefined>> = process.env): string =>
  environment.TERRAFORM_BINARY_NAME || 'terraform';
