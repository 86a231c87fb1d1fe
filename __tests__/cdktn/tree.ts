import { mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { copyProject } from '../support/copy-project';
import { expectSuccess, run, type Run } from './run';

/** A copy of the project, as somebody has it who moves from one framework to the other: only `node_modules` changes. */
export class Tree {
  readonly folder = realpathSync(mkdtempSync(join(tmpdir(), 'cdktn-')));

  constructor() {
    copyProject(this.folder);
  }

  /** @param nodeModules - what is installed from now on */
  use(nodeModules: string): void {
    rmSync(join(this.folder, 'node_modules'), { force: true });
    symlinkSync(nodeModules, join(this.folder, 'node_modules'));
  }

  write(file: string, content: string): void {
    writeFileSync(join(this.folder, file), content);
  }

  read = (file: string): string => readFileSync(join(this.folder, file), 'utf8');

  /** Runs a file of JavaScript with the Node that this runs on. */
  node = (...args: string[]): Run => run(process.execPath, args, this.folder);

  /** Writes the stacks, and answers the text of every file written. */
  synth(): Record<string, string> {
    const output = join(this.folder, 'cdktf.out');
    expectSuccess(this.node('--require', './loader/typescript.cjs', 'main.ts'));
    return Object.fromEntries(
      readdirSync(output, { recursive: true, withFileTypes: true })
        .map((file) => ({ file, path: join(file.parentPath, file.name) }))
        .filter(({ file, path }) => file.isFile() && !path.includes('.terraform'))
        .map(({ path }) => [relative(output, path), readFileSync(path, 'latin1')]),
    );
  }

  end(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
