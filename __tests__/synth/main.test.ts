import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ENVIRONMENTS, Project } from './support/project';

let project: Project;
beforeAll(() => {
  project = new Project();
});
afterAll(() => project.end());

test('writes all environments, and says what is in them', () => {
  const { status, stdout, stderr } = project.synth();
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  expect(readdirSync(join(project.outdir, 'stacks'))).toEqual(['dev-diabetes', 'dev-network', 'production-network']);
  expect(stdout).toContain('    zones       us-east-1a (10.0.0.0/19), us-east-1b (10.0.32.0/19)\n');
  expect(stdout).toContain('    endpoint    dev-diabetes, 2 x ml.m5.large; every update starts from 2\n');
  expect(stdout).toContain("  deploy: npx cdktf deploy 'dev-*'\n");
  expect(stdout).toContain(
    'runtime.sagemaker.us-east-1.amazonaws.com will resolve to this PrivateLink endpoint in all of vpc-0a1b2c3d4e5f60718:',
  );
});

test('settings that are refused: exit 1, one message, nothing written, no stack trace', () => {
  const before = project.written();
  project.write('dev.ts', ENVIRONMENTS['dev.ts'].replace("region: 'us-east-1'", "region: 'us-east'"));
  const { status, stdout, stderr } = project.synth();
  expect(status).toBe(1);
  expect(stdout).toBe('');
  expect(stderr).toBe(
    "the settings have 1 problem; nothing was written\n\nenvironments/dev.ts\n  - region: 'us-east' is not an AWS region: write for example 'eu-west-1'\n\n",
  );
  expect(project.written()).toEqual(before);
});
