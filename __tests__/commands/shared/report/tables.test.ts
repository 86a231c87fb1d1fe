import { htmlRow, htmlTable } from '../../../../commands/shared/report/html-table';
import { textTable } from '../../../../commands/shared/report/text-table';

test('a text table: labels to the left, values to the right', () => {
  const rows = [
    ['from', 'calls', 'p50'],
    ['eu-west-1a', '1', '12.3'],
    ['b', '1000', '-'],
  ];
  expect(textTable(rows, 1)).toEqual(['from        calls   p50', 'eu-west-1a      1  12.3', 'b            1000     -']);
});

test('a text table without rows is no table', () => {
  expect(textTable([['from', 'calls']], 1)).toEqual([]);
});

test('an HTML table shows every cell as it is', () => {
  const row = htmlRow(['<a>'], ['1 & 2', { text: '"', className: 'own' }]);
  expect(htmlTable(`<tbody>${row}</tbody>`)).toBe(
    '<div class="scroll"><table><tbody><tr><th>&lt;a&gt;</th><td>1 &amp; 2</td><td class="own">&quot;</td></tr></tbody></table></div>',
  );
});
