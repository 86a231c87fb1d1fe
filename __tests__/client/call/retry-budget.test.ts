import { RetryBudget } from '../../../client/call/retry-budget';

const takeAll = (budget: RetryBudget): number => {
  let taken = 0;
  while (budget.take()) taken++;
  return taken;
};

test('a reserve of ten for each connection, and of a hundred at least', () => {
  expect(takeAll(new RetryBudget(1))).toBe(100);
  expect(takeAll(new RetryBudget(64))).toBe(640);
});

test('ten calls that succeed earn one retry, up to the reserve', () => {
  const budget = new RetryBudget(1);
  takeAll(budget);
  for (let i = 0; i < 101; i++) budget.succeeded();
  expect(takeAll(budget)).toBe(10);
  for (let i = 0; i < 10_000; i++) budget.succeeded();
  expect(takeAll(budget)).toBe(100);
});

test('a service that fails every call gets a tenth more calls, not three times as many', () => {
  const budget = new RetryBudget(16);
  let sent = 0;
  for (let call = 0; call < 10_000; call++) {
    sent += 1 + (budget.take() ? 1 : 0);
  }
  expect(sent).toBe(10_160);
});
