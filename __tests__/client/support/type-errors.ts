import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../../support/settings';

/** What a service may write, and what it may not. */
const CONSUMER = `
  import { metrics, trace } from '@opentelemetry/api';
  import { createRuntimeClient, type CallMetadata, type ConnectError, type RuntimeClientOptions } from 'sagemaker-privatelink-client';
  import { openTelemetryHooks } from 'sagemaker-privatelink-client/open-telemetry';
  const options: RuntimeClientOptions = {
    retry: 'idempotent',
    ...openTelemetryHooks({ meter: metrics.getMeter('service'), tracer: trace.getTracer('service') }),
  };
  // @ts-expect-error is none of the retry modes
  const wrong: RuntimeClientOptions = { retry: 'always' };
  export const clients = [createRuntimeClient(options), createRuntimeClient(wrong)];
  export const codeOf = (error: ConnectError): string => error.code;
  export const zoneOf = ({ connection }: CallMetadata): string | undefined => connection?.zone?.id;
`;

/** The README's examples, which TypeScript checks as they are. */
const EXAMPLES = ['service.mjs', 'snippets.mjs'];
/** Each way in which TypeScript finds types: the module kind for it, and what it can check. The oldest knows no conditions. */
const CHECKED = {
  node16: { module: 'node16', files: ['consumer.mts', 'consumer.cts', 'service.cjs', ...EXAMPLES] },
  nodenext: { module: 'nodenext', files: ['consumer.mts', 'consumer.cts', 'service.cjs', ...EXAMPLES] },
  bundler: { module: 'esnext', files: ['consumer.ts', ...EXAMPLES] },
  node10: { module: 'commonjs', files: ['consumer.ts'] },
};
type ModuleResolution = keyof typeof CHECKED;
export const MODULE_RESOLUTIONS = Object.keys(CHECKED) as ModuleResolution[];

const STRICT = ['--strict', '--exactOptionalPropertyTypes', '--noUncheckedIndexedAccess', '--skipLibCheck', 'false'];

/** What TypeScript says of a service in a folder that has the README's examples; nothing if all is well. */
export function typeErrors(folder: string, moduleResolution: ModuleResolution): string {
  const { module, files } = CHECKED[moduleResolution];
  for (const name of ['consumer.ts', 'consumer.mts', 'consumer.cts']) writeFileSync(join(folder, name), CONSUMER);
  const tsc = join(ROOT, 'node_modules', 'typescript', 'bin', 'tsc');
  const resolution = ['--module', module, '--moduleResolution', moduleResolution, '--target', 'es2022'];
  const javaScript = ['--noEmit', '--allowJs', '--checkJs', '--types', 'node'];
  const args = [tsc, ...STRICT, ...resolution, ...javaScript, ...files];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8' });
  return status === 0 ? '' : `${status}: ${stdout}${stderr}`;
}
