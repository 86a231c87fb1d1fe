import { existsSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { ENVIRONMENTS, Project } from './support/project';

let project: Project;
beforeAll(() => {
  project = new Project();
  project.synth();
});
afterAll(() => project.end());

test('writes the same every time and everywhere, and no path of this machine', () => {
  const before = project.written();
  project.synth();
  expect(project.written()).toEqual(before);
  const text = Object.values(before)
    .map((content) => Buffer.from(content, 'base64').toString())
    .join('\n');
  expect(text).not.toContain(project.folder);
  expect(text).not.toContain(tmpdir());
});

test('an environment that is taken away is said loudly, by every synth', () => {
  project.remove('dev.ts');
  const [first, second] = [project.synth(), project.synth()];
  expect(first.stderr).toContain(
    '! dev-diabetes is no longer in the settings. If it was deployed, what it deployed still runs and costs money.',
  );
  expect(first.stderr).toContain('! dev-network is no longer in the settings.');
  expect(second.stderr).toBe(first.stderr);
  expect(second.status).toBe(0);
});

test.each([
  [
    'process.exit(0);',
    'a file in environments/ ended the process before anything was written: it must only export settings',
  ],
  ["void Promise.reject(new Error('later'));", 'later'],
])('a file that does more than it should: %s', (code, text) => {
  project.write('more.ts', `${code}\n${ENVIRONMENTS['dev.ts']}`);
  const { status, stderr } = project.synth();
  project.remove('more.ts');
  expect(status).toBe(1);
  expect(stderr).toContain(`${text}\n`);
  expect(stderr).not.toMatch(/^ +at /m);
});

test('nothing is written where nothing was; with DEBUG the stack trace is there', () => {
  project.write('x.ts', '');
  rmSync(project.outdir, { recursive: true });
  const { status, stderr } = project.synth({ DEBUG: '1' });
  expect(status).toBe(1);
  expect(existsSync(project.outdir)).toBe(false);
  expect(stderr).toMatch(/exports no default[^]*\n +at /);
});
