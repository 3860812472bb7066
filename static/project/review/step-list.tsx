// The steps of one action as a list: what, in which state, and below it why. The same lines before, while and after an
// action is carried out, so that a person finds again what they have read.

import Lozenge from '@atlaskit/lozenge';
import type { StepPreview, StepResult } from '../../../src/contract';
import { stepAppearances } from '../../shared/states';
import { type MergeKeys, obstacleSentence, stepSentence, stepState } from '../../shared/merge-words';
import { useWords } from '../../shared/ui/words-context';
import styles from './review.module.css';

type AnyStep = Pick<StepResult, 'kind' | 'obstacle' | 'detail'> & {
  readonly state: StepPreview['state'] | StepResult['state'];
  readonly undo?: StepPreview['undo'];
};

interface StepListProps {
  readonly steps: readonly AnyStep[];
  readonly keys: MergeKeys;
  /** An undo that has not happened: what would be taken back, and what would stay. */
  readonly isRehearsal?: boolean;
}

export function StepList({ steps, keys, isRehearsal = false }: StepListProps) {
  const words = useWords();
  return (
    <ul className={styles.steps}>
      {steps
        .filter(({ state }) => state !== 'off')
        .map((step) => (
          <li key={step.kind} className={styles.step}>
            <span className={styles.stepName}>
              {stepSentence(step.obstacle === null ? step : { ...step, detail: null }, keys, words)}
            </span>
            <Lozenge appearance={stepAppearances[step.state]}>
              {isRehearsal && (step.state === 'undone' || step.state === 'not-undone')
                ? words.say(`undoState.${step.state}`)
                : stepState(step, words)}
            </Lozenge>
            {step.obstacle !== null && (
              <span className={styles.because}>{obstacleSentence(step.obstacle, step.detail, words)}</span>
            )}
            {step.state === 'planned' && step.undo === 'if-workflow-allows' && (
              <span className={styles.because}>{words.say('review.undoMaybe')}</span>
            )}
            {step.state === 'planned' && step.undo === 'never' && (
              <span className={styles.because}>{words.say('review.undoNever')}</span>
            )}
          </li>
        ))}
    </ul>
  );
}
