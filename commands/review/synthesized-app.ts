import { existsSync } from 'node:fs';
import { join } from 'node:path';
import {
  type ConfigurationBlock,
  findStackFile,
  protectedResources,
  type StackFile,
  stacksIn,
} from '../shared/terraform-files/stack-file';

/** A synthesized folder: `cdktf.out`. */
export class SynthesizedApp {
  private constructor(private readonly stacks: ReadonlyMap<string, StackFile>) {}

  /** @throws Error where it is no such folder */
  static read(folder: string): SynthesizedApp {
    const stacksFolder = join(folder, 'stacks');
    if (!existsSync(stacksFolder))
      throw new Error(`${folder} is no synthesized folder: npm run synth writes one (cdktf.out)`);
    const stacks = stacksIn(stacksFolder)
      .map(({ name }) => name)
      .toSorted()
      .flatMap((name): [string, StackFile][] => {
        const stack = findStackFile(join(stacksFolder, name));
        return stack === undefined ? [] : [[name, stack]];
      });
    return new SynthesizedApp(new Map(stacks));
  }

  get names(): string[] {
    return [...this.stacks.keys()];
  }

  stack(name: string): StackFile | undefined {
    return this.stacks.get(name);
  }

  /** The path of the construct that makes a resource, where it is known. */
  constructPath(stack: string, address: string): string | undefined {
    const [type = '', name = ''] = address.replace(/\[.*$/, '').split('.');
    const metadata = this.stacks.get(stack)?.resource?.[type]?.[name]?.['//'] as
      { readonly metadata?: { readonly path?: string } } | undefined;
    return metadata?.metadata?.path;
  }

  /** The zones that a stack is in: a network says it in an output, the others read it from there. */
  zones(stack: string): string[] {
    const { output, locals } = this.stacks.get(stack) ?? {};
    const own = Object.keys((output?.subnet_ids?.value ?? {}) as ConfigurationBlock);
    const read = Object.keys(locals ?? {}).flatMap((name) => /^subnet-(.+)$/.exec(name)?.[1] ?? []);
    return (own.length > 0 ? own : read).toSorted();
  }

  /** What Terraform refuses to destroy. */
  protected(stack: string): string[] {
    return protectedResources(this.stacks.get(stack) ?? {});
  }
}
