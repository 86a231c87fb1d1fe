import { type Invariant, problem } from './invariant';

/** AWS's limit is 50; `environment`, `stack` and, on some, `Name` are added. */
const MAX_TAGS = 47;
const ADDED = ['environment', 'stack'];
const ALLOWED = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u;

/** https://docs.aws.amazon.com/tag-editor/latest/userguide/best-practices-and-strats.html#id_tags_naming_best_practices */
export const validTags: Invariant = ({ settings }) => {
  const all = Object.entries(settings.tags ?? {});
  const keys = all.map(([key]) => key.toLowerCase());
  return [
    ...all.flatMap(([key, value], i) => {
      const fault =
        faultOf(key, value ?? '') ??
        (keys.indexOf(key.toLowerCase()) === i
          ? undefined
          : 'differs from another only in case, and IAM takes them for one: keep one');
      return fault === undefined ? [] : [problem(['tags', key], fault)];
    }),
    ...(all.length <= MAX_TAGS
      ? []
      : [problem(['tags'], `has ${all.length} tags; AWS takes 50, and up to 3 are added: keep ${MAX_TAGS}`)]),
  ];
};

function faultOf(key: string, value: string): string | undefined {
  if (ADDED.includes(key.toLowerCase())) return 'is a tag that is added by itself: leave it out';
  if (/^aws:/i.test(key)) return 'begins with aws:, which AWS keeps for itself: rename it';
  if (key.length < 1 || key.length > 128) return 'is not a tag key of 1 to 128 characters: rename it';
  if (value.length > 256) return `has ${value.length} characters, and AWS takes 256: shorten it`;
  return ALLOWED.test(key) && ALLOWED.test(value)
    ? undefined
    : 'has a character that AWS does not take: use letters, digits, spaces and _ . : / = + - @';
}
