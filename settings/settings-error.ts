/** What is wrong with one file of settings, a line for each problem. */
export interface FaultyFile {
  readonly file: string;
  readonly lines: readonly string[];
}

/** Settings that are refused. Its message lists every problem of every file. */
export class SettingsError extends Error {
  override readonly name = 'SettingsError';

  constructor(readonly files: readonly FaultyFile[]) {
    const count = files.reduce((sum, { lines }) => sum + lines.length, 0);
    const listed = files.map(({ file, lines }) => `${file}\n${lines.map((l) => `  - ${l}`).join('\n')}`).join('\n\n');
    super(`the settings have ${count} problem${count === 1 ? '' : 's'}; nothing was written\n\n${listed}\n`);
  }
}
