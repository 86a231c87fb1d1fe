import { ModelError } from '@aws-sdk/client-sagemaker-runtime';
import { closeAll, startRuntime } from '../support/runtime';
import { ask } from './support/sdk-calls';

afterEach(closeAll);

test.each([
  ['a row too short', { Body: '1,2' }, 400, 'row 1 has 2 features, and the model 10'],
  ['no number', { Body: 'a,b' }, 400, 'row 1 has something that is no number'],
  ['nothing', { Body: '' }, 400, 'it has no rows'],
  ['another type', { ContentType: 'application/x-npy' }, 415, 'Content type application/x-npy is not supported'],
  ['another type wanted', { Accept: 'image/png' }, 406, 'Accept type image/png is not supported'],
])('the model refuses %s: a ModelError with the container’s own words', async (_, changes, status, message) => {
  const { url } = await startRuntime();
  const error = await ask(url, changes).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(ModelError);
  expect(error).toMatchObject({
    $metadata: { httpStatusCode: 424 },
    OriginalStatusCode: status,
    OriginalMessage: expect.stringContaining(message),
    LogStreamArn: 'arn:aws:logs:us-east-1:123456789012:log-group:/aws/sagemaker/Endpoints/dev-diabetes',
  });
});
