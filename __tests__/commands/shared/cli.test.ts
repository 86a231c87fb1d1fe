import { Command } from 'commander';
import { EXIT_STATUS, performCommand, UsageError } from '../../../commands/shared/cli';
import { keepingTerminal } from '../../support/keeping-terminal';

async function run(perform: () => number | Promise<number>, args: readonly string[] = [], thrown?: number) {
  const { terminal, kept } = keepingTerminal();
  const program = new Command('x').option('--known', 'an option');
  return { status: await performCommand(program, args, terminal, perform, thrown), ...kept() };
}

const throwing = (error: unknown) => (): never => {
  throw error;
};

test('the exit status is that of the work', async () => {
  expect(await run(() => 3)).toEqual({ status: 3, stdout: '', stderr: '' });
  expect(await run(() => Promise.resolve(0), ['--known'])).toEqual({ status: 0, stdout: '', stderr: '' });
});

test('what is thrown is shown by its message: 1, or what the command says', async () => {
  expect(await run(throwing(new Error('broken')))).toEqual({ status: 1, stdout: '', stderr: 'broken' });
  expect(await run(() => Promise.reject(new Error('broken')), [], EXIT_STATUS.noAnswer)).toMatchObject({ status: 2 });
  expect(await run(throwing('a text'))).toMatchObject({ status: 1, stderr: 'a text' });
});

test('wrong usage is 2, whoever finds it, and nothing is done', async () => {
  const work = jest.fn();
  expect(await run(work, ['--nothing'])).toEqual({
    status: 2,
    stdout: '',
    stderr: "error: unknown option '--nothing'\n(--help has all options)",
  });
  expect(work).not.toHaveBeenCalled();
  expect(await run(throwing(new UsageError('two of them')))).toMatchObject({ status: 2, stderr: 'two of them' });
});

test('help goes to stdout: 0', async () => {
  const work = jest.fn();
  expect(await run(work, ['--help'])).toMatchObject({
    status: 0,
    stdout: expect.stringMatching(/^Usage: x /),
    stderr: '',
  });
  expect(work).not.toHaveBeenCalled();
});
