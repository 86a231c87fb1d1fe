import { escapeHtml } from './format';

/**
 * A page in one file that loads nothing: it can be mailed, archived and opened without a network.
 *
 * @param main - what it shows, as HTML
 * @param ownStyle - style rules beyond those of every report
 */
export const htmlPage = (title: string, main: string, ownStyle = ''): string => `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title><style>${STYLE}${ownStyle}</style></head>
<body><main>
${main}
</main></body></html>
`;

/** Names the series of a chart, in the colors that the chart draws them in. */
export const htmlLegend = (names: readonly string[]): string =>
  `<ul class="legend">${names.map((name, i) => `<li><span class="c${i + 1}"></span>${escapeHtml(name)}</li>`).join('')}</ul>`;

/** The style sheet: light and dark, on screen and on paper. */
const STYLE = `
:root{color-scheme:light dark;--ink:#1a2230;--dim:#5b6676;--line:#d9dee6;--paper:#fff;--c1:#0b66c3;--c2:#c2410c;--c3:#0f7b5f;--c4:#7c3aed;--c5:#b0246b;--c6:#866a00}
@media(prefers-color-scheme:dark){:root{--ink:#e7ecf3;--dim:#9aa7b8;--line:#2c3644;--paper:#10161f;--c1:#6cb2ff;--c2:#ff9b66;--c3:#5fd3ae;--c4:#b79bff;--c5:#f58bc0;--c6:#e0c34f}}
body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.5 system-ui,sans-serif}
main{max-width:880px;margin:0 auto;padding:32px 20px}
h1{font-size:1.6rem;margin:0 0 4px}h2{font-size:1.15rem;margin:36px 0 4px}
.lead{margin:0 0 20px;font-size:1.05rem}p,.note,footer{color:var(--dim)}.lead{color:var(--ink)}
.note,footer{font-size:.875rem}footer{margin-top:40px;border-top:1px solid var(--line);padding-top:12px}
.scroll{overflow-x:auto}table{border-collapse:collapse;width:100%;font-variant-numeric:tabular-nums}
th,td{padding:6px 10px;text-align:right;border-bottom:1px solid var(--line);white-space:nowrap}
th:first-child{text-align:left;font-weight:500}thead th{color:var(--dim);font-weight:500}
svg{width:100%;height:auto;display:block}.grid{stroke:var(--line)}.tick,.axis{fill:var(--dim);font-size:12px}
.line{fill:none;stroke-width:2}.pale{stroke-width:1;opacity:.55}.band{opacity:.16;stroke:none}circle{opacity:0}circle:hover{opacity:1}
.legend{list-style:none;padding:0;display:flex;flex-wrap:wrap;gap:4px 20px}.legend span{display:inline-block;width:12px;height:12px;border-radius:3px;margin-right:6px}
${[1, 2, 3, 4, 5, 6].map((n) => `.line.c${n}{stroke:var(--c${n})}.band.c${n},circle.c${n}{fill:var(--c${n})}span.c${n}{background:var(--c${n})}`).join('')}
@media print{main{max-width:none}}
`;
