import { redactedPlan, tokenName } from '../../../commands/ci/hcp-terraform';

const TOKEN = { TF_TOKEN_app_terraform_io: 'secret' };
const RUN = () => Response.json({ data: { relationships: { plan: { data: { id: 'plan-1' } } } } });
const SOON = { tries: 3, pauseMs: 1 };

const ask = (answers: (() => Response)[], environment: Record<string, string> = TOKEN, headers: string[] = []) =>
  redactedPlan(
    'app.terraform.io',
    'run-1',
    environment,
    (async (_: string, options: { headers: { authorization: string } }) => {
      headers.push(options.headers.authorization);
      return answers.shift()?.();
    }) as unknown as typeof fetch,
    SOON,
  );

test('a plan that is not written down yet is asked for again, and not for ever', async () => {
  const notYet = () => new Response(null, { status: 204 });
  const headers: string[] = [];
  expect(await ask([RUN, notYet, () => new Response('{}')], TOKEN, headers)).toBe('{}');
  expect(headers).toEqual(Array(3).fill('Bearer secret'));
  await expect(ask([RUN, notYet, notYet, notYet])).rejects.toThrow('has not written down plan-1 of run-1 in time');
});

test('what goes wrong names the address or the variable, and never the token', async () => {
  const refused = ask([() => new Response('', { status: 404 })]);
  await expect(refused).rejects.toThrow('https://app.terraform.io/api/v2/runs/run-1 answered 404: may the token plan');
  await expect(refused).rejects.not.toThrow('secret');
  await expect(ask([], {})).rejects.toThrow('set TF_TOKEN_app_terraform_io');
  await expect(ask([() => Response.json({})])).rejects.toThrow('nothing about a plan');
});

test('the token’s name is Terraform’s', () => {
  expect(tokenName('my-tfe.example.com')).toBe('TF_TOKEN_my__tfe_example_com');
});
