import { askAccessAnalyzer, type PolicyPair } from '../../../commands/review/access-analyzer';
import { accessAnalyzerClient, type CheckNoNewAccess } from '../../../commands/review/access-analyzer-client';

const pair = (after: string | undefined, type: PolicyPair['type'] = 'IDENTITY_POLICY'): PolicyPair => ({
  before: 'before',
  after,
  type,
});

const failure = (name: string, message: string) => Object.assign(new Error(message), { name });

const api = (answers: Readonly<Record<string, Awaited<ReturnType<CheckNoNewAccess>> | Error>>) =>
  jest.fn<ReturnType<CheckNoNewAccess>, Parameters<CheckNoNewAccess>>(async ({ newPolicyDocument }) => {
    const answer = answers[newPolicyDocument] ?? {};
    if (answer instanceof Error) throw answer;
    return answer;
  });

describe('IAM Access Analyzer is asked', () => {
  test('each pair has its answer', async () => {
    const check = api({
      narrow: { result: 'PASS', message: 'no new access' },
      wide: { result: 'FAIL', reasons: [{ description: 'New access in the statement with index: 0.' }, {}] },
      strange: { message: 'later' },
      broken: failure('ValidationException', 'not a policy'),
    });
    const pairs = ['narrow', 'wide', 'strange', 'broken', 'narrow'].map((after) => pair(after));
    expect(await askAccessAnalyzer(pairs, check)).toEqual([
      { answer: 'no wider' },
      { answer: 'wider', reasons: ['New access in the statement with index: 0.'] },
      { answer: 'cannot tell', why: 'IAM Access Analyzer gives no result: later' },
      { answer: 'cannot tell', why: 'IAM Access Analyzer: ValidationException: not a policy' },
      { answer: 'no wider' },
    ]);
    expect(check).toHaveBeenNthCalledWith(1, {
      existingPolicyDocument: 'before',
      newPolicyDocument: 'narrow',
      policyType: 'IDENTITY_POLICY',
    });
  });

  test('no policy is one that allows nothing', async () => {
    const check = api({});
    await askAccessAnalyzer([pair(undefined), pair(undefined, 'RESOURCE_POLICY')], check);
    expect(check.mock.calls.map(([{ newPolicyDocument }]) => JSON.parse(newPolicyDocument) as unknown)).toEqual([
      { Version: '2012-10-17', Statement: [{ Effect: 'Deny', Action: '*', Resource: '*' }] },
      { Version: '2012-10-17', Statement: [{ Effect: 'Deny', Principal: '*', Action: '*', Resource: '*' }] },
    ]);
  });

  test('after an error that is not about the pair, AWS is not asked again', async () => {
    const check = api({ a: failure('AccessDeniedException', 'no'), b: { result: 'PASS' } });
    const why =
      'IAM Access Analyzer: these credentials may not do that: docs/security.md has the policy that is needed';
    expect(await askAccessAnalyzer([pair('a'), pair('b')], check)).toEqual([
      { answer: 'cannot tell', why },
      { answer: 'cannot tell', why },
    ]);
    expect(check).toHaveBeenCalledTimes(1);
  });
});

describe('the call', () => {
  const request = { existingPolicyDocument: '{}', newPolicyDocument: '{}', policyType: 'IDENTITY_POLICY' };
  const client = (response: Response) => {
    const send = jest.fn<Promise<Response>, Parameters<typeof fetch>>(async () => response);
    const credentials = async () => ({ accessKeyId: 'AKIA', secretAccessKey: 'secret', sessionToken: 'token' });
    return { send, check: accessAnalyzerClient('eu-central-1', credentials, send) };
  };

  test('it is signed for the service and the region', async () => {
    const { send, check } = client(Response.json({ result: 'PASS' }));
    expect(await check(request)).toEqual({ result: 'PASS' });
    expect(send).toHaveBeenCalledWith(
      'https://access-analyzer.eu-central-1.amazonaws.com/policy/check-no-new-access',
      expect.objectContaining({
        method: 'POST',
        body: JSON.stringify(request),
        headers: expect.objectContaining({
          authorization: expect.stringMatching(
            /\/eu-central-1\/access-analyzer\/aws4_request, SignedHeaders=content-type;host;/,
          ),
          'x-amz-security-token': 'token',
        }),
      }),
    );
  });

  test.each([
    [
      Response.json(
        { message: 'bad' },
        { status: 400, headers: { 'x-amzn-errortype': 'ValidationException:http://a/' } },
      ),
      'ValidationException',
      'bad',
    ],
    [new Response('<html>', { status: 502 }), 'Error', 'AWS answers 502'],
  ])('an error has the name and the message that AWS gives it', async (response, name, message) => {
    await expect(client(response).check(request)).rejects.toMatchObject({ name, message });
  });
});
