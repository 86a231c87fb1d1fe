/** The same things in an order of chance (Fisher and Yates). */
export function shuffle<T>(things: readonly T[], random: () => number = Math.random): T[] {
  const shuffled = [...things];
  for (let i = shuffled.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [shuffled[i], shuffled[j]] = [shuffled[j] as T, shuffled[i] as T];
  }
  return shuffled;
}
