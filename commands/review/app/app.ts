import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

type Block = Readonly<Record<string, unknown>>;

/** A stack as it was synthesized. */
export interface StackFile {
  readonly terraform?: {
    readonly backend?: Block;
    readonly cloud?: { readonly hostname?: string };
    readonly required_providers?: Readonly<Record<string, { readonly version?: string }>>;
  };
  readonly resource?: Readonly<Record<string, Readonly<Record<string, Block>>>>;
  readonly output?: Readonly<Record<string, Block>>;
  readonly locals?: Block;
}

/** A synthesized folder: `cdktf.out`. */
export class App {
  private constructor(private readonly stacks: ReadonlyMap<string, StackFile>) {}

  /** @throws Error where it is no such folder */
  static read(folder: string): App {
    let names: string[];
    try {
      names = readdirSync(join(folder, 'stacks')).toSorted();
    } catch {
      throw new Error(`${folder} is no synthesized folder: npm run synth writes one (cdktf.out)`);
    }
    const stacks = names.flatMap((name): [string, StackFile][] => {
      try {
        return [[name, JSON.parse(readFileSync(join(folder, 'stacks', name, 'cdk.tf.json'), 'utf8')) as StackFile]];
      } catch {
        return []; // a folder without a stack, as terraform leaves behind
      }
    });
    return new App(new Map(stacks));
  }

  get names(): string[] {
    return [...this.stacks.keys()];
  }

  stack(name: string): StackFile | undefined {
    return this.stacks.get(name);
  }

  /** The way to the construct that made a resource, where it is known. */
  constructPath(stack: string, address: string): string | undefined {
    const [type = '', name = ''] = address.replace(/\[.*$/, '').split('.');
    const metadata = this.stacks.get(stack)?.resource?.[type]?.[name]?.['//'] as
      { readonly metadata?: { readonly path?: string } } | undefined;
    return metadata?.metadata?.path;
  }

  /** The zones that a stack is in: a network says it in an output, the others read it from there. */
  zones(stack: string): string[] {
    const { output, locals } = this.stacks.get(stack) ?? {};
    const own = Object.keys((output?.subnet_ids?.value ?? {}) as Block);
    const read = Object.keys(locals ?? {}).flatMap((name) => /^subnet-(.+)$/.exec(name)?.[1] ?? []);
    return (own.length > 0 ? own : read).toSorted();
  }

  /** What Terraform refuses to destroy. */
  protected(stack: string): string[] {
    return Object.entries(this.stacks.get(stack)?.resource ?? {}).flatMap(([type, all]) =>
      Object.keys(all)
        .map((name) => `${type}.${name}`)
        .filter((address) => this.lifecycle(stack, address)?.prevent_destroy === true),
    );
  }

  /** The lifecycle of a resource, which a plan does not tell. */
  lifecycle(stack: string, address: string): Block | undefined {
    const [type = '', name = ''] = address.replace(/\[.*$/, '').split('.');
    return this.stacks.get(stack)?.resource?.[type]?.[name]?.lifecycle as Block | undefined;
  }
}
