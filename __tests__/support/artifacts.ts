import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

/** Makes files that pass for artifacts, in a folder of their own. */
export class ArtifactFolder {
  private readonly folder = mkdtempSync(join(tmpdir(), 'artifacts-'));

  /** @returns the path of an artifact with that content */
  file(content: string): string {
    const path = join(this.folder, `${content}.tar.gz`);
    writeFileSync(path, gzipSync(content));
    return path;
  }

  end(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
