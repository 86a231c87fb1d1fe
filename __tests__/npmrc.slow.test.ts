import { execFileSync } from 'node:child_process';
import { ROOT } from './support/settings';

test.each([
  ['what the user says wins', { NODE_OPTIONS: '--stack-trace-limit=7' }, '7'],
  ['where the user says nothing, Node starts all the same', {}, '10'],
])('the options that .npmrc gives to Node: %s', (_, env, limit) => {
  const args = ['exec', '-c', 'node -p Error.stackTraceLimit'];
  const { PATH, HOME } = process.env;
  expect(execFileSync('npm', args, { cwd: ROOT, encoding: 'utf8', env: { PATH, HOME, ...env } }).trim()).toBe(limit);
});
