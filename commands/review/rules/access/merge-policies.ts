/** One policy with the statements of several; undefined where there is none, or one that cannot be read. */
export function mergePolicies(texts: readonly string[]): string | undefined {
  if (texts.length <= 1) return texts[0];
  const policies = texts.map(parse);
  const versions = new Set(policies.map((policy) => policy?.Version));
  if (policies.includes(undefined) || versions.size > 1) return undefined;
  return JSON.stringify({ Version: [...versions][0], Statement: policies.flatMap((policy) => policy?.Statement) });
}

function parse(text: string): { readonly Version?: unknown; readonly Statement?: unknown } | undefined {
  try {
    const policy: unknown = JSON.parse(text);
    return typeof policy === 'object' && policy !== null ? policy : undefined;
  } catch {
    return undefined;
  }
}
