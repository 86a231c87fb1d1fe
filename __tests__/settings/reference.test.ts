import { readFileSync } from 'node:fs';
import { REFERENCE_FILE, settingsReference } from '../../docs/settings-reference';

test('docs/settings.md is what the schema says: npm run docs writes it', () => {
  expect(readFileSync(REFERENCE_FILE, 'utf8')).toBe(settingsReference());
});

test.each([
  'region',
  'network.create.cidrBlock',
  'network.flowLogs.retentionDays',
  'endpoints.NAME.model.image.tag',
  'endpoints.NAME.callers.roleNames',
  'backend.organization',
  'backend.keyPrefix',
])('it tells of %s', (field) => {
  expect(settingsReference()).toContain(`| \`${field}\` |`);
});
