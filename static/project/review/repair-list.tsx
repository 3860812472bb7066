// Repairs that were made in this space, each with the links it changed and a way back. Taking one back adds exactly the
// links that it removed and removes those that it added.

import Button from '@atlaskit/button/default/button';
import Heading from '@atlaskit/heading';
import Lozenge from '@atlaskit/lozenge';
import { Stack, Text } from '@atlaskit/primitives/compiled';
import { useCallback, useEffect, useState } from 'react';
import type { AppFailure, RepairView } from '../../../src/contract';
import { call } from '../../shared/api';
import type { Words } from '../../shared/text';
import { FailureMessage } from '../../shared/ui/failure-message';
import { useWords } from '../../shared/ui/words-context';
import { readIssues } from '../../shared/as-viewer';
import { personName } from './review-words';
import styles from './review.module.css';
import { usePeople } from './use-people';

interface RepairListProps {
  readonly projectId: number;
  readonly accountId: string;
  readonly onUndone: () => void;
}

export function RepairList({ projectId, accountId, onUndone }: RepairListProps) {
  const words = useWords();
  const [repairs, setRepairs] = useState<readonly RepairView[]>([]);
  const [failure, setFailure] = useState<AppFailure | null>(null);
  const [inHand, setInHand] = useState<string | null>(null);
  const names = usePeople(repairs.map(({ byAccountId }) => byAccountId));
  const keys = useKeys(repairs);
  const load = useCallback(() => {
    void call('review.repairs', { projectId }).then((result) => {
      setFailure(result.ok ? null : result.failure);
      if (result.ok) setRepairs(result.value.repairs);
    });
  }, [projectId]);
  useEffect(load, [load]);

  const undo = async (repairId: string) => {
    setInHand(repairId);
    const result = await call('review.undoRepair', { projectId, repairId });
    setInHand(null);
    setFailure(result.ok ? null : result.failure);
    if (!result.ok) return;
    setRepairs((before) => before.map((one) => (one.repairId === repairId ? result.value : one)));
    onUndone();
  };
  if (repairs.length === 0 && failure === null) return null;
  return (
    <section aria-labelledby="repair-list">
      <Stack space="space.150" alignInline="stretch">
        <Heading as="h2" size="small" id="repair-list">
          {words.say('health.repairs')}
        </Heading>
        {failure && <FailureMessage failure={failure} title={words.say('health.notUndone')} />}
        <ul className={styles.steps}>
          {repairs.map((repair) => {
            const who = personName(repair.byAccountId, { me: accountId, names }, words);
            const name = words.say('review.author', { who, when: words.ago(repair.at) });
            const canUndo = repair.links.some(({ state }) => state !== 'undone');
            return (
              <li key={repair.repairId} className={styles.problem}>
                <div />
                <Stack space="space.050" alignInline="start">
                  <Text weight="medium">{name}</Text>
                  {repair.links.map((link, position) => (
                    <LinkLine key={position} link={link} keys={keys} words={words} />
                  ))}
                  {canUndo && (
                    <Button
                      spacing="compact"
                      isLoading={inHand === repair.repairId}
                      aria-label={`${words.say('health.undo')}: ${name}`}
                      onClick={() => void undo(repair.repairId)}
                    >
                      {words.say('health.undo')}
                    </Button>
                  )}
                  {canUndo && (
                    <span className={styles.reasons}>
                      {words.say('history.undoUntil', { when: words.clockTime(repair.undoableUntil) })}
                    </span>
                  )}
                </Stack>
              </li>
            );
          })}
        </ul>
      </Stack>
    </section>
  );
}

interface LinkLineProps {
  readonly link: RepairView['links'][number];
  readonly keys: ReadonlyMap<number, string>;
  readonly words: Words;
}

function LinkLine({ link, keys, words }: LinkLineProps) {
  const { kind, duplicateId, canonicalId, state, detail } = link;
  const nameOf = (id: number): string => keys.get(id) ?? words.say('bulk.hidden');
  const names = { duplicate: nameOf(duplicateId), canonical: nameOf(canonicalId) };
  return (
    <span className={styles.named}>
      {words.say(kind === 'add-link' ? 'health.addedLink' : 'health.removedLink', names)}{' '}
      {state !== 'done' && (
        <Lozenge appearance={state === 'undone' ? 'success' : 'removed'}>{words.say(`stepState.${state}`)}</Lozenge>
      )}{' '}
      {detail}
    </span>
  );
}

function useKeys(repairs: readonly RepairView[]): ReadonlyMap<number, string> {
  const [keys, setKeys] = useState<ReadonlyMap<number, string>>(new Map());
  const ids = repairs.flatMap(({ links }) => links.flatMap((link) => [link.duplicateId, link.canonicalId]));
  const signature = [...new Set(ids)].join(' ');
  useEffect(() => {
    if (signature === '') return;
    void readIssues(signature.split(' ').map(Number)).then((result) => {
      if (result.ok) setKeys(new Map([...result.value.values()].map(({ id, key }) => [id, key])));
    });
  }, [signature]);
  return keys;
}
