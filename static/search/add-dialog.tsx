// "It is this one": the typed words become a comment there, with a vote and following. First what will happen and the
// comment as it will stand, then, by a click, exactly that, then how each step went and a way back.

import Button from '@atlaskit/button/default/button';
import Heading from '@atlaskit/heading';
import Lozenge from '@atlaskit/lozenge';
import { ModalBody, ModalFooter } from '@atlaskit/modal-dialog';
import { Stack, Text } from '@atlaskit/primitives/compiled';
import SectionMessage from '@atlaskit/section-message';
import Spinner from '@atlaskit/spinner';
import type { ActionView, IssueView, StepPreview, StepResult } from '../../src/contract';
import { addStepSentence, obstacleSentence, stepState } from '../shared/merge-words';
import { actionAppearances, stepAppearances } from '../shared/states';
import { Dialog } from '../shared/ui/dialog';
import { FailureMessage } from '../shared/ui/failure-message';
import { useWords } from '../shared/ui/words-context';
import { useAdd } from './use-add';
import type { Draft } from './use-live-search';
import styles from './search.module.css';

interface AddDialogProps {
  readonly issue: IssueView;
  readonly draft: Draft;
  /** True when the words stand there now, so that the form can be emptied. */
  readonly onClose: (isAdded: boolean) => void;
}

const mostCharacters = 30_000;

export function AddDialog({ issue, draft, onClose }: AddDialogProps) {
  const words = useWords();
  const text = textOf(draft);
  const isTooLong = text.length > mostCharacters;
  return (
    <Dialog title={words.say('add.title', { key: issue.key })} onClose={() => onClose(false)}>
      {isTooLong ? (
        <ModalBody>
          <SectionMessage appearance="warning">{words.say('add.tooLong', { most: mostCharacters })}</SectionMessage>
        </ModalBody>
      ) : (
        <Adding issue={issue} text={text} onClose={onClose} />
      )}
    </Dialog>
  );
}

/** Title, empty line, description: as it stands in the form. */
function textOf({ summary, description }: Draft): string {
  return [summary.trim(), description.trimEnd()].filter((part) => part.trim() !== '').join('\n\n');
}

function Adding({ issue, text, onClose }: { issue: IssueView; text: string; onClose: (isAdded: boolean) => void }) {
  const words = useWords();
  const { preview, action, failure, isBusy, canApply, canUndo, apply, undo } = useAdd(issue.id, text);
  const { key } = issue;
  return (
    <>
      <ModalBody>
        <Stack space="space.200">
          <Text weight="semibold">{`${key}: ${issue.summary}`}</Text>
          {failure && <FailureMessage failure={failure} />}
          {preview === null && !failure && (
            <div role="status">
              <Spinner label={words.say('merge.loading')} />
            </div>
          )}
          {preview?.planToken === null && (
            <SectionMessage appearance="warning">{words.say('add.notPossible', { key })}</SectionMessage>
          )}
          {action !== null && action.state !== 'previewed' && (
            <div role="status">
              <SectionMessage appearance={actionAppearances[action.state]}>
                {words.say(`addState.${action.state}`, { key })}
              </SectionMessage>
            </div>
          )}
          {preview !== null && <Steps steps={action?.steps ?? preview.steps} issueKey={key} />}
          {preview !== null && (
            <Stack space="space.100">
              <Heading as="h2" size="xsmall">
                {words.say('merge.comment')}
              </Heading>
              <div className={styles.comment} tabIndex={0} role="region" aria-label={words.say('merge.comment')}>
                {text}
              </div>
              <Text size="small" color="color.text.subtle">
                {words.say('add.undo')}
              </Text>
            </Stack>
          )}
        </Stack>
      </ModalBody>
      <ModalFooter>
        {/* Once it is done, the focus is on "Close": a second Enter must not undo it. */}
        <Button
          key={action === null ? 'cancel' : 'close'}
          appearance="subtle"
          autoFocus={action !== null}
          onClick={() => onClose(isAdded(action))}
        >
          {words.say(action === null ? 'merge.cancel' : 'merge.close')}
        </Button>
        {canUndo && (
          <Button isLoading={isBusy} onClick={undo}>
            {words.say('merge.undo')}
          </Button>
        )}
        {canApply && (
          <Button appearance="primary" isLoading={isBusy} autoFocus onClick={apply}>
            {action === null ? words.say('add.apply', { key }) : words.say('merge.goOn')}
          </Button>
        )}
      </ModalFooter>
    </>
  );
}

/** "Partly" can mean without the comment; then the words must stay in the form. */
function isAdded(action: ActionView | null): boolean {
  if (action === null || (action.state !== 'done' && action.state !== 'partly')) return false;
  return action.steps.some(({ kind, state }) => kind === 'comment' && (state === 'done' || state === 'already'));
}

function Steps({
  steps,
  issueKey,
}: {
  readonly steps: readonly (StepPreview | StepResult)[];
  readonly issueKey: string;
}) {
  const words = useWords();
  return (
    <ul className={styles.steps}>
      {steps.map((step) => (
        <li key={step.kind} className={styles.step}>
          <span>{addStepSentence(step.kind, issueKey, words)}</span>
          <Lozenge appearance={stepAppearances[step.state]}>{stepState(step, words)}</Lozenge>
          {step.obstacle !== null && (
            <span className={styles.because}>{obstacleSentence(step.obstacle, step.detail, words)}</span>
          )}
        </li>
      ))}
    </ul>
  );
}
