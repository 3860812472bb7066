// The candidates of one work item in three lists: possible duplicates, what is merely similar, and what looks alike and
// was done before. What somebody has decided stands apart, where it can be taken back.

import { Badge, Inline, Stack, Text } from '@forge/react';
import { useState } from 'react';
import type { Words } from '../../static/shared/text';
import type { CandidatesView, PanelCandidate } from '../contract';
import { AddDialog } from './add-dialog';
import { CandidateEntry, type EntryActions } from './candidate-entry';
import { CompareDialog } from './compare-dialog';
import { Decided } from './decided';
import { Elsewhere } from './elsewhere';
import { ListHeading } from './list-heading';
import { MergeDialog, type MergeTask } from './merge-dialog';
import { sortCandidates } from './sort-candidates';
import { Threshold } from './threshold';
import { useDecisions } from './use-decisions';

type Ready = Extract<CandidatesView, { state: 'ready' }>;

/** The work item that the panel stands on. */
export interface PanelIssue {
  readonly id: number;
  readonly key: string;
}

interface CandidatesProps {
  readonly issue: PanelIssue;
  readonly view: Ready;
  readonly words: Words;
  /** After something was written to Jira. */
  readonly reload: () => void;
}

export function Candidates({ issue, view, words, reload }: CandidatesProps) {
  const [threshold, setThreshold] = useState(view.threshold);
  const [kept, setKept] = useState(view.threshold);
  const [compared, setCompared] = useState<PanelCandidate | null>(null);
  const [addedTo, setAddedTo] = useState<PanelCandidate | null>(null);
  const [task, setTask] = useState<MergeTask | null>(null);
  const decisions = useDecisions(issue.id, words);
  const sorted = sortCandidates(decisions.current(view.candidates), threshold);
  const { duplicates, similar, fixedBefore, decided, hiddenCount } = sorted;
  const isNothing = duplicates.length + similar.length + fixedBefore.length === 0;
  const actions: EntryActions = {
    compare: setCompared,
    merge: (candidate) => setTask({ kind: 'merge', ...newerIsDuplicate(issue, candidate) }),
    add: setAddedTo,
    decide: decisions.decide,
  };
  const list = { words, actions, savingId: decisions.savingId };
  return (
    <Stack space="space.200">
      {isNothing ? <Text>{nothingSentence(hiddenCount, threshold, words)}</Text> : null}
      {decisions.notice === null ? null : <Text color="color.text.danger">{decisions.notice}</Text>}
      <List {...list} title={words.say('panel.duplicates')} candidates={duplicates} isStrong />
      <List {...list} title={words.say('panel.similar')} candidates={similar} />
      <List
        {...list}
        title={words.say('panel.fixedBefore')}
        help={words.say('panel.fixedBeforeHelp')}
        candidates={fixedBefore}
      />
      <Decided
        candidates={decided}
        decisions={decisions}
        words={words}
        undoAction={(actionId) => setTask({ kind: 'undo', actionId })}
      />
      <Elsewhere issueId={issue.id} words={words} />
      {view.candidates.length === 0 ? null : (
        <Threshold
          value={threshold}
          kept={kept}
          site={view.siteThreshold}
          hiddenCount={hiddenCount}
          words={words}
          onMove={setThreshold}
          onKept={setKept}
        />
      )}
      <Footnote view={view} words={words} />
      <CompareDialog issue={issue} candidate={compared} words={words} close={() => setCompared(null)} />
      <AddDialog
        issue={issue}
        candidate={addedTo}
        words={words}
        close={() => setAddedTo(null)}
        markDuplicate={(candidate) => {
          setAddedTo(null);
          setTask({ kind: 'merge', duplicateId: issue.id, canonicalId: candidate.issue.id });
        }}
      />
      <MergeDialog
        task={task}
        words={words}
        close={(hasWritten) => {
          setTask(null);
          if (hasWritten) reload();
        }}
      />
    </Stack>
  );
}

/** Who reported first is kept; ids grow with time. The dialog offers the other direction. */
function newerIsDuplicate(issue: PanelIssue, candidate: PanelCandidate) {
  const other = candidate.issue;
  return { duplicateId: Math.max(issue.id, other.id), canonicalId: Math.min(issue.id, other.id) };
}

function nothingSentence(hiddenCount: number, threshold: number, words: Words): string {
  if (hiddenCount === 0) return words.say('panel.nothing');
  return words.say('panel.nothingAt', { percent: words.percent(threshold) });
}

interface ListProps {
  readonly title: string;
  readonly help?: string;
  readonly candidates: readonly PanelCandidate[];
  readonly words: Words;
  readonly actions: EntryActions;
  readonly savingId: number | null;
  readonly isStrong?: boolean;
}

function List({ title, help, candidates, words, actions, savingId, isStrong = false }: ListProps) {
  if (candidates.length === 0) return null;
  return (
    <Stack space="space.150">
      <Inline space="space.100" alignBlock="center">
        <ListHeading>{title}</ListHeading>
        <Badge appearance={isStrong ? 'primary' : 'default'}>{candidates.length}</Badge>
      </Inline>
      {help === undefined ? null : (
        <Text size="small" color="color.text.subtle">
          {help}
        </Text>
      )}
      {candidates.map((candidate) => (
        <CandidateEntry
          key={candidate.issue.id}
          candidate={candidate}
          words={words}
          actions={actions}
          isSaving={savingId !== null}
        />
      ))}
    </Stack>
  );
}

function Footnote({ view, words }: { readonly view: Ready; readonly words: Words }) {
  const { comparedIssues, finishedAt, isPartial, isStale, haveSettingsChanged } = view.coverage;
  const when = words.ago(finishedAt);
  const compared =
    comparedIssues === null
      ? words.say('panel.comparedSome', { when })
      : words.say('panel.compared', { count: comparedIssues, when });
  const notes = [
    compared,
    isPartial ? words.say('panel.partial') : '',
    isStale ? words.say('panel.stale') : '',
    haveSettingsChanged ? words.say('panel.settingsChanged') : '',
  ];
  return (
    <Stack space="space.050">
      {notes
        .filter((note) => note !== '')
        .map((note) => (
          <Text key={note} size="small" color="color.text.subtle">
            {note}
          </Text>
        ))}
    </Stack>
  );
}
