// The rules that people import: off, without an address of anybody, and with no smart value that the app's actions do not
// answer. Names and outputs are taken from the manifest, so that a renamed output fails here.

import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import * as v from 'valibot';
import { parse } from 'yaml';

const root = resolve(__dirname, '..', '..');
const folder = join(root, 'docs', 'automation-rules');

const actionSchema = v.object({
  key: v.string(),
  name: v.string(),
  actionVerb: v.string(),
  outputs: v.record(v.string(), v.object({ type: v.string() })),
  outputContext: v.object({ entityName: v.string(), outputDomain: v.string() }),
});
const { modules } = v.parse(
  v.object({
    modules: v.object({
      action: v.array(actionSchema),
      'automation:actionProvider': v.array(v.object({ actions: v.array(v.string()) })),
      'rovo:agent': v.array(v.object({ actions: v.array(v.string()) })),
    }),
  }),
  parse(readFileSync(join(root, 'manifest.yml'), 'utf8')),
);
const provided = modules['automation:actionProvider'].flatMap(({ actions }) => actions);
const actions = modules.action.filter(({ key }) => provided.includes(key));

const partSchema = v.object({ component: v.string(), schemaVersion: v.number(), type: v.string(), value: v.unknown() });
const fileSchema = v.object({
  cloud: v.literal(true),
  rules: v.array(
    v.object({
      name: v.string(),
      description: v.string(),
      state: v.literal('DISABLED'),
      trigger: v.object({ ...partSchema.entries, component: v.literal('TRIGGER') }),
      components: v.array(
        v.object({
          ...partSchema.entries,
          component: v.literal('ACTION'),
          type: v.literal('jira.issue.outgoing.webhook'),
          value: v.object({
            url: v.pipe(v.string(), v.startsWith('https://example.com/')),
            method: v.literal('POST'),
            contentType: v.literal('custom'),
            customBody: v.string(),
          }),
        }),
      ),
    }),
  ),
});

/** getJiraDuplicates: from verb, domain and entity. */
function operatorOf({ actionVerb, outputContext }: (typeof actions)[number]): string {
  const capital = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1);
  return actionVerb.toLowerCase() + capital(outputContext.outputDomain) + capital(outputContext.entityName);
}

describe.each(readdirSync(folder))('%s', (name) => {
  const { rules } = v.parse(fileSchema, JSON.parse(readFileSync(join(folder, name), 'utf8')));
  const bodies = rules.flatMap(({ components }) => components.map(({ value }) => value.customBody));

  it('uses only what an action of the app answers, and names that action', () => {
    const used = bodies.flatMap((body) => [...body.matchAll(/\{\{(\w+)\.(\w+)/g)].filter(([, of]) => of !== 'issue'));
    expect(used.length).toBeGreaterThan(0);
    for (const [, operator, output = ''] of used) {
      const action = actions.find((one) => operatorOf(one) === operator);
      expect([operator, Object.keys(action?.outputs ?? {})]).toEqual([operator, expect.arrayContaining([output])]);
      expect(rules[0]?.description).toContain(action?.name);
    }
  });

  it('sends well-formed JSON whatever the texts hold', () => {
    for (const body of bodies) {
      const filled = body
        .replace(/\{\{\w+\.\w+\.asJsonString\}\}/g, JSON.stringify('a "quoted"\nline'))
        .replace(/\{\{[\w.]+\}\}/g, '7');
      expect(() => JSON.parse(filled) as unknown).not.toThrow();
    }
  });
});

it('gives rules nothing that writes, and the agent one writing action that asks first', () => {
  expect(actions.map(({ actionVerb }) => actionVerb)).toEqual(actions.map(() => 'GET'));
  const ofAgent = new Set(modules['rovo:agent'].flatMap(({ actions: keys }) => keys));
  const writing = modules.action.filter(({ key, actionVerb }) => ofAgent.has(key) && actionVerb !== 'GET');
  expect(writing.map(({ outputs }) => Object.keys(outputs).includes('confirmation'))).toEqual([true]);
});
