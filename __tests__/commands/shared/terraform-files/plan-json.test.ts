import { canonicalJson } from '../../../../commands/shared/terraform-files/canonical-json';
import { differingAttributes } from '../../../../commands/shared/terraform-files/differing-attributes';
import { plannedAction } from '../../../../commands/shared/terraform-files/planned-action';
import { InvalidPlanError, parsePlanJson } from '../../../../commands/shared/terraform-files/read-plan-json';

test.each([
  [['create'], 'create'],
  [['update'], 'update'],
  [['delete'], 'delete'],
  [['create', 'delete'], 'replace'],
  [['delete', 'create'], 'replace'],
  [['forget'], 'forget'],
  // As Terraform has them when a resource is replaced, and the old one only forgotten.
  [['create', 'forget'], 'forget'],
  [['no-op'], 'no-op'],
  [['read'], 'unknown'],
  [[], 'unknown'],
  [['update', 'defer'], 'unknown'],
])('%j means %s', (actions, action) => {
  expect(plannedAction(actions)).toBe(action);
});

test('a plan is what Terraform shows, or what HCP Terraform gives of it', () => {
  const shown = { format_version: '1.2', errored: true };
  const redacted = { plan_format_version: '1.0', resource_changes: [] };
  expect(parsePlanJson(JSON.stringify(shown))).toEqual(shown);
  expect(parsePlanJson(JSON.stringify(redacted))).toEqual(redacted);
  for (const text of ['', '[]', 'null', '{"format_version":"1.2"}', '{"format_version":"2.0","errored":true}'])
    expect(() => parsePlanJson(text)).toThrow(InvalidPlanError);
});

test('attributes differ in their value, or by being there at all', () => {
  expect(differingAttributes({ a: 1, b: { c: [1] }, d: 1 }, { a: 2, b: { c: [1] }, e: null })).toEqual(['a', 'd', 'e']);
  expect(differingAttributes(undefined, { a: 1 })).toEqual(['a']);
});

test('canonical JSON is the same for the same values, at any depth; lists keep their order', () => {
  expect(canonicalJson({ b: [{ d: 1, c: 2 }], a: null })).toBe('{"a":null,"b":[{"c":2,"d":1}]}');
  expect(canonicalJson({ '//': 1, a: { '//': 2, b: [2, 1] } }, '//')).toBe('{"a":{"b":[2,1]}}');
});
