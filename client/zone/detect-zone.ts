import { type ClientZone, parseZone } from './client-zone';
import { ec2Zone } from './ec2-zone';
import { ecsTaskZone } from './ecs-task-zone';
import { lambdaZone } from './lambda-zone';

/** A process that cannot find out its zone must not wait for it. */
const TIMEOUT_MS = 300;

/**
 * Finds out which zone this process runs in, within 300 ms. Undefined where nothing says.
 *
 * 1. `SAGEMAKER_CLIENT_ZONE`, a zone's id (`use1-az4`) or name (`us-east-1a`); nothing else is asked then. On EKS, fill
 *    it from the label `topology.kubernetes.io/zone`, which Kubernetes 1.35 gives to every pod, by the downward API
 *    (`fieldPath: metadata.labels['topology.kubernetes.io/zone']`).
 * 2. What the platform offers, known by the environment: Lambda's metadata endpoint, an ECS task's metadata, or else
 *    EC2's instance metadata. `AWS_EC2_METADATA_DISABLED=true` turns the last one off. A container on EC2 needs a hop
 *    limit of 2 on its instance.
 *
 * @throws Error if `SAGEMAKER_CLIENT_ZONE` is neither an id nor a name
 * @see https://www.kubernetes.dev/resources/keps/4742/
 */
export async function detectZone(env: NodeJS.ProcessEnv = process.env): Promise<ClientZone | undefined> {
  // Empty is what the downward API makes of a label that is not there.
  const given = env.SAGEMAKER_CLIENT_ZONE;
  if (given) return givenZone(given);
  try {
    return await askPlatform(env, AbortSignal.timeout(TIMEOUT_MS));
  } catch {
    return undefined; // not on AWS, not allowed to ask, too slow, or not an answer
  }
}

function givenZone(text: string): ClientZone {
  const zone = parseZone(text);
  if (zone === undefined)
    throw new Error(`SAGEMAKER_CLIENT_ZONE is '${text}': set it to a zone's id (use1-az4) or name (us-east-1a)`);
  return zone;
}

/** Where there is no EC2 instance metadata, asking for it would take all the time there is. */
async function askPlatform(env: NodeJS.ProcessEnv, signal: AbortSignal): Promise<ClientZone | undefined> {
  if (env.AWS_LAMBDA_FUNCTION_NAME) return lambdaZone(env, signal);
  if (env.ECS_CONTAINER_METADATA_URI_V4) return ecsTaskZone(env.ECS_CONTAINER_METADATA_URI_V4, signal);
  if (env.AWS_EC2_METADATA_DISABLED?.toLowerCase() === 'true') return undefined;
  return ec2Zone(env, signal);
}
