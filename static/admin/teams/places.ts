// What a team can own, by name: spaces and their components, read from Jira as the administrator who looks. What Jira does
// not name stays in the team and is called by its number.

import * as v from 'valibot';
import type { Result, TeamComponent } from '../../../src/contract';
import { askJira } from '../../shared/as-viewer';
import type { Option } from '../member-fields';

const idSchema = v.pipe(v.string(), v.regex(/^\d+$/), v.transform(Number));
const namedSchema = v.object({ id: idSchema, name: v.string() });
const spaceSchema = v.object({
  ...namedSchema.entries,
  key: v.string(),
  components: v.nullish(v.array(namedSchema), []),
});
type Space = v.InferOutput<typeof spaceSchema>;

export interface NamedPlaces {
  readonly spaces: readonly Option<number>[];
  readonly components: readonly Option<TeamComponent>[];
}

interface OwnedPlaces {
  readonly projectIds: readonly number[];
  readonly components: readonly TeamComponent[];
}

/** The names of everything that a team owns. */
export async function namePlaces(
  { projectIds, components }: OwnedPlaces,
  nameless: (id: number) => string,
): Promise<NamedPlaces> {
  const wanted = [...new Set([...projectIds, ...components.map(({ projectId }) => projectId)])];
  const answers = await Promise.all(wanted.map(readSpace));
  const spaces = new Map(answers.flatMap((answer) => (answer.ok ? [[answer.value.id, answer.value]] : [])));
  return {
    spaces: projectIds.map((id) => ({ value: id, label: spaceLabel(spaces.get(id)) ?? nameless(id) })),
    components: components.map((component) => {
      const space = spaces.get(component.projectId);
      const found = space?.components.find(({ id }) => id === component.id);
      return { value: component, label: space && found ? componentLabel(space, found.name) : nameless(component.id) };
    }),
  };
}

export async function componentsOf(projectId: number): Promise<Result<readonly Option<TeamComponent>[]>> {
  const space = await readSpace(projectId);
  if (!space.ok) return space;
  const options = space.value.components.map(({ id, name }) => ({
    value: { projectId, id },
    label: componentLabel(space.value, name),
  }));
  return { ok: true, value: options };
}

function readSpace(id: number): Promise<Result<Space>> {
  return askJira(`/rest/api/3/project/${id}`, spaceSchema, { headers: { accept: 'application/json' } });
}

function spaceLabel(space: Space | undefined): string | null {
  return space === undefined ? null : `${space.name} (${space.key})`;
}

function componentLabel({ key }: Space, name: string): string {
  return `${key}: ${name}`;
}
