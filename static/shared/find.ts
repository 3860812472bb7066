// The searches behind fields that choose a space or a person, each as the person who looks.

import type { Result } from '../../src/contract';
import { call } from './api';
import { searchPeople } from './as-viewer';

export interface SpaceOption {
  readonly value: number;
  readonly label: string;
}

export async function findSpaces(query: string): Promise<Result<readonly SpaceOption[]>> {
  const found = await call('project.choices', { query });
  if (!found.ok) return found;
  return {
    ok: true,
    value: found.value.projects.map(({ id, key, name }) => ({ value: id, label: `${name} (${key})` })),
  };
}

export interface PersonOption {
  /** The account id. */
  readonly value: string;
  readonly label: string;
}

export async function findPeople(query: string): Promise<Result<readonly PersonOption[]>> {
  const found = await searchPeople(query);
  if (!found.ok) return found;
  return {
    ok: true,
    value: found.value.map(({ accountId, displayName }) => ({ value: accountId, label: displayName })),
  };
}
