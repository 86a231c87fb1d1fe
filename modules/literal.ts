/** A text that Terraform must take as it stands: `${` and `%{` in it begin no template. */
export const literal = (text: string): string => text.replaceAll(/[$%]\{/g, (start) => `${start[0]}${start}`);
