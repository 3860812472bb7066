// The table of operations is what scopes are proved from, so it must be the truth: every route that any file of the
// gateway writes down is in it with its method, and everything in it is written down somewhere.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { operations } from '../../src/jira/operations';

const folder = join(__dirname, '..', '..', 'src', 'jira');
const sources = readdirSync(folder)
  .filter((name) => name !== 'operations.ts')
  .map((name) => readFileSync(join(folder, name), 'utf8'));

/** Placeholders lose their names, queries are left out. */
const shapeOf = (path: string) => path.replace(/\$?\{[^}]*\}/g, '*').replace(/\?.*$/, '');

describe('the table of operations', () => {
  const routes = new Set(
    sources.flatMap((source) => [...source.matchAll(/route`([^`]+)`/g)].map(([, path = '']) => shapeOf(path))),
  );
  const known = new Set(Object.values(operations).map(({ path }) => shapeOf(path)));

  it('holds every route that the gateway calls, and no other', () => {
    expect([...routes].sort()).toEqual([...known].sort());
  });

  it('agrees with every method that stands beside a route', () => {
    const calls = sources.flatMap((source) => [
      ...source.matchAll(/route`([^`]+)`,\s*\{\s*\.\.\.init,\s*method: '(\w+)'/g),
    ]);
    expect(calls.length).toBeGreaterThan(6);
    for (const [, path = '', method] of calls) {
      const same = Object.values(operations).filter((operation) => shapeOf(operation.path) === shapeOf(path));
      expect(same.map((operation) => operation.method)).toContain(method);
    }
  });

  it('is reached only through route, never through a trusted string', () => {
    for (const source of sources) expect(source).not.toMatch(/assumeTrustedRoute|routeFromAbsolute/);
  });
});
