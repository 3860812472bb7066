// What groups of pairs are called. The backend names a space, a type or a component by work items that have it; what these
// are called is read from Jira as the viewer, so a name appears only to who may read it anyway.

import { requestJira } from '@forge/bridge';
import * as v from 'valibot';
import type { Breakdown } from '../../../src/contract';

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
export async function readGroupNames(groups: Groups): Promise<NamedGroups> {
  const all = [...groups.spaces, ...groups.types, ...groups.components];
  const ids = [...new Set(all.flatMap(({ exampleIds }) => exampleIds))];
  const facts = await readNames(ids);
  const named = (some: readonly Breakdown[], namesOf: (id: number) => readonly string[]): NamedGroup[] =>
    some.flatMap((group) => {
      const [name] = inCommon(group.exampleIds.map(namesOf).filter((names) => names.length > 0));
      return name === undefined ? [] : [{ ...group, name }];
    });
  return {
    spaces: named(groups.spaces, (id) => facts.get(id)?.space ?? []),
    types: named(groups.types, (id) => facts.get(id)?.type ?? []),
    components: named(groups.components, (id) => facts.get(id)?.components ?? []),
  };
}

/** Of three work items of one component, what all three have is that component. */
function inCommon(lists: readonly (readonly string[])[]): readonly string[] {
  const [first, ...others] = lists;
  return (first ?? []).filter((name) => others.every((names) => names.includes(name)));
}

type Names = Readonly<Record<'space' | 'type' | 'components', readonly string[]>>;

async function readNames(ids: readonly number[]): Promise<ReadonlyMap<number, Names>> {
  if (ids.length === 0) return new Map();
  const response = await requestJira('/rest/api/3/issue/bulkfetch', {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json' },
    body: JSON.stringify({ issueIdsOrKeys: ids.map(String), fields: ['project', 'issuetype', 'components'] }),
  });
  const parsed = v.safeParse(answerSchema, response.ok ? await response.json() : null);
  // Without names the figures above still stand; the groups are left out.
  if (!parsed.success) return new Map();
  return new Map(
    parsed.output.issues.map(({ id, fields }) => [
      Number(id),
      {
        space: [fields.project.name],
        type: [fields.issuetype.name],
        components: fields.components.map(({ name }) => name),
      },
    ]),
  );
}
