import type { ClientName } from '../load/calls';
import type { ChaosEvent } from './events';
import type { Figures } from './figures';

const COLUMNS = [
  'event',
  'client',
  'failed',
  'slow',
  'normal again after',
  'back after the event',
  'own zone before, during, after',
  'failed after the event',
  'executed twice',
  'mixed up',
];

export const TABLE_HEAD = [row(COLUMNS), row(COLUMNS.map(() => '---'))].join('\n');

export function tableRow({ description }: ChaosEvent, client: ClientName, figures: Figures): string {
  const errors = Object.entries(figures.errors).map(([name, count]) => `${count} ${name}`);
  return row([
    description,
    client,
    `${count(figures.failed)} of ${count(figures.calls)}${errors.length === 0 ? '' : ` (${errors.join(', ')})`}`,
    count(figures.slow),
    seconds(figures.normalAfterMs),
    seconds(figures.homeAfterMs),
    [figures.ownZone.before, figures.ownZone.during, figures.ownZone.after].map(percent).join(', '),
    count(figures.failedLater),
    count(figures.executedTwice),
    count(figures.mixedUp),
  ]);
}

function row(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}

const count = (number: number): string => number.toLocaleString('en-US');
const seconds = (ms: number | undefined): string => (ms === undefined ? 'never' : `${(ms / 1000).toFixed(2)} s`);
const percent = (share: number): string => (Number.isNaN(share) ? '–' : `${(share * 100).toFixed(1)} %`);
