import { AddressBook, type AddressBookOptions } from '../../../client/network/address-book';

const HOSTNAME = 'runtime.sagemaker.us-east-1.amazonaws.com';
const ZONES = {
  'use1-az4': { name: 'us-east-1a', dnsName: 'a.vpce.example' },
  'use1-az6': { name: 'us-east-1b', dnsName: 'b.vpce.example' },
};

/** A book whose DNS answers with what is in `dns` at the time. */
function bookOf(dns: Record<string, readonly string[]>, options: Partial<AddressBookOptions> = {}): AddressBook {
  const resolve = async (name: string): Promise<readonly string[]> => {
    const found = dns[name];
    if (found === undefined) throw Object.assign(new Error(`queryA ENOTFOUND ${name}`), { code: 'ENOTFOUND' });
    return found;
  };
  return new AddressBook({ hostname: HOSTNAME, zones: {}, resolve, onChange: () => undefined, ...options });
}

const ranking = async (book: AddressBook, avoid?: string): Promise<string[]> =>
  (await book.ranked(avoid)).map(({ ip }) => ip);
const listed = (book: AddressBook): string[] => book.addresses.filter(({ isListed }) => isListed).map(({ ip }) => ip);

describe('without zones', () => {
  test('the addresses take turns, whatever order DNS gives them in', async () => {
    const book = bookOf({ [HOSTNAME]: ['10.0.1.1', '10.0.2.1', '10.0.3.1'] });
    const first = [];
    for (let i = 0; i < 6; i++) first.push((await ranking(book))[0]);
    expect(first).toEqual(['10.0.1.1', '10.0.2.1', '10.0.3.1', '10.0.1.1', '10.0.2.1', '10.0.3.1']);
  });

  test('the one with the fewest connections comes first, and one to avoid last', async () => {
    const book = bookOf({ [HOSTNAME]: ['10.0.1.1', '10.0.2.1'] });
    const [busy] = await book.ranked();
    if (busy !== undefined) busy.connections = 3;
    for (let i = 0; i < 3; i++) expect((await ranking(book))[0]).toBe('10.0.2.1');
    expect((await ranking(book, '10.0.2.1')).at(-1)).toBe('10.0.2.1');
  });

  test('answers with one address each come to know all, and lose none', async () => {
    const dns = { [HOSTNAME]: ['10.0.1.1'] };
    const book = bookOf(dns);
    for (let i = 0; i < 30; i++) {
      dns[HOSTNAME] = [`10.0.${(i % 3) + 1}.1`];
      await book.refresh();
    }
    expect(listed(book)).toEqual(['10.0.1.1', '10.0.2.1', '10.0.3.1']);
  });

  test('addresses that DNS has left are called no more, but kept while they have connections', async () => {
    const dns = { [HOSTNAME]: ['10.0.1.1', '10.0.2.1'] };
    const book = bookOf(dns);
    await book.refresh();
    const [old] = book.addresses;
    if (old !== undefined) old.connections = 1;
    dns[HOSTNAME] = ['10.0.1.9', '10.0.2.9'];
    await book.refresh();
    expect(listed(book)).toEqual(['10.0.1.1', '10.0.2.1', '10.0.1.9', '10.0.2.9']); // one answer may be chance
    for (let i = 0; i < 12; i++) await book.refresh();
    expect(listed(book)).toEqual(['10.0.1.9', '10.0.2.9']);
    expect(book.addresses.map(({ ip }) => ip)).toEqual(['10.0.1.1', '10.0.1.9', '10.0.2.9']);
    expect((await ranking(book)).at(-1)).toBe('10.0.1.1');
  });

  test('DNS that fails loses nothing', async () => {
    const dns: Record<string, readonly string[]> = { [HOSTNAME]: ['10.0.1.1'] };
    const book = bookOf(dns);
    await book.refresh();
    Reflect.deleteProperty(dns, HOSTNAME);
    for (let i = 0; i < 20; i++) await book.refresh();
    expect(await ranking(book)).toEqual(['10.0.1.1']);
  });
});

describe('with zones', () => {
  const DNS = { [HOSTNAME]: ['10.0.2.1', '10.0.1.1'], 'a.vpce.example': ['10.0.1.1'], 'b.vpce.example': ['10.0.2.1'] };

  test('the own zone comes first, the others after it, what is ejected last', async () => {
    const book = bookOf(DNS, { zones: ZONES, ownZoneId: 'use1-az4' });
    for (let i = 0; i < 3; i++) expect(await ranking(book)).toEqual(['10.0.1.1', '10.0.2.1']);
    expect(book.addresses.find(({ ip }) => ip === '10.0.1.1')).toMatchObject({
      isOwn: true,
      zone: { id: 'use1-az4', name: 'us-east-1a' },
    });
    book.addresses.find(({ isOwn }) => isOwn)?.health.eject('failing', performance.now());
    expect(book.ownIsWell).toBe(false);
    expect(await ranking(book)).toEqual(['10.0.2.1', '10.0.1.1']);
  });

  test('without private DNS the public addresses of the name are not called', async () => {
    const book = bookOf({ ...DNS, [HOSTNAME]: ['52.94.1.1'] }, { zones: ZONES, ownZoneId: 'use1-az4' });
    expect(await ranking(book)).toEqual(['10.0.1.1', '10.0.2.1']);
  });

  test('a zonal name that does not resolve costs only its zone', async () => {
    const others = { [HOSTNAME]: DNS[HOSTNAME] ?? [], 'b.vpce.example': DNS['b.vpce.example'] };
    const book = bookOf(others, { zones: ZONES, ownZoneId: 'use1-az6' });
    expect(await ranking(book)).toEqual(['10.0.2.1', '10.0.1.1']);
  });
});

describe('a resolver', () => {
  test('that fails is what a call fails with', async () => {
    await expect(bookOf({}).ranked()).rejects.toMatchObject({ code: 'ENOTFOUND' });
  });

  test('that finds nothing, without an error', async () => {
    await expect(bookOf({ [HOSTNAME]: [] }).ranked()).rejects.toThrow('the resolver gives no address');
  });

  test('that throws at once fails calls, and rejects nothing in the background', async () => {
    let isBroken = false;
    const resolve = (): Promise<string[]> => {
      if (isBroken) throw new Error('a mistake');
      return Promise.resolve(['10.0.1.1']);
    };
    const book = bookOf({}, { resolve });
    await book.refresh();
    isBroken = true;
    await expect(book.refresh()).resolves.toBeUndefined();
    expect(await ranking(book)).toEqual(['10.0.1.1']);
  });
});
