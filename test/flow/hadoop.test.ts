// A real tracker through the whole pipeline: 2,503 issues in the local Jira, read page by page as the app, stored, compared
// and listed. The pairs must be those of a comparison that is slow and obviously right: every issue with every other,
// in float64, without any of the engine's shortcuts.

import { join } from 'node:path';
import * as v from 'valibot';
import { readFileSync } from 'node:fs';
import { readJsonLines } from '../../local/jira/import-jsonl';
import { createWorld, type SiteWorld } from '../../local/world';
import type { AnswerOf, MethodName, RequestOf, Result, SeriesName } from '../../src/contract';
import { engineInputOf, type Issue } from '../../src/issue';
import { issueFields, pageSchema } from '../../src/jira/issue-json';
import { idf, defaultScoreSettings, saturate } from '../../src/similarity/score';
import { Tokenizer } from '../../src/similarity/tokenize';

const folder = process.env.BACKLOG_DATA;
const threshold = 0.5;
// Stored scores keep 16 bits; a pair this close to the threshold may be on either side.
const slack = 2e-4;

interface Weighed {
  readonly id: number;
  readonly weights: ReadonlyMap<number, number>;
}

/** Term counts by field, then weights as score.ts defines them, then length 1. */
function weigh(issues: readonly Issue[]): Weighed[] {
  const tokenizer = new Tokenizer();
  const counted = issues.map((issue) => {
    const counts = new Map<number, [number, number, number]>();
    const lengths: [number, number, number] = [0, 0, 0];
    tokenizer.tokenize(engineInputOf(issue, 0).text, {
      add(termHash, field) {
        const count = counts.get(termHash) ?? [0, 0, 0];
        count[field]++;
        lengths[field]++;
        counts.set(termHash, count);
      },
    });
    return { id: issue.id, counts, lengths };
  });
  const documentFrequency = new Map<number, number>();
  for (const { counts } of counted) {
    for (const term of counts.keys()) documentFrequency.set(term, (documentFrequency.get(term) ?? 0) + 1);
  }
  const fields = [0, 1, 2] as const;
  const averages = fields.map((field) => {
    const filled = counted.filter(({ lengths }) => lengths[field] > 0);
    return filled.reduce((sum, { lengths }) => sum + lengths[field], 0) / Math.max(1, filled.length);
  });
  return counted.map(({ id, counts, lengths }) => {
    const weights = new Map<number, number>();
    for (const [term, count] of counts) {
      const rarity = idf(counted.length, documentFrequency.get(term) ?? 1);
      const mentions = fields.reduce<number>(
        (sum, field) =>
          sum +
          defaultScoreSettings.fieldWeights[field] *
            saturate(Math.min(255, count[field]), lengths[field], averages[field] ?? 0, field),
        0,
      );
      weights.set(term, rarity * mentions);
    }
    const norm = Math.sqrt([...weights.values()].reduce((sum, weight) => sum + weight * weight, 0));
    return {
      id,
      weights: new Map([...weights].map(([term, weight]) => [term, norm === 0 ? 0 : weight / norm] as const)),
    };
  });
}

function cosine(a: Weighed, b: Weighed): number {
  const [few, many] = a.weights.size < b.weights.size ? [a.weights, b.weights] : [b.weights, a.weights];
  let sum = 0;
  for (const [term, weight] of few) sum += weight * (many.get(term) ?? 0);
  return sum;
}

/** Pairs that the product never proposes: linked ones, families, two sub-tasks. */
function isExcluded(a: Issue, b: Issue): boolean {
  if (a.linkedIds.includes(b.id) || b.linkedIds.includes(a.id)) return true;
  if (a.parentId === b.id || b.parentId === a.id) return true;
  return (a.parentId !== 0 && a.parentId === b.parentId) || (a.type.isSubtask && b.type.isSubtask);
}

async function call<M extends MethodName>(world: SiteWorld, method: M, request: RequestOf<M>): Promise<AnswerOf<M>> {
  const administrator = world.people.find(({ isSiteAdmin }) => isSiteAdmin === true);
  const answer = (await world.installation.invoke({
    moduleKey: 'backlog-intelligence',
    functionKey: method,
    payload: request,
    accountId: administrator?.accountId ?? '',
  })) as Result<AnswerOf<M>>;
  if (!answer.ok) throw new Error(`${method}: ${answer.failure.message}`);
  return answer.value;
}

