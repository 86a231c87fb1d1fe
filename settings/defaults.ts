/** Where HCP Terraform is. Terraform takes it for granted where a backend names no host; OpenTofu does not. */
export const HCP_TERRAFORM = 'app.terraform.io';
