// An answer whose text is at hand is to every reader what the built-in Response of the same text is.

import { TextAnswer } from '../../local/answer';

const text = '{"name":"Zoë 🙂"}';
const init = { status: 201, headers: { 'x-mark': 'kept' } };

const readers: readonly (readonly [string, (answer: Response) => unknown])[] = [
  ['text', (answer) => answer.text()],
  ['json', (answer) => answer.json()],
  ['bytes', async (answer) => [...new Uint8Array(await answer.arrayBuffer())]],
  ['blob', async (answer) => (await answer.blob()).text()],
  ['stream', (answer) => new Response(answer.body).text()],
  ['clone', async (answer) => [await answer.clone().text(), answer.bodyUsed, await answer.text(), answer.bodyUsed]],
  ['copy', (answer) => new Response(answer.body, answer).text()],
  ['head', ({ status, ok, headers }) => [status, ok, [...headers], true]],
];

describe('an answer with its text at hand', () => {
  it.each(readers)('is read as %s like the built-in one', async (_name, read) => {
    expect(await read(new TextAnswer(text, init))).toEqual(await read(new Response(text, init)));
    expect(await read(TextAnswer.json({ a: 1 }, init))).toEqual(await read(Response.json({ a: 1 }, init)));
  });

  it.each(['text', 'arrayBuffer'] as const)('is read once only, then refuses by %s', async (again) => {
    const answer = new TextAnswer(text);
    await answer.text();
    expect(answer.bodyUsed).toBe(true);
    await expect((async () => answer[again]())()).rejects.toThrow(TypeError);
  });
});
