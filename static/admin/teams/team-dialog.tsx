// One team: its name, its people, and what it owns. What is wrong is said beside the fields by the backend, which asks Jira
// about the condition before anything is kept.

import Button from '@atlaskit/button/default/button';
import { HelperMessage, Label } from '@atlaskit/form';
import { ModalBody, ModalFooter } from '@atlaskit/modal-dialog';
import { Stack } from '@atlaskit/primitives/compiled';
import Textfield from '@atlaskit/textfield';
import { useEffect, useState } from 'react';
import type { AppFailure, Result, Team, TeamComponent, TeamsView } from '../../../src/contract';
import { call } from '../../shared/api';
import { findSpaces } from '../../shared/find';
import { useFound } from '../../shared/use-found';
import { Dialog } from '../../shared/ui/dialog';
import { FailureMessage } from '../../shared/ui/failure-message';
import { Field, helpIdOf } from '../../shared/ui/field';
import { FoundSelect } from '../../shared/ui/found-select';
import { Select } from '../../shared/ui/select';
import { useWords } from '../../shared/ui/words-context';
import { GroupsField, type Option, RolesField } from '../member-fields';
import { componentsOf, namePlaces } from './places';

interface TeamDialogProps {
  /** Null: a new one. */
  readonly team: Team | null;
  readonly view: TeamsView;
  readonly onSaved: (view: TeamsView) => void;
  readonly onClose: () => void;
}

interface Draft {
  readonly name: string;
  readonly jql: string;
  readonly groups: readonly Option<string>[];
  readonly roles: readonly Option<number>[];
  readonly spaces: readonly Option<number>[];
  readonly components: readonly Option<TeamComponent>[];
}

export function TeamDialog({ team, view, onSaved, onClose }: TeamDialogProps) {
  const words = useWords();
  const gone = words.say('roles.gone');
  const [draft, setDraft] = useState(() => draftOf(team, view, gone));
  const [failure, setFailure] = useState<AppFailure | null>(null);
  const [isSaving, setIsSaving] = useState(false);
  const foundSpaces = useFound(findSpaces);
  const set = (change: Partial<Draft>) => setDraft((before) => ({ ...before, ...change }));

  useEffect(() => {
    if (team === null) return;
    let isCurrent = true;
    void namePlaces(team, (id) => words.say('teams.nameless', { id: String(id) })).then((named) => {
      if (isCurrent) setDraft((before) => ({ ...before, ...named }));
    });
    return () => {
      isCurrent = false;
    };
  }, [team, words]);

  const save = async () => {
    setIsSaving(true);
    const saved = await call('teams.save', {
      version: view.version,
      teamId: team?.id ?? null,
      team: {
        name: draft.name,
        jql: draft.jql.trim() === '' ? null : draft.jql,
        groupIds: draft.groups.map(({ value }) => value),
        roleIds: draft.roles.map(({ value }) => value),
        projectIds: draft.spaces.map(({ value }) => value),
        components: draft.components.map(({ value }) => value),
      },
    });
    setIsSaving(false);
    setFailure(saved.ok ? null : saved.failure);
    if (saved.ok) onSaved(saved.value);
  };

  return (
    <Dialog title={team === null ? words.say('teams.add') : team.name} onClose={onClose}>
      <ModalBody>
        <Stack space="space.150" alignInline="stretch">
          {failure && <FailureMessage failure={failure} title={words.say('admin.saveFailed')} />}
          <Field id="team-name" label={words.say('teams.name')}>
            <Textfield
              id="team-name"
              value={draft.name}
              maxLength={60}
              isRequired
              autoFocus
              onChange={(event) => set({ name: event.currentTarget.value })}
            />
          </Field>
          <GroupsField
            id="team-groups"
            label="roles.groups"
            help="teams.groupsHelp"
            chosen={draft.groups}
            onChange={(groups) => set({ groups })}
          />
          <RolesField
            id="team-roles"
            label="roles.projectRoles"
            help="teams.rolesHelp"
            all={view.allRoles}
            chosen={draft.roles}
            onChange={(roles) => set({ roles })}
          />
          <Field id="team-spaces" label={words.say('teams.spaces')}>
            <FoundSelect<Option<number>, true>
              inputId="team-spaces"
              isMulti
              isInDialog
              found={foundSpaces}
              value={draft.spaces}
              placeholder="roles.choose"
              nothing="start.spacesNone"
              onChange={(spaces) => set({ spaces })}
            />
          </Field>
          <ComponentsField chosen={draft.components} onChange={(components) => set({ components })} />
          <Field id="team-jql" label={words.say('teams.jql')} help={words.say('teams.jqlHelp')}>
            <Textfield
              id="team-jql"
              value={draft.jql}
              isMonospaced
              maxLength={500}
              aria-describedby={helpIdOf('team-jql')}
              onChange={(event) => set({ jql: event.currentTarget.value })}
            />
          </Field>
        </Stack>
      </ModalBody>
      <ModalFooter>
        <Button appearance="subtle" onClick={onClose}>
          {words.say('start.cancel')}
        </Button>
        <Button
          appearance="primary"
          isLoading={isSaving}
          isDisabled={draft.name.trim() === ''}
          onClick={() => void save()}
        >
          {words.say('admin.save')}
        </Button>
      </ModalFooter>
    </Dialog>
  );
}

