// The sprints of a space that the person who looks can choose from. Jira's platform has no list of them; the work items
// that were changed last and are in one name theirs, in a field that every site numbers differently.

import { useEffect, useState } from 'react';
import * as v from 'valibot';
import type { AppFailure, Result } from '../../../src/contract';
import { askJira } from '../../shared/as-viewer';

export interface Sprint {
  readonly id: number;
  readonly name: string;
  readonly state: 'active' | 'future' | 'closed';
}

const sprintFieldType = 'com.pyxis.greenhopper.jira:gh-sprint';
const itemsPerPage = 100;
const mostPages = 3;

const fieldsSchema = v.array(
  v.object({ id: v.string(), schema: v.nullish(v.object({ custom: v.nullish(v.string()) })) }),
);
const sprintSchema = v.object({
  id: v.number(),
  name: v.string(),
  state: v.fallback(v.picklist(['active', 'future', 'closed']), 'closed'),
});
const pageSchema = v.object({
  issues: v.array(v.object({ fields: v.record(v.string(), v.unknown()) })),
  nextPageToken: v.nullish(v.string(), null),
});

/** Active ones first, then those to come, then the latest of the past. Null until Jira has answered. */
export function useSprints(projectId: number): {
  readonly sprints: readonly Sprint[] | null;
  readonly failure: AppFailure | null;
  readonly reload: () => void;
} {
  const [answer, setAnswer] = useState<Result<readonly Sprint[]> | null>(null);
  const [asked, setAsked] = useState(0);
  useEffect(() => {
    let isCurrent = true;
    void readSprints(projectId).then((result) => {
      if (isCurrent) setAnswer(result);
    });
    return () => {
      isCurrent = false;
    };
  }, [projectId, asked]);
  return {
    sprints: answer?.ok ? answer.value : null,
    failure: answer && !answer.ok ? answer.failure : null,
    reload: () => setAsked(asked + 1),
  };
}

async function readSprints(projectId: number): Promise<Result<readonly Sprint[]>> {
  const fields = await askJira('/rest/api/3/field', fieldsSchema, { headers: { accept: 'application/json' } });
  if (!fields.ok) return fields;
  const fieldId = fields.value.find(({ schema }) => schema?.custom === sprintFieldType)?.id;
  // A site without Jira Software knows no sprints.
  if (fieldId === undefined) return { ok: true, value: [] };
  const found = new Map<number, Sprint>();
  let nextPageToken: string | null = null;
  for (let page = 0; page === 0 || (page < mostPages && nextPageToken !== null); page++) {
    const answer: Result<v.InferOutput<typeof pageSchema>> = await askJira('/rest/api/3/search/jql', pageSchema, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify({
        jql: `project = ${projectId} AND sprint is not EMPTY ORDER BY updated DESC`,
        fields: [fieldId],
        maxResults: itemsPerPage,
        ...(nextPageToken === null ? {} : { nextPageToken }),
      }),
    });
    if (!answer.ok) return answer;
    for (const issue of answer.value.issues) {
      const parsed = v.safeParse(v.array(sprintSchema), issue.fields[fieldId]);
      for (const sprint of parsed.success ? parsed.output : []) found.set(sprint.id, sprint);
    }
    nextPageToken = answer.value.nextPageToken;
  }
  return { ok: true, value: [...found.values()].sort((x, y) => rank(x) - rank(y) || y.id - x.id) };
}

function rank({ state }: Sprint): number {
  return ['active', 'future', 'closed'].indexOf(state);
}
