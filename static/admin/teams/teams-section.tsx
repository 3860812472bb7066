// The teams of the site: who belongs to one and what it owns, each in a line. Every change takes effect at once for
// everybody's filters and can be taken back here.

import Button from '@atlaskit/button/default/button';
import EmptyState from '@atlaskit/empty-state';
import Heading from '@atlaskit/heading';
import { ModalTransition } from '@atlaskit/modal-dialog';
import { Inline, Stack, Text } from '@atlaskit/primitives/compiled';
import { showFlag } from '@forge/bridge';
import { useState } from 'react';
import type { AppFailure, Result, Team, TeamsView } from '../../../src/contract';
import { call } from '../../shared/api';
import { FailureMessage } from '../../shared/ui/failure-message';
import type { TextKey, Words } from '../../shared/text';
import { useWords } from '../../shared/ui/words-context';
import styles from '../admin.module.css';
import { Answered } from '../answered';
import { useAnswer } from '../use-answer';
import { TeamDialog } from './team-dialog';

export function TeamsSection() {
  const { answer, ask } = useAnswer('teams.read', {});
  return (
    <Answered answer={answer} onRetry={ask}>
      {(view) => <Teams view={view} onChanged={ask} />}
    </Answered>
  );
}

function Teams({ view, onChanged }: { readonly view: TeamsView; readonly onChanged: () => void }) {
  const words = useWords();
  /** Null: none is being edited; without a team it is a new one. */
  const [edited, setEdited] = useState<{ readonly team: Team | null } | null>(null);
  const [failure, setFailure] = useState<AppFailure | null>(null);
  const [isBusy, setIsBusy] = useState(false);
  const { version, teams, canUndo } = view;

  const settle = (answer: Result<TeamsView>, done: TextKey) => {
    setFailure(answer.ok ? null : answer.failure);
    if (!answer.ok) return;
    void showFlag({ id: 'teams-saved', type: 'success', title: words.say(done), isAutoDismiss: true });
    onChanged();
  };
  const change = async (answer: Promise<Result<TeamsView>>, done: TextKey) => {
    setIsBusy(true);
    settle(await answer, done);
    setIsBusy(false);
  };

  return (
    <Stack space="space.200">
      <Heading as="h2" size="medium">
        {words.say('teams.title')}
      </Heading>
      <Text>{words.say('teams.intro')}</Text>
      {failure && <FailureMessage failure={failure} title={words.say('admin.saveFailed')} onRetry={onChanged} />}
      <Inline space="space.100" shouldWrap>
        <Button appearance="primary" isDisabled={isBusy} onClick={() => setEdited({ team: null })}>
          {words.say('teams.add')}
        </Button>
        {canUndo && (
          <Button
            appearance="subtle"
            isDisabled={isBusy}
            onClick={() => void change(call('teams.undo', { version }), 'settings.undone')}
          >
            {words.say('settings.undo')}
          </Button>
        )}
      </Inline>
      {teams.length === 0 ? (
        <EmptyState headingLevel={3} header={words.say('teams.none')} description={words.say('teams.noneText')} />
      ) : (
        <div className={styles.table} tabIndex={0} role="region" aria-label={words.say('teams.title')}>
          <table className={styles.plainTable}>
            <thead>
              <tr>
                <th scope="col">{words.say('teams.name')}</th>
                <th scope="col">{words.say('teams.members')}</th>
                <th scope="col">{words.say('teams.owns')}</th>
                <th scope="col">{words.say('teams.actions')}</th>
              </tr>
            </thead>
            <tbody>
              {teams.map((team) => (
                <tr key={team.id}>
                  <th scope="row">{team.name}</th>
                  <td>{membersOf(team, view, words)}</td>
                  <td>{ownsOf(team, words)}</td>
                  <td>
                    <Inline space="space.050" shouldWrap>
                      <Button
                        spacing="compact"
                        isDisabled={isBusy}
                        aria-label={words.say('teams.editNamed', { name: team.name })}
                        onClick={() => setEdited({ team })}
                      >
                        {words.say('teams.edit')}
                      </Button>
                      <Button
                        spacing="compact"
                        appearance="subtle"
                        isDisabled={isBusy}
                        aria-label={words.say('teams.removeNamed', { name: team.name })}
                        onClick={() => void change(call('teams.remove', { version, teamId: team.id }), 'teams.removed')}
                      >
                        {words.say('teams.remove')}
                      </Button>
                    </Inline>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      <ModalTransition>
        {edited && (
          <TeamDialog
            team={edited.team}
            view={view}
            onSaved={(saved) => {
              setEdited(null);
              settle({ ok: true, value: saved }, 'teams.saved');
            }}
            onClose={() => setEdited(null)}
          />
        )}
      </ModalTransition>
    </Stack>
  );
}

function membersOf({ groupIds, roleIds }: Team, { groups, allRoles }: TeamsView, words: Words): string {
  const named = [
    ...groupIds.map((id) => groups.find((group) => group.id === id)?.name),
    ...roleIds.map((id) => allRoles.find((role) => role.id === id)?.name),
  ].map((name) => name ?? words.say('roles.gone'));
  return named.length === 0 ? words.say('teams.noMembers') : named.join(', ');
}

function ownsOf({ projectIds, components, jql }: Team, words: Words): string {
  const parts = [
    ...(projectIds.length === 0 ? [] : [words.say('teams.spaceCount', { count: projectIds.length })]),
    ...(components.length === 0 ? [] : [words.say('teams.componentCount', { count: components.length })]),
    ...(jql === null ? [] : [words.say('teams.condition', { jql })]),
  ];
  return parts.length === 0 ? words.say('teams.ownsNothing') : parts.join(' · ');
}
