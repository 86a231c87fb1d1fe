/** How a value may stand in the text of another: each is found as a whole, or not at all. */
export function writingsOf(secret: string): string[] {
  const own = [secret, ...quotings(secret).flatMap((once) => [once, ...quotings(once)])];
  return [...new Set([...own, urlEncoded(secret), ...base64(secret)])];
}

/** In a string of JSON, as JavaScript and as Terraform (`jsonencode`) write it, and in an address of Terraform. */
const quotings = (text: string): string[] => {
  const json = JSON.stringify(text).slice(1, -1);
  return [
    json,
    json.replaceAll(/[<>&\u2028\u2029]/g, (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`),
    json.replaceAll(/[$%](?=\{)/g, '$&$&'),
  ];
};

/** A half of a surrogate pair has no encoding. */
const urlEncoded = (text: string): string => encodeURIComponent(text.replaceAll(/\p{Surrogate}/gu, '\ufffd'));

/** Fewer characters stand in any encoded text by chance. */
const MIN_BASE64_LENGTH = 8;

/** By itself, and in the middle of what is encoded with it: the characters that what is beside it cannot change. */
function base64(text: string): string[] {
  const bytes = Buffer.from(text);
  const writings = [0, 1, 2].map((offset) => {
    const encoded = Buffer.concat([Buffer.alloc(offset), bytes])
      .toString('base64')
      .replaceAll('=', '');
    const end = (offset + bytes.length) % 3 === 0 ? encoded.length : encoded.length - 1;
    return encoded.slice(offset === 0 ? 0 : offset + 1, end);
  });
  return writings.filter(({ length }) => length >= MIN_BASE64_LENGTH);
}
