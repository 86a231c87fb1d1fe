import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { CLIENT_DEFAULTS } from '../../client/options';
import { invoke } from '../invoke/invoke';
import { LocalRuntime } from '../../local-runtime/local-runtime';
import { loadSampleContainer } from '../../local-runtime/sample-container';
import type { InvokeOptions } from '../invoke/options';
import { PROJECT_ROOT } from '../shared/project-root';
import { EXIT_STATUS, startCommand } from '../shared/cli';
import type { Terminal } from '../shared/terminal';

const ENDPOINT = 'dev-diabetes';
const CALLS = 2_000;

/** All of it without an account: what would be deployed, then the same model served on this machine, called and measured. */
async function demo(terminal: Terminal): Promise<number> {
  terminal.say('== What npm run synth writes ==\n');
  const synth = spawnSync(process.execPath, ['--require', './loader/typescript.cjs', 'main.ts'], {
    cwd: PROJECT_ROOT,
    stdio: 'inherit',
  });
  if (synth.status !== 0) return EXIT_STATUS.failed;

  terminal.say(`\n== ${ENDPOINT}, served by the local runtime: one call ==\n`);
  const runtime = new LocalRuntime({ container: loadSampleContainer(), endpoints: [ENDPOINT] });
  const url = await runtime.listen(0);
  // The local runtime wants a signature and checks none; nothing is looked up for one.
  Object.assign(process.env, {
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
    AWS_SESSION_TOKEN: '',
    AWS_EC2_METADATA_DISABLED: 'true',
  });
  const options: InvokeOptions = {
    endpoint: ENDPOINT,
    body: join(PROJECT_ROOT, 'samples', 'diabetes', 'rows.csv'),
    contentType: 'text/csv',
    region: 'us-east-1',
    endpointUrl: url.toString(),
    host: [],
    timeout: CLIENT_DEFAULTS.timeoutMs,
    retries: CLIENT_DEFAULTS.retries,
    retry: CLIENT_DEFAULTS.retry,
    concurrency: 4,
  };
  const never = new AbortController().signal;
  try {
    const once = await invoke(options, terminal, never);
    terminal.out('\n');
    terminal.say(`\n== ${CALLS} calls, measured ==\n`);
    const quiet = {
      out: () => undefined,
      say: (line: string) => terminal.say(line),
      progress: (line: string) => terminal.progress(line),
    };
    return once || (await invoke({ ...options, count: CALLS }, quiet, never));
  } finally {
    await runtime.close();
  }
}

void startCommand((_, terminal) => demo(terminal));
