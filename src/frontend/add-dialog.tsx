// "It exists already": the text of this work item, as its reporter changes it here, goes to the other one as a comment,
// with a vote and following. The text first, then what will happen, then what did; each can be gone back from.

import {
  Button,
  Inline,
  Label,
  Modal,
  ModalBody,
  ModalFooter,
  ModalHeader,
  ModalTitle,
  ModalTransition,
} from '@forge/react';
import { Spinner, Stack, Text, TextArea } from '@forge/react';
import { useEffect, useState } from 'react';
import { isUndoable } from '../../static/shared/states';
import { call } from '../../static/shared/api';
import { failureSentence } from '../../static/shared/explain';
import type { Words } from '../../static/shared/text';
import type { ActionView, AddPreview, AppFailure, PanelCandidate, Result } from '../contract';
import { AddPlan, AddResult } from './add-views';

interface AddDialogProps {
  readonly issue: { readonly id: number; readonly key: string };
  /** Null: closed. */
  readonly candidate: PanelCandidate | null;
  readonly words: Words;
  readonly close: () => void;
  /** Opens the dialog that marks this work item as a duplicate of the other one. */
  readonly markDuplicate: (candidate: PanelCandidate) => void;
}

export function AddDialog(props: AddDialogProps) {
  const { candidate } = props;
  return (
    <ModalTransition>
      {candidate === null ? null : <OpenDialog key={candidate.issue.id} {...props} candidate={candidate} />}
    </ModalTransition>
  );
}

type Stage =
  | { readonly name: 'text' }
  | { readonly name: 'preview'; readonly preview: AddPreview }
  | { readonly name: 'result'; readonly action: ActionView };

const mostCharacters = 30_000;

function OpenDialog({ issue, candidate, words, close, markDuplicate }: AddDialogProps & { candidate: PanelCandidate }) {
  const { id, key } = candidate.issue;
  const [text, setText] = useText(issue.id, id);
  const [stage, setStage] = useState<Stage>({ name: 'text' });
  const [planToken, setPlanToken] = useState<string | null>(null);
  const [failure, setFailure] = useState<AppFailure | null>(null);
  const [isBusy, setIsBusy] = useState(false);

  async function during<T>(sent: Promise<Result<T>>, take: (value: T) => void) {
    setIsBusy(true);
    const answer = await sent;
    setIsBusy(false);
    setFailure(answer.ok ? null : answer.failure);
    if (answer.ok) take(answer.value);
  }
  const written = (action: ActionView) => setStage({ name: 'result', action });
  const preview = (written: string) =>
    during(call('review.previewAdd', { issueId: id, text: written }), (shown) => {
      setPlanToken(shown.planToken);
      setStage({ name: 'preview', preview: shown });
    });
  const apply = (token: string, written: string, take: (action: ActionView) => void) =>
    during(call('review.applyAdd', { planToken: token, text: written }), take);
  const button = (label: string, onClick: () => void, isPrimary = false) => (
    <Button appearance={isPrimary ? 'primary' : 'default'} isDisabled={isBusy} onClick={onClick}>
      {label}
    </Button>
  );
  const rule = text === null ? null : textRule(text, words);
  return (
    <Modal width="medium" onClose={close}>
      <ModalHeader>
        <ModalTitle>{words.say('add.title', { key })}</ModalTitle>
      </ModalHeader>
      <ModalBody>
        <Stack space="space.100">
          {failure === null ? null : <Text color="color.text.danger">{failureSentence(failure, words)}</Text>}
          {stage.name === 'text' ? (
            <TextStage text={text} rule={rule} setText={setText} words={words} keys={{ key, own: issue.key }} />
          ) : null}
          {stage.name === 'preview' ? <AddPlan preview={stage.preview} text={text ?? ''} words={words} /> : null}
          {stage.name === 'result' ? <AddResult action={stage.action} issueKey={key} words={words} /> : null}
        </Stack>
      </ModalBody>
      <ModalFooter>
        <Inline space="space.100" rowSpace="space.100" shouldWrap>
          <Button appearance="subtle" onClick={close}>
            {words.say(stage.name === 'result' ? 'merge.close' : 'merge.cancel')}
          </Button>
          {stage.name === 'preview' ? button(words.say('add.back'), () => setStage({ name: 'text' })) : null}
          {stage.name === 'text' && text !== null && rule === null
            ? button(words.say('add.preview'), () => void preview(text), true)
            : null}
          {stage.name === 'preview' && planToken !== null && text !== null
            ? button(words.say('add.apply', { key }), () => void apply(planToken, text, written), true)
            : null}
          {stage.name === 'result' && stage.action.state === 'interrupted' && planToken !== null && text !== null
            ? button(words.say('merge.goOn'), () => void apply(planToken, text, written), true)
            : null}
          {stage.name === 'result' && isUndoable(stage.action)
            ? button(words.say('merge.undo'), () => {
                const { actionId } = stage.action;
                void during(call('review.undoAction', { actionId }), written);
              })
            : null}
          {stage.name === 'result' && stage.action.state === 'done'
            ? button(words.say('add.duplicateToo', { own: issue.key }), () => markDuplicate(candidate))
            : null}
        </Inline>
      </ModalFooter>
    </Modal>
  );
}

interface TextStageProps {
  /** Null while it is read. */
  readonly text: string | null;
  readonly rule: string | null;
  readonly setText: (text: string) => void;
  readonly words: Words;
  readonly keys: { readonly key: string; readonly own: string };
}

const textId = 'text-to-add';

function TextStage({ text, rule, setText, words, keys }: TextStageProps) {
  if (text === null) return <Spinner label={words.say('panel.loading')} />;
  return (
    <Stack space="space.100">
      <Text>{words.say('add.intro', keys)}</Text>
      <Label labelFor={textId}>{words.say('add.text')}</Label>
      <TextArea
        id={textId}
        minimumRows={8}
        defaultValue={text}
        onChange={(event) => setText(String(event.target.value))}
      />
      {rule === null ? null : <Text color="color.text.danger">{rule}</Text>}
    </Stack>
  );
}

/** What this work item says, to begin with: title, empty line, description. Null while it is read. */
function useText(ownId: number, otherId: number): [string | null, (text: string) => void] {
  const [text, setText] = useState<string | null>(null);
  useEffect(() => {
    let isCurrent = true;
    void call('compare.pair', { a: ownId, b: otherId }).then((answer) => {
      if (!isCurrent) return;
      // Without it people write for themselves; the work item itself keeps every word.
      if (!answer.ok) return setText('');
      const { summary, description } = answer.value;
      const [title, body] = [summary.a, description.a].map(({ parts }) =>
        parts
          .map((part) => part.text)
          .join('')
          .trim(),
      );
      setText(body === '' ? (title ?? '') : `${title}\n\n${body}`);
    });
    return () => {
      isCurrent = false;
    };
  }, [ownId, otherId]);
  return [text, setText];
}

/** Null: it can be sent. */
function textRule(text: string, words: Words): string | null {
  if (text.trim() === '') return words.say('add.needsText');
  return text.length > mostCharacters ? words.say('add.tooLong', { most: mostCharacters }) : null;
}
