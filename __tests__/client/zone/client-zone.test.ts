import { parseZone } from '../../../client/zone/client-zone';

test.each(['use1-az4', 'usgw1-az1', 'apne1-az4', 'cnn1-az2', 'usw2-lax1-az1', 'use1-wl1-bos-wlz1', 'eusc-dee1-az1'])(
  '%s is the id of a zone',
  (id) => expect(parseZone(id)).toEqual({ id }),
);

test.each([
  'us-east-1a',
  'us-gov-west-1b',
  'cn-northwest-1c',
  'us-west-2-lax-1a',
  'us-east-1-wl1-bos-wlz-1',
  'us-isob-east-1a',
  'eusc-de-east-1a',
])('%s is the name of a zone', (name) => expect(parseZone(name)).toEqual({ name }));

test('white space around it is ignored', () => expect(parseZone(' use1-az4\n')).toEqual({ id: 'use1-az4' }));

test.each(['', 'us-east-1', 'nova', 'undefined', 'US-EAST-1A', 'us-east-1ab', 'use1-', 'use1-az4 use1-az5', '<html>'])(
  "'%s' is neither",
  (text) => expect(parseZone(text)).toBeUndefined(),
);
