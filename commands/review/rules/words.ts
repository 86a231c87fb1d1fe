const MOST_NAMES = 4;

/** Some names, and how many more there are. */
export const namesOf = (names: readonly string[]): string =>
  names.length <= MOST_NAMES
    ? names.join(', ').replace(/, ([^,]*)$/, ' and $1')
    : `${names.slice(0, MOST_NAMES - 1).join(', ')} and ${names.length - MOST_NAMES + 1} more`;
