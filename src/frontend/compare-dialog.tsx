// Two work items side by side: their texts with the words that only one has and those that the match counted, which
// fields agree, and the history of each in one line.

import { Box, Heading, Inline, Link, Lozenge, Modal, ModalBody, ModalHeader, ModalTitle } from '@forge/react';
import { ModalTransition, Spinner, Stack, Text, xcss } from '@forge/react';
import { useEffect, useState } from 'react';
import { call } from '../../static/shared/api';
import { failureSentence, reasonsOf, tierName } from '../../static/shared/explain';
import type { Words } from '../../static/shared/text';
import type {
  ComparedText,
  Comparison,
  DemandView,
  FieldComparison,
  IssueView,
  PanelCandidate,
  Result,
} from '../contract';
import { Against, Status } from './candidate-entry';
import { Explanation } from './explanation';
import { MarkedText } from './marked-text';

interface CompareDialogProps {
  readonly issue: { readonly id: number; readonly key: string };
  /** Null: closed. */
  readonly candidate: PanelCandidate | null;
  readonly words: Words;
  readonly close: () => void;
}

export function CompareDialog({ issue, candidate, words, close }: CompareDialogProps) {
  return (
    <ModalTransition>
      {candidate === null ? null : (
        <Modal width="x-large" onClose={close}>
          <ModalHeader>
            <ModalTitle>{words.say('compare.title', { a: issue.key, b: candidate.issue.key })}</ModalTitle>
          </ModalHeader>
          <ModalBody>
            <Stack space="space.200">
              <Why candidate={candidate} words={words} />
              <Compared key={candidate.issue.id} issueId={issue.id} candidate={candidate} words={words} />
            </Stack>
          </ModalBody>
        </Modal>
      )}
    </ModalTransition>
  );
}

/** Without the shared words, which the texts below have in bold. */
function Why({ candidate, words }: { readonly candidate: PanelCandidate; readonly words: Words }) {
  const facts = reasonsOf(
    candidate.evidence.filter(({ kind }) => kind !== 'shared-terms'),
    words,
  );
  return (
    <Stack space="space.050">
      <Text weight="semibold">
        {`${words.say('match.label', { percent: words.percent(candidate.score) })} · ${tierName(candidate.tier, words)}`}
      </Text>
      {facts.length === 0 ? null : (
        <Text size="small" color="color.text.subtle">
          {facts.map(({ label }) => label).join(' · ')}
        </Text>
      )}
      <Against candidate={candidate} words={words} />
    </Stack>
  );
}

interface ComparedProps {
  readonly issueId: number;
  readonly candidate: PanelCandidate;
  readonly words: Words;
}

function Compared({ issueId: a, candidate, words }: ComparedProps) {
  const b = candidate.issue.id;
  const [answer, setAnswer] = useState<Result<Comparison> | null>(null);
  useEffect(() => {
    let isCurrent = true;
    void call('compare.pair', { a, b }).then((result) => {
      if (isCurrent) setAnswer(result);
    });
    return () => {
      isCurrent = false;
    };
  }, [a, b]);
  if (answer === null) return <Spinner label={words.say('panel.loading')} />;
  if (!answer.ok) return <Text color="color.text.danger">{failureSentence(answer.failure, words)}</Text>;
  const comparison = answer.value;
  return (
    <Stack space="space.200">
      <Text size="small" color="color.text.subtle">
        {words.say('compare.legend')}
      </Text>
      <Inline space="space.200" rowSpace="space.200" shouldWrap>
        <Side
          issue={comparison.a}
          summary={comparison.summary.a}
          description={comparison.description.a}
          words={words}
        />
        <Side
          issue={comparison.b}
          summary={comparison.summary.b}
          description={comparison.description.b}
          words={words}
        />
      </Inline>
      <Fields fields={comparison.fields} words={words} />
      {comparison.hasExplanations && candidate.tier === 'possible' ? <Explanation a={a} b={b} words={words} /> : null}
    </Stack>
  );
}

interface SideProps {
  readonly issue: IssueView;
  readonly summary: ComparedText;
  readonly description: ComparedText;
  readonly words: Words;
}

/** Half of the dialog, or all of it where half would be too narrow to read. */
const half = xcss({ width: '47%', minWidth: '240px' });

function Side({ issue, summary, description, words }: SideProps) {
  const demand = useDemand(issue.id);
  return (
    <Box xcss={half}>
      <Stack space="space.100">
        <Inline space="space.100" alignBlock="center" shouldWrap>
          <Link href={`/browse/${issue.key}`}>{issue.key}</Link>
          <Status issue={issue} />
        </Inline>
        <Text size="small" color="color.text.subtle">
          {historySentence(issue, words)}
        </Text>
        {demand === null ? null : (
          <Text size="small" weight="semibold">
            {words.say('compare.demand', { reports: demand.reports, people: demand.people, spaces: demand.projects })}
          </Text>
        )}
        <Heading as="h2" size="xsmall">
          {words.say('compare.summary')}
        </Heading>
        <MarkedText text={summary} words={words} />
        <Heading as="h2" size="xsmall">
          {words.say('compare.description')}
        </Heading>
        <MarkedText text={description} words={words} />
      </Stack>
    </Box>
  );
}

function historySentence({ created, updated, resolutionName }: IssueView, words: Words): string {
  const when = { created: words.ago(created), updated: words.ago(updated) };
  return resolutionName === null
    ? words.say('compare.history', when)
    : words.say('compare.historyResolved', { ...when, resolution: resolutionName });
}

/** A list and no table: four columns do not fit where the panel is read on a phone. */
function Fields({ fields, words }: { readonly fields: readonly FieldComparison[]; readonly words: Words }) {
  return (
    <Stack space="space.100">
      <Heading as="h2" size="xsmall">
        {words.say('compare.fields')}
      </Heading>
      {fields.map((field) => (
        <Inline key={field.field} space="space.100" alignBlock="center" shouldWrap>
          <Lozenge appearance={field.agrees ? 'success' : 'default'}>
            {words.say(field.agrees ? 'compare.agrees' : 'compare.differs')}
          </Lozenge>
          <Text>{fieldSentence(field, words)}</Text>
        </Inline>
      ))}
    </Stack>
  );
}

/** "Status: Done / To Do"; only the name of a field of which only agreement is told. */
function fieldSentence({ field, a, b, agrees }: FieldComparison, words: Words): string {
  const name = words.say(`compare.field.${field}`);
  if (a === null || b === null) return name;
  const [left, right] = [a, b].map((value) => (value === '' ? words.say('compare.none') : value));
  return agrees ? `${name}: ${left}` : `${name}: ${left} / ${right}`;
}

/** How much stands behind it; null while it is read, and where nobody but its reporter has reported it. */
function useDemand(issueId: number): DemandView | null {
  const [demand, setDemand] = useState<DemandView | null>(null);
  useEffect(() => {
    let isCurrent = true;
    void call('review.demand', { issueId }).then((answer) => {
      // The comparison is complete without this figure, so a failure leaves it out instead of standing in its way.
      if (isCurrent && answer.ok && answer.value.reports > 1) setDemand(answer.value);
    });
    return () => {
      isCurrent = false;
    };
  }, [issueId]);
  return demand;
}
