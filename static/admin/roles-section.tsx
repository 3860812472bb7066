// Who may do what: the table of roles, and the groups and project roles whose people manage spaces beside those who
// administer them in Jira.

import Button from '@atlaskit/button/default/button';
import Heading from '@atlaskit/heading';
import { Stack, Text } from '@atlaskit/primitives/compiled';
import { showFlag } from '@forge/bridge';
import { useState } from 'react';
import type { AnswerOf, AppFailure } from '../../src/contract';
import { call } from '../shared/api';
import { FailureMessage } from '../shared/ui/failure-message';
import { useWords } from '../shared/ui/words-context';
import styles from './admin.module.css';
import { Answered } from './answered';
import { ExplainRole } from './explain-role';
import { GroupsField, type Option, RolesField } from './member-fields';
import { useAnswer } from './use-answer';

type Roles = AnswerOf<'roles.read'>;

export function RolesSection() {
  const words = useWords();
  const { answer, ask } = useAnswer('roles.read', {});
  return (
    <Answered answer={answer} onRetry={ask}>
      {(roles) => (
        <Stack space="space.400">
          <Stack space="space.200">
            <Heading as="h2" size="medium">
              {words.say('roles.title')}
            </Heading>
            <Text>{words.say('roles.intro')}</Text>
            <CapabilityTable capabilities={roles.capabilities} />
          </Stack>
          <ManagersForm key={roles.version} roles={roles} onSaved={ask} />
          <ExplainRole />
        </Stack>
      )}
    </Answered>
  );
}

function CapabilityTable({ capabilities }: Pick<Roles, 'capabilities'>) {
  const words = useWords();
  const ranks = { user: 0, manager: 1, admin: 2 } as const;
  const roles = ['user', 'manager', 'admin'] as const;
  return (
    <div className={styles.table} tabIndex={0} role="region" aria-label={words.say('roles.title')}>
      <table className={styles.plainTable}>
        <thead>
          <tr>
            <th scope="col">{words.say('roles.column')}</th>
            {roles.map((role) => (
              <th key={role} scope="col">
                {words.say(`role.${role}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {capabilities.map(({ capability, role }) => (
            <tr key={capability}>
              <th scope="row">{words.say(`capability.${capability}`)}</th>
              {roles.map((one) => (
                <td key={one}>{words.say(ranks[one] >= ranks[role] ? 'roles.yes' : 'roles.no')}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function ManagersForm({ roles, onSaved }: { readonly roles: Roles; readonly onSaved: () => void }) {
  const words = useWords();
  const gone = words.say('roles.gone');
  const [groups, setGroups] = useState<readonly Option<string>[]>(
    roles.managerGroups.map(({ id, name }) => ({ value: id, label: name ?? gone })),
  );
  const [projectRoles, setProjectRoles] = useState<readonly Option<number>[]>(
    roles.managerRoles.map(({ id, name }) => ({ value: id, label: name ?? gone })),
  );
  const [failure, setFailure] = useState<AppFailure | null>(null);
  const [isSaving, setIsSaving] = useState(false);

  const save = async () => {
    setIsSaving(true);
    const saved = await call('roles.save', {
      version: roles.version,
      managerGroupIds: groups.map(({ value }) => value),
      managerRoleIds: projectRoles.map(({ value }) => value),
    });
    setIsSaving(false);
    setFailure(saved.ok ? null : saved.failure);
    if (!saved.ok) return;
    void showFlag({ id: 'saved', type: 'success', title: words.say('roles.saved'), isAutoDismiss: true });
    onSaved();
  };

  return (
    <div className={styles.form}>
      <Stack space="space.200" alignInline="stretch">
        <Heading as="h2" size="medium">
          {words.say('roles.managers')}
        </Heading>
        {failure && <FailureMessage failure={failure} title={words.say('admin.saveFailed')} />}
        <GroupsField id="groups" label="roles.groups" help="roles.groupsHelp" chosen={groups} onChange={setGroups} />
        <RolesField
          id="project-roles"
          label="roles.projectRoles"
          help="roles.projectRolesHelp"
          all={roles.allRoles}
          chosen={projectRoles}
          onChange={setProjectRoles}
        />
        <div>
          <Button appearance="primary" isLoading={isSaving} onClick={() => void save()}>
            {words.say('admin.save')}
          </Button>
        </div>
      </Stack>
    </div>
  );
}
