// What Forge would refuse, these tests refuse: the manifest under its full validation, the code under the client side of
// forge lint and in Forge's own bundler. And the app asks for no more than it uses: its scopes are those of its operations.

import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import * as v from 'valibot';
import { parse } from 'yaml';
import { findContract } from '../../local/jira/contract';
import * as handlers from '../../src/index';
import { operations } from '../../src/jira/operations';
import { guardedEntity } from '../../src/storage/keys';
import { limits } from '../../src/limits';
import { manifestText } from '../../tools/manifest-variant.cjs';

const root = join(__dirname, '..', '..');
const namedModules = v.array(v.looseObject({ key: v.string(), function: v.optional(v.string()) }));
const manifestSchema = v.looseObject({
  app: v.object({
    id: v.string(),
    runtime: v.object({ name: v.string(), memoryMB: v.number() }),
    storage: v.object({
      entities: v.array(v.object({ name: v.string(), attributes: v.record(v.string(), v.unknown()) })),
    }),
  }),
  permissions: v.looseObject({ scopes: v.union([v.array(v.string()), v.record(v.string(), v.unknown())]) }),
  modules: v.objectWithRest(
    {
      function: v.array(
        v.looseObject({ key: v.string(), handler: v.string(), timeoutSeconds: v.optional(v.number()) }),
      ),
      consumer: v.array(v.object({ key: v.string(), queue: v.string(), function: v.string() })),
    },
    namedModules,
  ),
});
const manifest = v.parse(manifestSchema, parse(readFileSync(join(root, 'manifest.yml'), 'utf8')));
const { scopes } = manifest.permissions;
const manifestScopes = Array.isArray(scopes) ? scopes : Object.keys(scopes);

/** source: "UI modifications", which demands all of a group whatever the app then calls. */
const scopesOfModules: Readonly<Record<string, readonly string[]>> = {
  'jira:uiModifications': [
    'read:jira-user',
    'read:jira-work',
    'write:jira-work',
    'manage:jira-configuration',
    'manage:jira-project',
  ],
};

async function forgeCheck<T>(schema: v.GenericSchema<unknown, T>, ...args: readonly string[]): Promise<T> {
  const script = join(root, 'tools', 'forge-checks.cjs');
  const env = { ...process.env, FORGE_DISABLE_ANALYTICS: '1' };
  const { stdout } = await promisify(execFile)(process.execPath, [script, ...args], { cwd: root, env, maxBuffer: 1e7 });
  return v.parse(schema, JSON.parse(stdout.trim().split('\n').at(-1) ?? ''));
}

describe('the manifest', () => {
  it("passes Atlassian's full validation, alone and with the language model", async () => {
    const schema = v.object({ success: v.boolean(), problems: v.array(v.string()) });
    const fine = { success: true, problems: [] };
    const checks = ['manifest', 'manifest-with-explanations'].map((name) => forgeCheck(schema, name));
    expect(await Promise.all(checks)).toEqual([fine, fine]);
  }, 120_000);

  it('has the language model only in the variant, which is the same in everything else', () => {
    const variant = v.parse(manifestSchema, parse(manifestText(root, { withExplanations: true })));
    const { llm, ...otherModules } = variant.modules;
    expect(llm).toEqual([{ key: 'explanations', model: ['claude'] }]);
    expect({ ...variant, modules: otherModules }).toEqual(manifest);
  });

  it('asks for exactly the scopes of the operations that the app can call, and of the modules that it has', async () => {
    const contract = await findContract();
    const wanted = new Set(['storage:app', 'report:personal-data']);
    for (const { method, path } of Object.values(operations)) {
      const ofOperation = contract.scopesOf(method, path);
      expect([path, ofOperation]).not.toEqual([path, null]);
      for (const scope of ofOperation ?? []) wanted.add(scope);
    }
    for (const module of Object.keys(manifest.modules))
      for (const scope of scopesOfModules[module] ?? []) wanted.add(scope);
    expect([...manifestScopes].sort()).toEqual([...wanted].sort());
  });

  it('lets nothing out of Atlassian: no external permissions, no remotes, no web triggers, no unsafe content', () => {
    expect(manifest.permissions).not.toHaveProperty('external');
    expect(manifest.permissions).not.toHaveProperty('content');
    expect(manifest).not.toHaveProperty('remotes');
    expect(manifest.modules).not.toHaveProperty('webtrigger');
  });

  it('names a function for every handler that src/index.ts exports, and the other way round', () => {
    const named = manifest.modules.function.map(({ handler }) => handler.replace(/^index\./, ''));
    expect([...named].sort()).toEqual(Object.keys(handlers).sort());
  });

  it('gives the scan the time that the code counts on, to consumers only', () => {
    const scan = manifest.modules.function.find(({ key }) => key === 'scan-step');
    expect((scan?.timeoutSeconds ?? 0) * 1_000).toBe(limits.consumerTimeoutMs);
    const users = Object.entries(manifest.modules).flatMap(([kind, entries]) =>
      entries.filter((entry) => 'function' in entry && entry.function === 'scan-step').map(() => kind),
    );
    expect(users).toEqual(['consumer']);
  });

  it('declares the entity that guarded records are kept in', () => {
    const entity = manifest.app.storage.entities.find(({ name }) => name === guardedEntity);
    expect(Object.keys(entity?.attributes ?? {}).sort()).toEqual(['value', 'version', 'writer']);
  });

  it('runs on a runtime that Forge still accepts', () => {
    expect(manifest.app.runtime.name).toBe('nodejs24.x');
    expect(manifest.app.runtime.memoryMB).toBeLessThanOrEqual(1024);
  });
});

describe('the code', () => {
  const findings = v.object({ errors: v.array(v.string()), warnings: v.array(v.string()) });
  const lintSchema = v.object({ complete: findings, withoutScope: findings });
  const folder = process.env.BACKLOG_DATA;

  it('passes forge lint, which also finds a scope that is missing', async () => {
    if (folder === undefined) {
      console.warn('Skipped: BACKLOG_DATA is not set, so forge lint has no description of Jira to check against.');
      return;
    }
    const work = mkdtempSync(join(tmpdir(), 'forge-lint-'));
    try {
      const { complete, withoutScope } = await forgeCheck(lintSchema, 'lint', folder, work, 'read:jira-work');
      expect(complete).toEqual({ errors: [], warnings: [] });
      expect([...withoutScope.errors, ...withoutScope.warnings].join('\n')).toContain('read:jira-work');
    } finally {
      rmSync(work, { recursive: true });
    }
  }, 240_000);

  it("packs with Forge's own bundler, into its budget and without eval", async () => {
    const schema = v.object({
      files: v.array(v.string()),
      bytes: v.number(),
      budgetBytes: v.number(),
      usesEval: v.boolean(),
    });
    const { bytes, budgetBytes, usesEval } = await forgeCheck(schema, 'bundle');
    expect(bytes).toBeGreaterThan(10_000);
    expect(bytes).toBeLessThanOrEqual(budgetBytes);
    expect(budgetBytes).toBeLessThanOrEqual(1_400_000);
    expect(usesEval).toBe(false);
  }, 240_000);
});
