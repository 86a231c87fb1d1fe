/** Where HCP Terraform is. Terraform takes it for granted where a backend names no host; OpenTofu does not. */
export const HCP_TERRAFORM = 'app.terraform.io';

/** One instance for each zone, and never fewer than two: the guide's own minimum. */
export const defaultInstanceCount = (zones: number): number => Math.max(2, zones);
