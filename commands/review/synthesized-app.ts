import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { canonicalJson } from '../shared/terraform-files/canonical-json';
import {
  type ConfigurationBlock,
  findStackFile,
  protectedResources,
  type StackFile,
  stacksIn,
} from '../shared/terraform-files/stack-file';

/** Where cdktf keeps construct paths and its own version. */
const CDKTF_COMMENT = '//';

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

  /** For people: where the state is, the zones, what Terraform refuses to destroy. */
  describe(stack: string): string[] {
    const { backend, cloud } = this.stacks.get(stack)?.terraform ?? {};
    const kind = cloud === undefined ? Object.keys(backend ?? {})[0] : 'HCP Terraform';
    const [zones, kept] = [this.zones(stack), protectedResources(this.stacks.get(stack) ?? {})];
    return [
      ...(kind === undefined ? [] : [`state: ${kind}`]),
      ...(zones.length === 0 ? [] : [`zones: ${zones.join(', ')}`]),
      ...(kept.length === 0 ? [] : [`protected: ${kept.join(', ')}`]),
    ];
  }

  /** Whether a stack is another one here, apart from comments. */
  differs(other: SynthesizedApp, stack: string): boolean {
    const [own, others] = [this.stacks.get(stack), other.stacks.get(stack)];
    return canonicalJson(own ?? {}, CDKTF_COMMENT) !== canonicalJson(others ?? {}, CDKTF_COMMENT);
  }
}
