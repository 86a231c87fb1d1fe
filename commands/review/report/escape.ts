import { HTML_ENTITIES } from '../../shared/report/format';

/** Breaks what GitHub would make a mention, a reference or a link of. */
const JOINER = '\u2060';
const MAX_LENGTH = 300;

/** Control characters, and those that turn the direction of text, or are not there to see. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu;
/** Marks upon a letter. More than a language needs would stand over the lines above. */
const MARKS = /(\p{M}{3})\p{M}+/gu;

/** A text on one line, not too long, of characters that can be seen. */
function singleLine(text: string, maxLength = MAX_LENGTH): string {
  const line = text
    .replaceAll(/\p{Surrogate}/gu, ' ')
    .replaceAll(UNSEEN, ' ')
    .replaceAll(MARKS, '$1')
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

/** Mentions and links: GitHub looks for them in HTML as well. */
const withoutLinks = (text: string): string =>
  text
    .replaceAll('@', `@${JOINER}`)
    .replaceAll('#', `#${JOINER}`)
    .replaceAll(/(https?|ftp|mailto|xmpp):/gi, `$1${JOINER}:`)
    .replaceAll(/www\./gi, `www${JOINER}.`)
    .replaceAll(/\bGH-/gi, `GH${JOINER}-`);

const asHtml = (text: string): string =>
  text.replaceAll(/[&<>`]/g, (character) => (character === '`' ? '&grave;' : (HTML_ENTITIES[character] as string)));

/** As HTML, in which Markdown finds nothing either. */
export const escapeForMarkdownHtml = (text: string, maxLength?: number): string =>
  asHtml(withoutLinks(singleLine(text, maxLength)));

/** Others' words, that stand in Markdown as they are: nothing in them is formatting, HTML, a mention or a link. */
export const escapeMarkdown = (text: string, maxLength?: number): string =>
  asHtml(withoutLinks(singleLine(text, maxLength).replaceAll(/[\\*_{}[\]()+!|~$#]/g, '\\$&')));

/** A name as code. A backtick in it would end the span, whatever stood before it. */
export const inlineCode = (text: string, maxLength?: number): string =>
  `\`${singleLine(text, maxLength).replaceAll('`', "'").replaceAll('|', '¦') || ' '}\``;
