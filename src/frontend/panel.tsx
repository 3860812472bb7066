// The panel on a work item: what else is about the same thing. Drawn by Jira itself (UI Kit), so it is only told what
// to show. Every state of the contract has its own sentence; an error is never shown as "nothing found".

import ForgeReconciler, { Button, Inline, SectionMessage, Spinner, Stack, Text, useProductContext } from '@forge/react';
import { useCallback, useEffect, useState } from 'react';
import { call } from '../../static/shared/api';
import { failureSentence } from '../../static/shared/explain';
import { openSpacePage } from '../../static/shared/open-space-page';
import type { Words } from '../../static/shared/text';
import type { CandidatesView, Result } from '../contract';
import { Candidates, type PanelIssue } from './candidates';
import { ListLevel } from './list-heading';
import { usePersonWords } from './person-words';

/** As in manifest.yml: the action under a work item shows the same in a dialog. */
const dialogKey = 'find-duplicates';
const pollMs = 3_000;
const roundsForFresh = 5;

function Panel() {
  const context = useProductContext();
  const issue = { id: Number(context?.extension.issue?.id), key: String(context?.extension.issue?.key) };
  const projectKey = String(context?.extension.project?.key);
  const words = usePersonWords(context?.locale);
  const [answer, reload] = useCandidates(issue.id);

  if (context === undefined || answer === null) return <Loading words={words} />;
  if (!answer.ok) {
    return (
      <Notice appearance="error" title={words.say('failure.title')}>
        {failureSentence(answer.failure, words)}
        <Button onClick={reload} spacing="compact">
          {words.say('panel.retry')}
        </Button>
      </Notice>
    );
  }
  return (
    <ListLevel.Provider value={context.moduleKey === dialogKey ? 'h2' : 'h3'}>
      <Answer view={answer.value} words={words} issue={issue} projectKey={projectKey} reload={reload} />
    </ListLevel.Provider>
  );
}

interface AnswerProps {
  readonly view: CandidatesView;
  readonly words: Words;
  readonly issue: PanelIssue;
  readonly projectKey: string;
  readonly reload: () => void;
}

function Answer({ view, words, issue, projectKey, reload }: AnswerProps) {
  switch (view.state) {
    case 'never-scanned':
      return (
        <Notice appearance="information" title={words.say('panel.never')}>
          {words.say(view.canStart ? 'panel.neverCanStart' : 'panel.neverCannotStart')}
          {view.canStart ? (
            <Button spacing="compact" onClick={() => openSpacePage(projectKey)}>
              {words.say('panel.open')}
            </Button>
          ) : null}
        </Notice>
      );
    case 'indexing':
      return (
        <Notice appearance="information" title={words.say('panel.indexing')}>
          {words.say('panel.indexingText', { percent: words.percent(view.progress.fraction) })}
        </Notice>
      );
    case 'not-covered':
      return (
        <Notice appearance="information" title={words.say('panel.notCovered')}>
          {words.say('panel.notCoveredSoon')}
        </Notice>
      );
    case 'ready':
      return <Candidates key={issue.id} issue={issue} view={view} words={words} reload={reload} />;
  }
}

function Loading({ words }: { words: Words }) {
  return (
    <Inline space="space.100" alignBlock="center">
      <Spinner size="small" label={words.say('panel.loading')} />
      <Text>{words.say('panel.loading')}</Text>
    </Inline>
  );
}

interface NoticeProps {
  readonly appearance: 'information' | 'error';
  readonly title: string;
  /** The sentence, then at most one button. */
  readonly children: React.ReactNode;
}

function Notice({ appearance, title, children }: NoticeProps) {
  const [sentence, button] = Array.isArray(children) ? children : [children];
  return (
    <SectionMessage appearance={appearance} title={title}>
      <Stack space="space.100" alignInline="start">
        <Text>{sentence}</Text>
        {button}
      </Stack>
    </SectionMessage>
  );
}

/** An analysis takes as long as it takes; what was just created is compared within seconds or by the next analysis. */
function isWorthWaiting({ state }: CandidatesView, round: number): boolean {
  return state === 'indexing' || (state === 'not-covered' && round < roundsForFresh);
}

/** Asks once, then again as long as an answer may be on its way. A late answer for another work item is dropped. */
function useCandidates(issueId: number): [Result<CandidatesView> | null, () => void] {
  const [answer, setAnswer] = useState<Result<CandidatesView> | null>(null);
  const [round, setRound] = useState(0);
  const again = useCallback(() => setRound((before) => before + 1), []);
  useEffect(() => {
    if (!Number.isSafeInteger(issueId)) return;
    let isCurrent = true;
    let timer: ReturnType<typeof setTimeout> | undefined;
    void call('panel.candidates', { issueId }).then((result) => {
      if (!isCurrent) return;
      setAnswer(result);
      if (result.ok && isWorthWaiting(result.value, round)) timer = setTimeout(again, pollMs);
    });
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [issueId, round, again]);
  return [answer, again];
}

ForgeReconciler.render(<Panel />);
