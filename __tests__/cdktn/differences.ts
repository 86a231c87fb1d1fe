/** What is in a file, and what is there instead in the file that it is compared with. */
type Difference = readonly [text: string | RegExp, instead: string];

type Files = Readonly<Record<string, string>>;

/** All in which cdktn may write other bytes than cdktf. Terraform reads none of it. */
export const ofFrameworks = (cdktf: string, cdktn: string): Difference[] => [
  // cdktf breaks the line in an empty list or object.
  [/([[{])\n\s*([\]}])/g, '$1$2'],
  // In the metadata of each stack, and in the manifest.
  ...ofVersions(cdktf, cdktn),
];

/** A version and no more. */
export const ofVersions = (one: string, other: string): Difference[] => [
  [`"version": "${one}"`, `"version": "${other}"`],
];

/** Expects the same files, with the same bytes but for the differences; names each that is not, with its first line. */
export function expectSame(expected: Files, actual: Files, differences: readonly Difference[]): void {
  const wrong = [...new Set([...Object.keys(expected), ...Object.keys(actual)])].flatMap((file) => {
    const [before, after] = [expected[file]?.split('\n') ?? [], actual[file]?.split('\n') ?? []];
    const wanted = file.endsWith('.json') ? instead(before.join('\n'), differences).split('\n') : before;
    const line = Array.from({ length: Math.max(wanted.length, after.length) }).findIndex(
      (_, i) => wanted[i] !== after[i],
    );
    return line < 0 ? [] : [`${file}, line ${line + 1}: '${after[line] ?? ''}' instead of '${wanted[line] ?? ''}'`];
  });
  if (wrong.length > 0) throw new Error(wrong.join('\n'));
}

const instead = (text: string, differences: readonly Difference[]): string =>
  differences.reduce((changed, [one, other]) => changed.replaceAll(one, other), text);
