import { spawnSync } from 'node:child_process';

/** Why there can be no simulated VPC on this machine; undefined if there can. */
export function whyNoVpc(): string | undefined {
  if (process.platform !== 'linux') return 'it needs Linux';
  if (process.getuid?.() !== 0) return 'it needs root';
  for (const program of ['ip', 'nsenter', 'setpriv', 'unshare']) {
    if (spawnSync(program, ['-V']).error !== undefined) return `${program} is not on the PATH`;
  }
  const { status, stderr } = spawnSync('unshare', ['--net', '--mount', 'ip', 'link', 'add', 'type', 'veth']);
  return status === 0 ? undefined : `the kernel refuses: ${stderr.toString().trim()}`;
}
