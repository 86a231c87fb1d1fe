import { escapeHtml } from './format';

/** The content of a cell, or the content and the style sheet's class for it. */
export type HtmlCell = string | { readonly text: string; readonly className: string };

/** A row: first the cells that label it, then its values. */
export const htmlRow = (labels: readonly string[], values: readonly HtmlCell[] = []): string =>
  `<tr>${labels.map((label) => `<th>${escapeHtml(label)}</th>`).join('')}${values.map(valueCell).join('')}</tr>`;

const valueCell = (cell: HtmlCell): string =>
  typeof cell === 'string'
    ? `<td>${escapeHtml(cell)}</td>`
    : `<td class="${cell.className}">${escapeHtml(cell.text)}</td>`;

/**
 * A table that scrolls sideways by itself where the page is too narrow for it.
 *
 * @param sections - `<thead>` and `<tbody>`
 */
export const htmlTable = (sections: string): string => `<div class="scroll"><table>${sections}</table></div>`;
