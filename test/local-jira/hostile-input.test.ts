// Input that somebody made to hurt: nesting without end, texts beyond every limit, characters that are no text, JSON that
// is none. The local Jira refuses it in one sentence, or keeps it, but never falls over.

import { documentOfText, documentProblem, textOf } from '../../local/jira/adf';
import type { AdfDocument, AdfNode } from '../../local/jira/seed';
import { admin, app, maria, paragraph, pick, smallSeed, testSite } from './small-site';

const deep = 200_000;

function deepDocument(): AdfDocument {
  let node: AdfNode = { type: 'paragraph', content: [{ type: 'text', text: 'at the bottom' }] };
  for (let level = 0; level < deep; level++) node = { type: 'blockquote', content: [node] };
  return { type: 'doc', version: 1, content: [node] };
}

const rawBody = (inner: string) => `{"body":${inner}}`;
const deepJson = `{"type":"doc","version":1,"content":[${'{"type":"blockquote","content":['.repeat(deep)}${']}'.repeat(deep)}]}`;

describe('hostile input', () => {
  it('a document 200,000 levels deep is refused as a comment', async () => {
    const { site } = await testSite();
    const headers = { 'Content-Type': 'application/json' };
    const response = await site.handle(
      { method: 'POST', path: '/rest/api/3/issue/APP-1/comment', headers, body: rawBody(deepJson) },
      maria,
    );
    expect(response.status).toBe(400);
    expect(documentProblem(deepDocument())).toContain('nested deeper');
  });

  it('a document 200,000 levels deep in a seed keeps its words, and can still be answered', async () => {
    const issues = smallSeed.issues.map((issue) =>
      issue.key === 'APP-1' ? { ...issue, description: deepDocument() } : issue,
    );
    const test = await testSite({}, { ...smallSeed, issues });
    const { status, body } = await test.call(app, 'GET', '/issue/APP-1?fields=description');
    expect([status, pick(body, 'fields.description')]).toEqual([200, paragraph('at the bottom')]);
    expect(JSON.stringify(test.site.snapshot())).toContain('at the bottom');
  });

  it('a megabyte of description is refused with the limit of 32,767 characters, and one character less than too many is not', async () => {
    const test = await testSite();
    const create = (length: number) =>
      test.call(maria, 'POST', '/issue', {
        fields: {
          project: { key: 'APP' },
          issuetype: { name: 'Bug' },
          summary: 'Long',
          description: paragraph('x'.repeat(length)),
        },
      });
    expect(await create(1_000_000)).toMatchObject({
      status: 400,
      body: {
        errors: { description: 'The entered text is too long. It exceeds the allowed limit of 32,767 characters.' },
      },
    });
    expect((await create(32_768)).status).toBe(400);
    expect((await create(32_767)).status).toBe(201);
    expect(
      (await test.call(maria, 'POST', '/issue/APP-1/comment', { body: paragraph('x'.repeat(32_768)) })).status,
    ).toBe(400);
  });

  it('NUL and lone surrogates come back as they were sent', async () => {
    const test = await testSite();
    const summary = 'a\u0000b \ud800 c';
    expect((await test.call(maria, 'PUT', '/issue/APP-1', { fields: { summary } })).status).toBe(204);
    expect(pick((await test.call(maria, 'GET', '/issue/APP-1?fields=summary')).body, 'fields.summary')).toBe(summary);
  });

  it.each(['', '{', '[]', 'null', '"text"', '{"jql":5}', '{"jql":"x","foo":1}', '{"__proto__":{"jql":"x"}}'])(
    'the body %p of a search is a bad request',
    async (body) => {
      const { site } = await testSite();
      const response = await site.handle(
        { method: 'POST', path: '/rest/api/3/search/jql', headers: { 'Content-Type': 'application/json' }, body },
        admin,
      );
      expect(response.status).toBe(400);
      expect(pick(await response.json(), 'errorMessages.length')).toBe(1);
    },
  );

  it('keys and names from the prototype of objects are just unknown', async () => {
    const test = await testSite();
    for (const name of ['__proto__', 'constructor', 'toString', 'hasOwnProperty']) {
      expect((await test.call(admin, 'POST', '/search/jql', { jql: `"${name}" = 1` })).status).toBe(400);
      expect((await test.call(admin, 'GET', `/issue/${name}`)).status).toBe(404);
      expect((await test.call(app, 'GET', `/issue/APP-1/properties/${name}`)).status).toBe(404);
      const field = JSON.parse(`{"fields":{"${name}":"x"}}`) as unknown;
      expect([400, 204]).toContain((await test.call(maria, 'PUT', '/issue/APP-1', field)).status);
    }
    expect(Object.prototype).toEqual({});
  });
});

describe('wiki markup', () => {
  it.each([
    ['plain\r\n\r\ntwo', ['paragraph:plain', 'paragraph:two']],
    ['{code:java}a\n b{code}', ['codeBlock:a\n b']],
    ['x {noformat}y{noformat} z', ['paragraph:x ', 'codeBlock:y', 'paragraph: z']],
    ['```ts\nconst a = 1;\n```\nend', ['codeBlock:const a = 1;', 'paragraph:end']],
    ['{code}never closed', ['paragraph:{code}never closed']],
    ['{code}{code}', ['codeBlock:']],
    ['', []],
    ['{code}a {noformat} b{code} c', ['codeBlock:a {noformat} b', 'paragraph: c']],
  ])('%p becomes %p', (text, blocks) => {
    const document = documentOfText(text);
    expect(documentProblem(document)).toBeNull();
    expect(
      document.content.map((node) => `${node.type}:${textOf({ type: 'doc', version: 1, content: [node] })}`),
    ).toEqual(blocks);
  });

  it('is read in a time that no text can raise', () => {
    const before = process.cpuUsage();
    for (const text of [
      '{code}'.repeat(170_000),
      '{code:'.repeat(170_000),
      '```\n'.repeat(250_000),
      '{'.repeat(1_000_000),
      '\n'.repeat(1_000_000),
    ])
      documentOfText(text);
    const { user } = process.cpuUsage(before);
    expect(user / 1_000).toBeLessThan(5_000);
  });
});
