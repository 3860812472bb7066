// "Mark as duplicate" as a dialog: what will happen, step by step and with reasons where something cannot, then what did
// happen, then its undo. Nothing is written before its button is pressed, and what is written is what was shown.

import { Button, Inline, Modal, ModalBody, ModalFooter, ModalHeader, ModalTitle, ModalTransition } from '@forge/react';
import { Spinner, Stack, Text } from '@forge/react';
import { useEffect, useState } from 'react';
import { isUndoable } from '../../static/shared/states';
import { call } from '../../static/shared/api';
import { failureSentence } from '../../static/shared/explain';
import type { MergeKeys } from '../../static/shared/merge-words';
import type { Words } from '../../static/shared/text';
import type { ActionView, AppFailure, MergePreview, Result } from '../contract';
import { MergePlan } from './merge-plan-view';
import { MergeResult, UndoPlan } from './merge-result-view';

export type MergeTask =
  | { readonly kind: 'merge'; readonly duplicateId: number; readonly canonicalId: number }
  | { readonly kind: 'undo'; readonly actionId: string };

interface MergeDialogProps {
  /** Null: closed. */
  readonly task: MergeTask | null;
  readonly words: Words;
  readonly close: (hasWritten: boolean) => void;
}

export function MergeDialog({ task, words, close }: MergeDialogProps) {
  return (
    <ModalTransition>
      {task === null ? null : <OpenDialog key={JSON.stringify(task)} task={task} words={words} close={close} />}
    </ModalTransition>
  );
}

/** What the dialog shows; `keys` are unknown for an action that was opened by its id. */
type Stage =
  | { readonly name: 'loading' }
  | { readonly name: 'failed'; readonly failure: AppFailure }
  | { readonly name: 'preview'; readonly preview: MergePreview }
  | { readonly name: 'undo'; readonly rehearsed: ActionView }
  | { readonly name: 'result'; readonly action: ActionView };

function OpenDialog({ task, words, close }: MergeDialogProps & { readonly task: MergeTask }) {
  const [asked, setAsked] = useState(task);
  const [stage, setStage] = useState<Stage>({ name: 'loading' });
  const [preview, setPreview] = useState<MergePreview | null>(null);
  const [isBusy, setIsBusy] = useState(false);
  const [hasWritten, setHasWritten] = useState(false);

  useEffect(() => {
    let isCurrent = true;
    void firstStage(asked).then((first) => {
      if (!isCurrent) return;
      setStage(first);
      if (first.name === 'preview') setPreview(first.preview);
    });
    return () => {
      isCurrent = false;
    };
  }, [asked]);

  const write = (send: Promise<Result<ActionView>>) => {
    setIsBusy(true);
    setHasWritten(true);
    void send.then((answer) => {
      setIsBusy(false);
      setStage(answer.ok ? { name: 'result', action: answer.value } : { name: 'failed', failure: answer.failure });
    });
  };
  const apply = (planToken: string) => write(call('review.applyMerge', { planToken }));
  const undo = (actionId: string) => write(call('review.undoAction', { actionId }));
  const swap = () => {
    if (asked.kind !== 'merge') return;
    setStage({ name: 'loading' });
    setAsked({ kind: 'merge', duplicateId: asked.canonicalId, canonicalId: asked.duplicateId });
  };
  const keys = preview === null ? null : { duplicate: preview.duplicate.key, canonical: preview.canonical.key };
  return (
    <Modal width="medium" onClose={() => close(hasWritten)}>
      <ModalHeader>
        <ModalTitle>{words.say(task.kind === 'undo' ? 'merge.undoTitle' : 'merge.title')}</ModalTitle>
      </ModalHeader>
      <ModalBody>
        <StageView stage={stage} keys={keys} words={words} swap={swap} />
      </ModalBody>
      <ModalFooter>
        <Inline space="space.100" rowSpace="space.100" shouldWrap>
          <Button appearance="subtle" onClick={() => close(hasWritten)}>
            {words.say(stage.name === 'result' ? 'merge.close' : 'merge.cancel')}
          </Button>
          <Act
            stage={stage}
            planToken={preview?.planToken ?? null}
            isBusy={isBusy}
            words={words}
            apply={apply}
            undo={undo}
          />
        </Inline>
      </ModalFooter>
    </Modal>
  );
}

async function firstStage(task: MergeTask): Promise<Stage> {
  if (task.kind === 'undo') {
    const answer = await call('review.previewUndo', { actionId: task.actionId });
    return answer.ok ? { name: 'undo', rehearsed: answer.value } : { name: 'failed', failure: answer.failure };
  }
  const { duplicateId, canonicalId } = task;
  const answer = await call('review.previewMerge', { duplicateId, canonicalId });
  return answer.ok ? { name: 'preview', preview: answer.value } : { name: 'failed', failure: answer.failure };
}

interface StageViewProps {
  readonly stage: Stage;
  readonly keys: MergeKeys | null;
  readonly words: Words;
  readonly swap: () => void;
}

function StageView({ stage, keys, words, swap }: StageViewProps) {
  switch (stage.name) {
    case 'loading':
      return (
        <Inline space="space.100" alignBlock="center">
          <Spinner size="small" label={words.say('merge.loading')} />
          <Text>{words.say('merge.loading')}</Text>
        </Inline>
      );
    case 'failed':
      return (
        <Stack space="space.100">
          <Text color="color.text.danger">{failureSentence(stage.failure, words)}</Text>
        </Stack>
      );
    case 'preview':
      return <MergePlan preview={stage.preview} words={words} swap={swap} />;
    case 'undo':
      return <UndoPlan rehearsed={stage.rehearsed} words={words} />;
    case 'result':
      return <MergeResult action={stage.action} keys={keys} words={words} />;
  }
}

interface ActProps {
  readonly stage: Stage;
  readonly planToken: string | null;
  readonly isBusy: boolean;
  readonly words: Words;
  readonly apply: (planToken: string) => void;
  readonly undo: (actionId: string) => void;
}

/** The one button that writes, as far as there is one. */
function Act({ stage, planToken, isBusy, words, apply, undo }: ActProps) {
  const button = (text: string, onClick: () => void, isPrimary = false) => (
    <Button appearance={isPrimary ? 'primary' : 'default'} isDisabled={isBusy} onClick={onClick}>
      {text}
    </Button>
  );
  if (stage.name === 'preview' && planToken !== null) {
    return button(words.say('merge.apply'), () => apply(planToken), true);
  }
  if (stage.name === 'undo') {
    return button(words.say('merge.undo'), () => undo(stage.rehearsed.actionId), true);
  }
  if (stage.name !== 'result') return null;
  const { state, actionId } = stage.action;
  if (state === 'interrupted' && planToken !== null)
    return button(words.say('merge.goOn'), () => apply(planToken), true);
  return isUndoable(stage.action) ? button(words.say('merge.undo'), () => undo(actionId)) : null;
}
