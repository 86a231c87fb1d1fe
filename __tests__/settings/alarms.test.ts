import { endpoint, problemsOf, settings } from '../support/settings';

const topic = (name: string, region = 'eu-west-1') => `arn:aws:sns:${region}:111122223333:${name}`;
const alarmed = (...topicArns: string[]) => endpoint({ alarms: { topicArns } });
const topics = (from: number, count: number) => Array.from({ length: count }, (_, i) => topic(`t${from + i}`));

test('topics of the region, each once, five at the most', () => {
  const problems = (...arns: string[]) => problemsOf(settings({ endpoints: { churn: alarmed(...arns) } }));
  expect(problems(...topics(0, 5))).toEqual([]);
  expect(problems(topic('a', 'us-east-1'))).toEqual([
    `endpoints.churn.alarms.topicArns.0: '${topic('a', 'us-east-1')}' is in region us-east-1, and the environment in eu-west-1: give the ARN of one in eu-west-1`,
  ]);
  expect(problems(topic('a'), topic('a'))).toEqual([
    `endpoints.churn.alarms.topicArns.1: '${topic('a')}' is listed twice: list it once`,
  ]);
  expect(problems(...topics(0, 6))).toEqual([
    'endpoints.churn.alarms.topicArns: has 6 topics, and an alarm tells 5 at the most: subscribe the others to one of these',
  ]);
});

test('and five of all endpoints together, since the network’s alarms tell them all', () => {
  const problems = (shared: number) =>
    problemsOf(settings({ endpoints: { a: alarmed(...topics(0, 3)), b: alarmed(...topics(3 - shared, 3)) } }));
  expect(problems(1)).toEqual([]);
  expect(problems(0)).toEqual([
    "endpoints: have 6 topics together in alarms.topicArns, which the PrivateLink endpoint's alarms tell as well, and an alarm tells 5 at the most: use the same topics for more than one endpoint",
  ]);
});
