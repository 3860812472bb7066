// Groups and project roles as fields, for every form that says who belongs somewhere. They are kept by id and shown by the
// name that Jira has for them now.

import type { NamedRole, Result } from '../../src/contract';
import { call } from '../shared/api';
import type { TextKey } from '../shared/text';
import { useFound } from '../shared/use-found';
import { Field, helpIdOf } from '../shared/ui/field';
import { FoundSelect } from '../shared/ui/found-select';
import { Select } from '../shared/ui/select';
import { useWords } from '../shared/ui/words-context';

export interface Option<T> {
  readonly value: T;
  readonly label: string;
}

interface MembersFieldProps<T> {
  readonly id: string;
  readonly label: TextKey;
  readonly help: TextKey;
  readonly chosen: readonly Option<T>[];
  readonly onChange: (chosen: readonly Option<T>[]) => void;
}

export function GroupsField({ id, label, help, chosen, onChange }: MembersFieldProps<string>) {
  const words = useWords();
  const found = useFound(findGroups);
  return (
    <Field id={id} label={words.say(label)} help={words.say(help)}>
      <FoundSelect<Option<string>, true>
        inputId={id}
        isMulti
        found={found}
        value={chosen}
        placeholder="roles.choose"
        nothing="select.nothingFits"
        aria-describedby={helpIdOf(id)}
        onChange={onChange}
      />
    </Field>
  );
}

async function findGroups(query: string): Promise<Result<readonly Option<string>[]>> {
  const found = await call('roles.groups', { query });
  if (!found.ok) return found;
  return { ok: true, value: found.value.groups.map(({ id, name }) => ({ value: id, label: name })) };
}

interface RolesFieldProps extends MembersFieldProps<number> {
  readonly all: readonly NamedRole[];
}

export function RolesField({ id, label, help, all, chosen, onChange }: RolesFieldProps) {
  const words = useWords();
  return (
    <Field id={id} label={words.say(label)} help={words.say(help)}>
      <Select<Option<number>, true>
        inputId={id}
        isMulti
        options={all.map((role) => ({ value: role.id, label: role.name }))}
        value={chosen}
        placeholder={words.say('roles.choose')}
        onChange={onChange}
      />
    </Field>
  );
}
