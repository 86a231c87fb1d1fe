import { relative } from 'node:path';
import { terraformBinary } from '../commands/shared/terraform-binary';
import type { RetiredStack } from './retired-stacks';

/** Says of a retired stack that it still runs, and how to end it from where one is. */
export function retiredMessage({ name, folder: absolute, resources, isProtected }: RetiredStack): string {
  const folder = absolute && relative(process.cwd(), absolute);
  const still =
    resources === undefined
      ? `! ${name} is no longer in the settings. If it was deployed, what it deployed still runs and costs money.`
      : `! ${name} is no longer in the settings. What it deployed still runs and costs money (state/${name}.tfstate holds ${resources} resources).`;
  const first = `${still}${probeOrder(name)}`;
  if (folder === undefined) {
    return `${first}\n  To destroy it: put it back into the settings, run npx cdktf destroy ${name}, and take it out again.\n`;
  }
  if (isProtected) {
    return `${first}\n  It is protected: put it back into the settings, set protect to false, deploy and destroy it, and take it out again.\n`;
  }
  const terraform = `${terraformBinary()} -chdir=${folder}`;
  const forget =
    resources === undefined ? `\n  If it is destroyed, or never was deployed: rm -r ${folder} ends this message.` : '';
  return `${first}\n  To destroy it: ${terraform} init && ${terraform} destroy${forget}\n`;
}

/** A network that has no probe any more takes away the security group that the functions still have. */
function probeOrder(name: string): string {
  const [, environment] = /^([a-z0-9]+)-probe$/.exec(name) ?? [];
  return environment === undefined ? '' : `\n  Destroy it before ${environment}-network is deployed or destroyed.`;
}
