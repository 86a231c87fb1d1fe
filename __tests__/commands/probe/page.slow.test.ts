import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { probePage } from '../../../commands/probe/report/html';
import { testWith } from '../../support/test-with';
import { pretendedProbe } from './support/pretended-probe';
import { ADDRESSES, dns, mockedDns, mockedTimers, resolverOf } from './support/vpc';

jest.mock('node:dns/promises', () => ({
  lookup: (name: string) => mockedDns.lookup(name),
  resolve4: (name: string) => mockedDns.resolve4(name),
}));
jest.mock('node:timers/promises', () => ({ setTimeout: (ms: number) => mockedTimers.setTimeout(ms) }));

const pretended = pretendedProbe();

/** What a container lets a browser do, and nothing that it does for its user. */
const FLAGS = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-background-networking', '--no-first-run'];

testWith(['chromium', 'chromium-browser', 'google-chrome'], 'the page, as a browser has it', async (browser) => {
  pretended.vpc.way = () => 5;
  dns.resolve = resolverOf(() => Object.values(ADDRESSES));
  const page = probePage(await pretended.account.probe({ samples: 15 }));
  const folder = mkdtempSync(join(tmpdir(), 'page-'));
  // The page itself has no script; this one tells what a reader would see of it.
  const look = `<script>document.title = JSON.stringify({ wide: document.documentElement.scrollWidth > innerWidth,
    heads: [...document.querySelectorAll('h2')].map((h) => h.textContent), lines: document.querySelectorAll('path.line').length,
    bar: [...document.querySelectorAll('.bar span')].map((s) => Math.round(s.getBoundingClientRect().width)) })</script>`;
  writeFileSync(join(folder, 'page.html'), page.replace('</body>', `${look}</body>`));
  const args = [...FLAGS, '--window-size=1000,800', `--user-data-dir=${folder}`];
  const { stdout } = await promisify(execFile)(browser, [...args, '--dump-dom', `file://${join(folder, 'page.html')}`]);
  rmSync(folder, { recursive: true, force: true });
  const seen = JSON.parse((/<title>(.*?)<\/title>/.exec(stdout)?.[1] ?? '{}').replaceAll('&amp;', '&')) as Record<
    string,
    unknown
  >;
  expect(seen).toMatchObject({
    wide: false,
    lines: 8,
    heads: expect.arrayContaining(['What to do', 'Warm calls']) as unknown,
  });
  expect((seen.bar as number[]).every((width) => width > 0)).toBe(true);
});
