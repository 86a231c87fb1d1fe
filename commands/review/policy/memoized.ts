/** Asks each question once: an atom is in many pieces, and a statement compared with many. */
export function memoized<Asked extends number | readonly number[], Answer>(
  ask: (asked: Asked) => Answer,
): (asked: Asked) => Answer {
  const answers = new Map<string, Answer>();
  return (asked) => {
    const key = String(asked);
    const known = answers.get(key);
    if (known !== undefined) return known;
    const answer = ask(asked);
    answers.set(key, answer);
    return answer;
  };
}
