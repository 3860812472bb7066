// The look into the store that every browser test ends with finds what it is for.

import { textsOf } from '../e2e/stored-texts';

const issues = [
  { summary: 'Checkout freezes after coupon', description: 'It freezes when a coupon is entered twice.' },
];
const people = [{ displayName: 'Ada Brandt', email: 'ada@harbour.example' }];
const look = (value: unknown) => textsOf({ 'entity/guarded-record/x': value }, issues, people);

test.each<[string, unknown]>([
  ['a title', { scan: { note: 'Checkout freezes after coupon' } }],
  ['a title in a list in JSON text', JSON.stringify([{ at: ['Checkout freezes after coupon'] }])],
  ['a title in a field for words', { name: 'Checkout freezes after coupon' }],
  ['a text', { name: 'It freezes when a coupon is entered twice. And more.' }],
  ['a name', { by: 'Ada Brandt' }],
  ['a mail address', { by: 'ada@harbour.example' }],
  ['words in a field that is not for them', { verdict: 'maybe this one' }],
])('%s is found', (_what, value) => {
  expect(look(value)).toHaveLength(1);
});

test('ids, figures, hashes and words of the program are not', () => {
  expect(
    look({ by: 'ada', verdict: 'duplicate', atMs: 5, digests: ['0a1b'], name: 'Weekly list', jql: 'a = 1' }),
  ).toEqual([]);
});
