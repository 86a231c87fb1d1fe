/** A list of texts as an HCL expression, for conditions and messages that are written as text. */
export const hclList = (texts: readonly string[]): string => `[${texts.map((text) => `"${text}"`).join(', ')}]`;