/** The names of places follow a moment later. */
function draftOf(team: Team | null, { groups, allRoles }: TeamsView, gone: string): Draft {
  return {
    name: team?.name ?? '',
    jql: team?.jql ?? '',
    groups: (team?.groupIds ?? []).map((id) => ({
      value: id,
      label: groups.find((group) => group.id === id)?.name ?? gone,
    })),
    roles: (team?.roleIds ?? []).map((id) => ({
      value: id,
      label: allRoles.find((role) => role.id === id)?.name ?? gone,
    })),
    spaces: (team?.projectIds ?? []).map((id) => ({ value: id, label: '…' })),
    components: (team?.components ?? []).map((component) => ({ value: component, label: '…' })),
  };
}

interface ComponentsFieldProps {
  readonly chosen: readonly Option<TeamComponent>[];
  readonly onChange: (chosen: readonly Option<TeamComponent>[]) => void;
}

/** Components stand in their spaces, so a space is named first; chosen ones of other spaces stay. */
function ComponentsField({ chosen, onChange }: ComponentsFieldProps) {
  const words = useWords();
  const foundSpaces = useFound(findSpaces);
  const [space, setSpace] = useState<Option<number> | null>(null);
  const [found, setFound] = useState<Result<readonly Option<TeamComponent>[]> | null>(null);
  const look = async (picked: Option<number> | null) => {
    setSpace(picked);
    setFound(picked === null ? null : await componentsOf(picked.value));
  };
  const options = found?.ok ? found.value : [];
  return (
    <>
      <div>
        <Label htmlFor="team-component-space">{words.say('teams.componentSpace')}</Label>
        <FoundSelect<Option<number>>
          inputId="team-component-space"
          isInDialog
          found={foundSpaces}
          value={space}
          placeholder="roles.choose"
          nothing="start.spacesNone"
          onChange={(picked) => void look(picked)}
        />
        {found?.ok && options.length === 0 && <HelperMessage>{words.say('teams.noComponents')}</HelperMessage>}
        {found && !found.ok && <FailureMessage failure={found.failure} />}
      </div>
      {(options.length > 0 || chosen.length > 0) && (
        <Field id="team-components" label={words.say('teams.components')}>
          <Select<Option<TeamComponent>, true>
            inputId="team-components"
            isMulti
            options={options}
            getOptionValue={({ value }) => String(value.id)}
            value={chosen}
            placeholder={words.say('roles.choose')}
            onChange={onChange}
          />
        </Field>
      )}
    </>
  );
}
