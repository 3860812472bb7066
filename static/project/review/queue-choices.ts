// What the queue can be filtered by in these spaces: types, statuses and components, read from Jira as the person who
// looks. Things of the same name in several spaces are one choice, because people know them by their names.

import { useEffect, useState } from 'react';
import * as v from 'valibot';
import type { AppFailure, Result } from '../../../src/contract';
import { askJira } from '../../shared/as-viewer';

/** Of so many spaces at once; the others are still in the queue, and JQL filters them too. */
const maxSpaces = 10;

export interface NamedChoice {
  readonly name: string;
  readonly ids: readonly number[];
}

export interface QueueChoices {
  readonly types: readonly NamedChoice[];
  readonly statuses: readonly NamedChoice[];
  readonly components: readonly NamedChoice[];
}

const namedSchema = v.object({ id: v.pipe(v.string(), v.regex(/^\d+$/)), name: v.string() });
const typesSchema = v.array(v.object({ ...namedSchema.entries, statuses: v.array(namedSchema) }));
const projectSchema = v.object({ components: v.nullish(v.array(namedSchema), []) });
type Named = v.InferOutput<typeof namedSchema>;

/** Null until Jira has answered; asked when `isWanted` is true for the first time. */
export function useQueueChoices(
  projectIds: readonly number[],
  isWanted: boolean,
): { readonly choices: QueueChoices | null; readonly failure: AppFailure | null } {
  const [answer, setAnswer] = useState<Result<QueueChoices> | null>(null);
  const signature = projectIds.slice(0, maxSpaces).join(' ');
  useEffect(() => {
    if (!isWanted || signature === '') return;
    let isCurrent = true;
    void readChoices(signature.split(' ')).then((result) => {
      if (isCurrent) setAnswer(result);
    });
    return () => {
      isCurrent = false;
    };
  }, [signature, isWanted]);
  return { choices: answer?.ok ? answer.value : null, failure: answer && !answer.ok ? answer.failure : null };
}

async function readChoices(projectIds: readonly string[]): Promise<Result<QueueChoices>> {
  const types: Named[] = [];
  const statuses: Named[] = [];
  const components: Named[] = [];
  for (const id of projectIds) {
    const [found, parts] = await Promise.all([
      askJira(`/rest/api/3/project/${id}/statuses`, typesSchema, { headers: { accept: 'application/json' } }),
      askJira(`/rest/api/3/project/${id}`, projectSchema, { headers: { accept: 'application/json' } }),
    ]);
    if (!found.ok) return found;
    if (!parts.ok) return parts;
    types.push(...found.value);
    statuses.push(...found.value.flatMap((type) => type.statuses));
    components.push(...parts.value.components);
  }
  return {
    ok: true,
    value: { types: byName(types), statuses: byName(statuses), components: byName(components) },
  };
}

function byName(all: readonly Named[]): readonly NamedChoice[] {
  const ids = new Map<string, Set<number>>();
  for (const { id, name } of all) ids.set(name, (ids.get(name) ?? new Set()).add(Number(id)));
  return [...ids].map(([name, some]) => ({ name, ids: [...some] })).sort((x, y) => x.name.localeCompare(y.name));
}
