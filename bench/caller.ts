import { execFileSync, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { CORE, onCore } from './pinning';

const ROOT = join(__dirname, '..');

/** What a program measures that calls the server. */
export interface CallFigures {
  readonly perSecond: number;
  readonly p50Ms: number;
}

/** Measures so many calls, so many at a time. */
export type Caller = (concurrency: number, calls: number) => CallFigures;

/** Where the server is, and how to trust it. */
export interface CalledServer {
  readonly url: string;
  /** The file with its certificate. */
  readonly certificate: string;
  readonly env: NodeJS.ProcessEnv;
}

/** The programs that call the server over TLS with bodies of 1 KB, each on one core. */
export class Callers {
  constructor(
    private readonly server: CalledServer,
    /** A folder for what is built. */
    private readonly folder: string,
  ) {}

  /** This project's client. */
  readonly ours: Caller = this.node('node-calls.ts', 'ours');
  /** The SDK as it comes. */
  readonly sdk: Caller = this.node('node-calls.ts', 'default');
  /** A prepared request over a bare socket. */
  readonly raw: Caller = this.node('raw-calls.ts');

  /** Undefined where it is not installed. */
  boto3(): Caller | undefined {
    if (spawnSync('python3', ['-c', 'import boto3']).status !== 0) return undefined;
    return this.program('python3', ['bench/peers/boto3_calls.py']);
  }

  /** The SDK for Go. Undefined where it cannot be built: without Go 1.25, or its modules. */
  go(): Caller | undefined {
    const binary = join(this.folder, 'go-calls');
    const built = spawnSync('go', ['build', '-o', binary, '.'], {
      cwd: join(ROOT, 'bench', 'peers', 'go'),
      env: { ...process.env, GOTOOLCHAIN: 'local' },
    });
    return built.status === 0 ? this.program(binary, []) : undefined;
  }

  private node(file: string, ...args: string[]): Caller {
    return this.program(process.execPath, ['--require', './loader/typescript.cjs', `bench/peers/${file}`, ...args]);
  }

  private program(command: string, args: readonly string[]): Caller {
    return (concurrency, calls) => {
      const { url, certificate, env } = this.server;
      const line = onCore(CORE.caller, command, [...args, url, certificate, `${concurrency}`, `${calls}`]);
      const output = execFileSync(...line, { cwd: ROOT, env, stdio: ['ignore', 'pipe', 'ignore'] });
      return JSON.parse(output.toString()) as CallFigures;
    };
  }
}
