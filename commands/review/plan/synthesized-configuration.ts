import type { StackFile } from '../../shared/terraform-files/stack-file';
import type { Configuration, ConfiguredResource } from './configuration';

/** What the resources of a synthesized stack refer to. */
export const synthesizedConfiguration = (stack: StackFile | undefined): Configuration =>
  new Map(
    Object.entries(stack?.resource ?? {}).flatMap(([type, all]) =>
      Object.entries(all).map(([name, { provisioner, provider, count, for_each, ...attributes }]) => {
        const resource: ConfiguredResource = {
          address: `${type}.${name}`,
          references: Object.fromEntries(
            Object.entries(attributes).map(([attribute, value]) => [attribute, referencesIn(value)]),
          ),
          attributes: undefined,
          provisioners: provisioner === undefined ? [] : [provisioner].flat(),
          provider: typeof provider === 'string' ? provider : undefined,
          isRepeated: count !== undefined || for_each !== undefined,
          isManaged: true,
        };
        return [resource.address, resource] as const;
      }),
    ),
  );

/** Expressions stand in strings: `${aws_iam_role.x.arn}`. */
const referencesIn = (value: unknown): string[] => [
  ...new Set(
    [...JSON.stringify(value).matchAll(/\$\{[^}]*\}/g)].flatMap(([expression]) =>
      [...expression.matchAll(/(?:data\.)?\baws_\w+\.[\w-]+/g)].map(([address]) => address),
    ),
  ),
];
