import type { Address } from './address';
import type { AddressBook } from './address-book';

/**
 * Tries the addresses, best first, until one can be opened.
 *
 * @throws what the first one failed with, if none can
 */
export async function openBest(book: AddressBook, open: (address: Address) => Promise<unknown>): Promise<void> {
  const failures: unknown[] = [];
  for (const address of await book.ranked()) {
    try {
      await open(address);
      return;
    } catch (error) {
      failures.push(error);
    }
  }
  throw failures[0];
}
