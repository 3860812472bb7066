// The exact links that a repair adds and removes, then the click, then how each one went. A finding that is no longer what
// was shown is left alone and said so.

import Button from '@atlaskit/button/default/button';
import Lozenge, { type ThemeAppearance } from '@atlaskit/lozenge';
import { ModalBody, ModalFooter } from '@atlaskit/modal-dialog';
import { Stack, Text } from '@atlaskit/primitives/compiled';
import { useState } from 'react';
import type { AnswerOf, AppFailure, GraphProblem } from '../../../src/contract';
import { call } from '../../shared/api';
import type { TextKey, Words } from '../../shared/text';
import { Dialog } from '../../shared/ui/dialog';
import { FailureMessage } from '../../shared/ui/failure-message';
import { useWords } from '../../shared/ui/words-context';
import styles from './review.module.css';

type RepairState = AnswerOf<'review.repair'>['results'][number]['state'];

const states: Readonly<Record<RepairState, readonly [TextKey, ThemeAppearance]>> = {
  repaired: ['health.repaired', 'success'],
  gone: ['health.gone', 'default'],
  failed: ['bulk.rowFailed', 'removed'],
};

export function repairSentences({ repair, issues }: GraphProblem, words: Words): readonly string[] {
  const keyOf = (id: number): string => issues.find((issue) => issue.id === id)?.key ?? words.say('bulk.hidden');
  return (repair ?? []).map(({ kind, duplicateId, canonicalId }) =>
    words.say(kind === 'add-link' ? 'health.addLink' : 'health.removeLink', {
      duplicate: keyOf(duplicateId),
      canonical: keyOf(canonicalId),
    }),
  );
}

interface RepairDialogProps {
  readonly projectId: number;
  readonly problems: readonly GraphProblem[];
  readonly onClose: (hasWritten: boolean) => void;
}

export function RepairDialog({ projectId, problems, onClose }: RepairDialogProps) {
  const words = useWords();
  const [results, setResults] = useState<AnswerOf<'review.repair'>['results'] | null>(null);
  const [failure, setFailure] = useState<AppFailure | null>(null);
  const [isBusy, setIsBusy] = useState(false);
  const [hasTried, setHasTried] = useState(false);

  const repair = async () => {
    setIsBusy(true);
    setFailure(null);
    setHasTried(true);
    const result = await call('review.repair', { projectId, problemIds: problems.map(({ problemId }) => problemId) });
    setIsBusy(false);
    if (result.ok) setResults(result.value.results);
    else setFailure(result.failure);
  };

  return (
    <Dialog title={words.say('health.repairTitle')} onClose={() => onClose(hasTried)}>
      <ModalBody>
        <Stack space="space.200">
          {failure && <FailureMessage failure={failure} title={words.say('health.notRepaired')} />}
          <Text>{words.say('health.repairText')}</Text>
          <div role="status">
            <ul className={styles.steps}>
              {problems.map((problem) => {
                const result = results?.find(({ problemId }) => problemId === problem.problemId);
                return (
                  <li key={problem.problemId} className={styles.step}>
                    <span className={styles.stepName}>{repairSentences(problem, words).join(' ')}</span>
                    {result && (
                      <Lozenge appearance={states[result.state][1]}>{words.say(states[result.state][0])}</Lozenge>
                    )}
                    {result?.detail && <span className={styles.because}>{result.detail}</span>}
                  </li>
                );
              })}
            </ul>
          </div>
        </Stack>
      </ModalBody>
      <ModalFooter>
        <Button appearance="subtle" onClick={() => onClose(hasTried)}>
          {words.say(results === null ? 'merge.cancel' : 'merge.close')}
        </Button>
        {results === null && (
          <Button appearance="primary" onClick={() => void repair()} isLoading={isBusy}>
            {words.say('health.go')}
          </Button>
        )}
      </ModalFooter>
    </Dialog>
  );
}
