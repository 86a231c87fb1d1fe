import { HTML_ENTITIES } from '../../shared/report/format';

/** Breaks what GitHub would make a mention, a reference or a link of. */
const JOINER = '\u2060';
const MAX_LENGTH = 300;

/** Control characters, and those that turn the direction of text, or make it vanish. */
const UNSEEN =
  /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]|[\u{e0000}-\u{e007f}]/gu;

/** A text on one line, not too long, of characters that can be seen. */
function singleLine(text: string, maxLength = MAX_LENGTH): string {
  const line = text
    .replaceAll(/\p{Surrogate}/gu, ' ')
    .replaceAll(UNSEEN, ' ')
    .replaceAll(/ +/g, ' ')
    .trim();
  const characters = [...line];
  return characters.length <= maxLength ? line : `${characters.slice(0, maxLength - 1).join('')}…`;
}

/** A long text without its middle: names differ at their ends. */
export function withoutMiddle(text: string, maxLength: number): string {
  const characters = [...text];
  if (characters.length <= maxLength) return text;
  const start = Math.floor(maxLength / 3);
  return `${characters.slice(0, start).join('')}…${characters.slice(start + 1 - maxLength).join('')}`;
}

/** As HTML, in which Markdown finds nothing either. */
export const escapeForMarkdownHtml = (text: string, maxLength?: number): string =>
  singleLine(text, maxLength).replaceAll(/[&<>`]/g, (character) => HTML_ENTITIES[character] as string);

/** Others' words, that stand in Markdown as they are: nothing in them is formatting, HTML, a mention or a link. */
export const escapeMarkdown = (text: string, maxLength?: number): string =>
  escapeForMarkdownHtml(singleLine(text, maxLength).replaceAll(/[\\*_{}[\]()+!|~$]/g, '\\$&'), Infinity)
    .replaceAll('@', `@${JOINER}`)
    .replaceAll(/(?<!&)#/g, `\\#${JOINER}`)
    .replaceAll(/(https?|ftp):/gi, `$1${JOINER}:`)
    .replaceAll(/www\./gi, `www${JOINER}.`)
    .replaceAll(/\bGH-/gi, `GH${JOINER}-`);

/** A name as code. A backtick in it would end the span, whatever stood before it. */
export const inlineCode = (text: string, maxLength?: number): string =>
  `\`${singleLine(text, maxLength).replaceAll('`', "'").replaceAll('|', '¦') || ' '}\``;
