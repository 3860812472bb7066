// Requests that are under way at once: what is thrown when some of them are refused, and when.

import { AppError } from '../../src/errors';
import { together } from '../../src/jira/together';

const refusal = (retryAfterSeconds: number) =>
  new AppError('RATE_LIMITED', `Wait ${retryAfterSeconds} seconds.`, { retryAfterSeconds });

describe('requests at the same time', () => {
  it('answer in their own order', async () => {
    const late = new Promise<string>((resolve) => setImmediate(() => resolve('one')));
    expect(await together([late, Promise.resolve(2)])).toEqual(['one', 2]);
  });

  it('are all waited for, and the longest wait that Jira named is kept', async () => {
    const later = new Promise<never>((_, reject) => setImmediate(() => reject(refusal(28))));
    const refused = together([Promise.reject(refusal(14)), later, Promise.reject(refusal(3))]);
    await expect(refused).rejects.toMatchObject({ retryAfterSeconds: 28 });
  });

  it('say what was wrong first when nobody named a wait', async () => {
    const first = new AppError('NOT_FOUND', 'It is gone.');
    const second = new AppError('NOT_ALLOWED', 'Not you.');
    await expect(together([Promise.reject(first), Promise.reject(second)])).rejects.toBe(first);
  });
});
