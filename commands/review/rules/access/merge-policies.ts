/** One policy with the statements of several; undefined where there is none, and unreadable where one of them is. */
export function mergePolicies(texts: readonly string[]): string | undefined {
  if (texts.length <= 1) return texts[0];
  const policies = texts.map(parse);
  const versions = new Set(policies.map((policy) => policy?.Version));
  if (policies.includes(undefined) || versions.size > 1) return texts.join();
  return JSON.stringify({ Version: [...versions][0], Statement: policies.flatMap((policy) => policy?.Statement) });
}

/** A policy without what it denies. One that cannot be read is left as it is. */
export function allowsOf(text: string): string {
  const policy = parse(text);
  const allows = (policy?.Statement === undefined ? [] : [policy.Statement].flat()).filter(
    (statement) => (statement as { readonly Effect?: unknown } | null)?.Effect === 'Allow',
  );
  return policy === undefined ? text : JSON.stringify({ ...policy, Statement: allows });
}

function parse(text: string): { readonly Version?: unknown; readonly Statement?: unknown } | undefined {
  try {
    const policy: unknown = JSON.parse(text);
    return typeof policy === 'object' && policy !== null ? policy : undefined;
  } catch {
    return undefined;
  }
}
