import type { OutputChange } from '../plan/plan';
import type { Detail } from './change-line';
import { inlineCode } from './escape';
import type { Wording } from './leaf-text';

/** An output that changes: with its values, where they are short texts. */
export function outputLine(output: OutputChange, detail: Detail, { redact }: Wording): string {
  const name = inlineCode(redact(output.name), 80);
  if (detail !== 'values') return name;
  if (output.isSensitive) return `${name} (sensitive)`;
  const [before, after] = [output.before, output.after].map((value) => valueText(value, redact));
  if (output.after === undefined || output.after === null)
    return output.afterUnknown === true ? `${name} → known after apply` : `${name} is removed`;
  if (before === after) return name;
  return before === undefined || after === undefined ? name : `${name} ${before} → ${after}`;
}

function valueText(value: unknown, redact: Wording['redact']): string | undefined {
  if (value === undefined || value === null || value === '') return 'none';
  return typeof value === 'object' ? undefined : inlineCode(redact(String(value as string | number | boolean)), 60);
}
