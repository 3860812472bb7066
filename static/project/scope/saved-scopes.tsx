// The saved scopes of this space: choose one, save the present choice under a name, change or remove one. Removing asks
// first, since a schedule may run on it.

import Button from '@atlaskit/button/default/button';
import { Label } from '@atlaskit/form';
import { Inline, Text } from '@atlaskit/primitives/compiled';
import Textfield from '@atlaskit/textfield';
import { useState } from 'react';
import type { AnalysisScope, AppFailure, Result, SavedScopeView, ScopesView } from '../../../src/contract';
import { call } from '../../shared/api';
import { FailureMessage } from '../../shared/ui/failure-message';
import { Select } from '../../shared/ui/select';
import { useWords } from '../../shared/ui/words-context';
import { useAnswer } from '../../shared/use-answer';
import { isSameScope, scopeOf } from './scope-draft';
import styles from './scope.module.css';

interface SavedScopesProps {
  readonly projectId: number;
  readonly scope: AnalysisScope;
  /** The present choice can be saved. */
  readonly isComplete: boolean;
  readonly onChoose: (scope: AnalysisScope) => void;
}

interface Option {
  readonly value: string;
  readonly label: string;
}

export function SavedScopes({ projectId, scope, isComplete, onChoose }: SavedScopesProps) {
  const words = useWords();
  const { value, failure, reload, show } = useAnswer('scopes.list', { projectId });
  const [chosenId, setChosenId] = useState<string | null>(null);
  const [name, setName] = useState('');
  const [isRemoving, setIsRemoving] = useState(false);
  const [notSaved, setNotSaved] = useState<AppFailure | null>(null);
  if (failure) return <FailureMessage failure={failure} onRetry={reload} />;
  if (value === null || (!value.canChange && value.scopes.length === 0)) return null;
  const { scopes, version, canChange } = value;
  const chosen = scopes.find(({ id }) => id === chosenId) ?? null;
  const options = scopes.map((one): Option => ({ value: one.id, label: one.name }));

  const take = (result: Result<ScopesView>): boolean => {
    setNotSaved(result.ok ? null : result.failure);
    if (result.ok) show(result.value);
    else if (result.failure.code === 'CONFLICT') reload();
    return result.ok;
  };
  /** What it covers stays, also where the present choice is another one already. */
  const rename = async (known: SavedScopeView) => {
    const result = await call('scopes.save', {
      projectId,
      expectedVersion: version,
      scope: { ...scopeOf(known), id: known.id, name: name.trim() },
    });
    if (take(result)) setName('');
  };
  const save = async (kept: Pick<SavedScopeView, 'name'> & { readonly id: string | null }) => {
    const wanted = { ...scope, jql: scope.jql?.trim() || null, id: kept.id, name: kept.name.trim() };
    const result = await call('scopes.save', { projectId, expectedVersion: version, scope: wanted });
    if (!take(result) || !result.ok) return;
    setName('');
    setChosenId(result.value.scopes.find((one) => one.name === wanted.name)?.id ?? null);
  };
  const remove = async ({ id }: SavedScopeView) => {
    setIsRemoving(false);
    if (take(await call('scopes.remove', { projectId, expectedVersion: version, scopeId: id }))) setChosenId(null);
  };

  return (
    <div className={styles.saved}>
      {scopes.length > 0 && (
        <div>
          <Label htmlFor="saved-scope">{words.say('scope.saved')}</Label>
          <Select<Option>
            inputId="saved-scope"
            options={options}
            value={options.find((option) => option.value === chosenId) ?? null}
            placeholder={words.say('scope.choose')}
            onChange={(option) => {
              const found = scopes.find(({ id }) => id === option?.value);
              setChosenId(found?.id ?? null);
              setIsRemoving(false);
              if (found) onChoose(scopeOf(found));
            }}
            menuPosition="fixed"
          />
        </div>
      )}
      {notSaved && <FailureMessage failure={notSaved} title={words.say('scope.notSaved')} />}
      {canChange && chosen && !isRemoving && (
        <Inline space="space.100" shouldWrap>
          <Button
            isDisabled={!isComplete || isSameScope(scope, scopeOf(chosen))}
            onClick={() => void save({ id: chosen.id, name: chosen.name })}
          >
            {words.say('scope.update', { name: chosen.name })}
          </Button>
          <Button appearance="subtle" onClick={() => setIsRemoving(true)}>
            {words.say('scope.remove')}
          </Button>
        </Inline>
      )}
      {chosen && isRemoving && (
        <Inline space="space.100" alignBlock="center" shouldWrap>
          <Text>{words.say('scope.removeConfirm', { name: chosen.name })}</Text>
          <Button appearance="danger" onClick={() => void remove(chosen)}>
            {words.say('scope.removeGo')}
          </Button>
          <Button appearance="subtle" onClick={() => setIsRemoving(false)}>
            {words.say('scope.keep')}
          </Button>
        </Inline>
      )}
      {canChange && (
        <div className={styles.name}>
          <div>
            <Label htmlFor="scope-name">{words.say('scope.name')}</Label>
            <Textfield
              id="scope-name"
              value={name}
              maxLength={80}
              onChange={({ currentTarget }) => setName(currentTarget.value)}
            />
          </div>
          <Button isDisabled={!isComplete || name.trim() === ''} onClick={() => void save({ id: null, name })}>
            {words.say('scope.save')}
          </Button>
          {chosen && name.trim() !== '' && name.trim() !== chosen.name && (
            <Button onClick={() => void rename(chosen)}>{words.say('scope.rename', { name: name.trim() })}</Button>
          )}
        </div>
      )}
    </div>
  );
}
