// What groups of pairs are called. The backend names a space, a type or a component by work items that have it; what these
// are called is read from Jira as the viewer, so a name appears only to who may read it anyway.

import * as v from 'valibot';
import type { Breakdown, Result } from '../../../src/contract';
import { askJira } from '../../shared/as-viewer';

const namedSchema = v.object({ name: v.string() });
const answerSchema = v.object({
  issues: v.array(
    v.object({
      id: v.string(),
      fields: v.object({
        project: namedSchema,
        issuetype: namedSchema,
        components: v.nullish(v.array(namedSchema), []),
      }),
    }),
  ),
});

interface Groups {
  readonly spaces: readonly Breakdown[];
  readonly types: readonly Breakdown[];
  readonly components: readonly Breakdown[];
}

export interface NamedGroup extends Breakdown {
  readonly name: string;
}
export type NamedGroups = Readonly<Record<keyof Groups, readonly NamedGroup[]>>;

/** Groups whose name cannot be read are left out: they are nothing that this person could act on. */
export async function readGroupNames(groups: Groups): Promise<Result<NamedGroups>> {
  const all = [...groups.spaces, ...groups.types, ...groups.components];
  const ids = [...new Set(all.flatMap(({ exampleIds }) => exampleIds))];
  const read = await readNames(ids);
  if (!read.ok) return read;
  const facts = read.value;
  const named = (some: readonly Breakdown[], namesOf: (id: number) => readonly string[]): NamedGroup[] =>
    some.flatMap((group) => {
      const [name] = inCommon(group.exampleIds.map(namesOf).filter((names) => names.length > 0));
      return name === undefined ? [] : [{ ...group, name }];
    });
  return {
    ok: true,
    value: {
      spaces: named(groups.spaces, (id) => facts.get(id)?.space ?? []),
      types: named(groups.types, (id) => facts.get(id)?.type ?? []),
      components: named(groups.components, (id) => facts.get(id)?.components ?? []),
    },
  };
}

/** Of three work items of one component, what all three have is that component. */
function inCommon(lists: readonly (readonly string[])[]): readonly string[] {
  const [first, ...others] = lists;
  return (first ?? []).filter((name) => others.every((names) => names.includes(name)));
}

type Names = Readonly<Record<'space' | 'type' | 'components', readonly string[]>>;

async function readNames(ids: readonly number[]): Promise<Result<ReadonlyMap<number, Names>>> {
  if (ids.length === 0) return { ok: true, value: new Map() };
  const answer = await askJira('/rest/api/3/issue/bulkfetch', answerSchema, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json' },
    body: JSON.stringify({ issueIdsOrKeys: ids.map(String), fields: ['project', 'issuetype', 'components'] }),
  });
  if (!answer.ok) return answer;
  const names = answer.value.issues.map(({ id, fields }): [number, Names] => [
    Number(id),
    {
      space: [fields.project.name],
      type: [fields.issuetype.name],
      components: fields.components.map(({ name }) => name),
    },
  ]);
  return { ok: true, value: new Map(names) };
}