/** Rows of their own, and what the row of each series opens to. */
async function shownPairs(world: SiteWorld, projectId: number): Promise<Set<string>> {
  const shown = new Set<string>();
  const list = { projectId, threshold, tier: 'any', limit: 50 } as const;
  const addRows = async (series?: SeriesName): Promise<void> => {
    let cursor: string | null = null;
    do {
      const request: RequestOf<'project.pairs'> = {
        ...list,
        sort: 'score',
        cursor,
        ...(series === undefined ? {} : { series }),
      };
      const view: AnswerOf<'project.pairs'> = await call(world, 'project.pairs', request);
      if (view.state !== 'ready') throw new Error(view.state);
      for (const { a, b } of view.rows) shown.add([a.id, b.id].sort((x, y) => x - y).join(' '));
      cursor = view.nextCursor;
    } while (cursor !== null);
  };
  await addRows();
  let cursor: string | null = null;
  do {
    const view: AnswerOf<'project.series'> = await call(world, 'project.series', { ...list, cursor });
    for (const { example } of view.series) await addRows({ a: example.a.id, b: example.b.id });
    cursor = view.nextCursor;
  } while (cursor !== null);
  return shown;
}

/** Every issue as Jira gives it to the app: the same door, the same text. */
async function readAll(world: SiteWorld): Promise<Issue[]> {
  const issues: Issue[] = [];
  let nextPageToken: string | null = null;
  do {
    const body = {
      jql: 'id > 0 ORDER BY id ASC',
      fields: issueFields,
      maxResults: 1_000,
      ...(nextPageToken === null ? {} : { nextPageToken }),
    };
    const response = await world.site.handle(
      {
        method: 'POST',
        path: '/rest/api/3/search/jql',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      },
      { kind: 'app' },
    );
    const page = v.parse(pageSchema, await response.json());
    issues.push(...page.issues);
    nextPageToken = page.nextPageToken;
    await world.host.advance(1_000);
  } while (nextPageToken !== null);
  return issues;
}

describe('an analysis of Hadoop', () => {
  it('lists exactly the pairs of a comparison of all with all, every labelled one among them', async () => {
    if (folder === undefined) {
      console.warn('Skipped: BACKLOG_DATA is not set, so there is no Hadoop data to analyse.');
      return;
    }
    const { seed } = await readJsonLines(join(folder, 'gitbugs_hadoop.jsonl'));
    const world = await createWorld({ seed });
    const { projects } = await call(world, 'project.choices', { query: '' });
    const projectId = projects[0]?.id ?? 0;
    await call(world, 'project.startScan', { projectIds: [projectId], jql: null });
    await world.host.settle();

    const shown = await shownPairs(world, projectId);

    const issues = await readAll(world);
    const weighed = weigh(issues);
    const certain = new Set<string>();
    const possible = new Set<string>();
    for (const [row, a] of weighed.entries()) {
      for (let other = row + 1; other < weighed.length; other++) {
        const b = weighed[other];
        const [issueA, issueB] = [issues[row], issues[other]];
        if (b === undefined || issueA === undefined || issueB === undefined) throw new Error('A row is missing.');
        const score = cosine(a, b);
        if (score < threshold - slack || isExcluded(issueA, issueB)) continue;
        const pair = `${Math.min(a.id, b.id)} ${Math.max(a.id, b.id)}`;
        possible.add(pair);
        if (score >= threshold + slack) certain.add(pair);
      }
    }
    expect([...certain].filter((pair) => !shown.has(pair))).toEqual([]);
    expect([...shown].filter((pair) => !possible.has(pair))).toEqual([]);
    expect(shown.size).toBeGreaterThan(300);

    const idOf = new Map(seed.issues.map((issue) => [issue.sourceKey ?? issue.key, issue.key]));
    const byKey = new Map(issues.map((issue) => [issue.key, issue.id]));
    const labelled = readFileSync(join(folder, 'gitbugs_hadoop.pairs.tsv'), 'utf8')
      .trim()
      .split('\n')
      .map((row) => row.split('\t'));
    const missing = labelled.filter(([x = '', y = '']) => {
      const ids = [byKey.get(idOf.get(x) ?? '') ?? 0, byKey.get(idOf.get(y) ?? '') ?? 0].sort((p, q) => p - q);
      return certain.has(ids.join(' ')) && !shown.has(ids.join(' '));
    });
    expect(missing).toEqual([]);
    await world.stop();
  }, 180_000);
});
