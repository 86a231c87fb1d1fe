import { createHash } from 'node:crypto';
import type { ConfigurationBlock, StackFile } from '../../../shared/terraform-files/stack-file';

/**
 * A text of a synthesized stack with Terraform's expressions as constants: `${local.x}` as `<local.x>`. A policy would
 * have them for variables of its own, which may be anything; these are the same wherever they are written the same.
 *
 * A local that means something else in the other stack gets another name there.
 */
export const withConstants = (text: string, stack: StackFile | undefined, other: StackFile | undefined): string =>
  text.replaceAll(EXPRESSION, (_, expression: string) => {
    const plain = expression.trim();
    const name = /^[\w.-]+$/.test(plain) ? plain : `${plain.replaceAll(/[^\w.-]+/g, '_')}#${digest(plain)}`;
    const locals = [...plain.matchAll(/\blocal\.([\w-]+)/g)].flatMap(([, local = '']) => {
      const [own, theirs] = [stack, other].map((one) => JSON.stringify(valueOf(one?.locals, local)));
      return own === theirs || theirs === undefined ? [] : [String(own)];
    });
    return `<${name}${locals.length === 0 ? '' : `#${digest(locals.join())}`}>`;
  });

/** Braces in an expression stand in strings of it, or in maps: one level is as much as is written. */
const EXPRESSION = /\$\{((?:[^{}]|\{[^{}]*\})*)\}/g;

const valueOf = (locals: ConfigurationBlock | undefined, name: string): unknown => locals?.[name];

const digest = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 6);
