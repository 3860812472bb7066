// Two work items side by side: their texts with the words that only one has and those that the match counted, which
// fields agree, and the history of each in one line.

import {
  Box,
  DynamicTable,
  Heading,
  Inline,
  Link,
  Lozenge,
  Modal,
  ModalBody,
  ModalHeader,
  ModalTitle,
} from '@forge/react';
import { ModalTransition, Spinner, Stack, Text, xcss } from '@forge/react';
import { useEffect, useState } from 'react';
import { call } from '../../static/shared/api';
import { failureSentence } from '../../static/shared/explain';
import type { Words } from '../../static/shared/text';
import type { ComparedText, Comparison, FieldComparison, IssueView, PanelCandidate, Result } from '../contract';
import { Status } from './candidate-entry';
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
            <Compared key={candidate.issue.id} a={issue.id} b={candidate.issue.id} words={words} />
          </ModalBody>
        </Modal>
      )}
    </ModalTransition>
  );
}

function Compared({ a, b, words }: { readonly a: number; readonly b: number; readonly words: Words }) {
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
      <Fields comparison={comparison} words={words} />
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

function Fields({ comparison, words }: { readonly comparison: Comparison; readonly words: Words }) {
  const { a, b, fields } = comparison;
  const head = {
    cells: [
      { key: 'field', content: words.say('compare.field') },
      { key: 'a', content: a.key },
      { key: 'b', content: b.key },
      { key: 'agrees', content: words.say('compare.outcome') },
    ],
  };
  const rows = fields.map(({ field, agrees, ...values }) => ({
    key: field,
    cells: [
      { key: 'field', content: words.say(`compare.field.${field}`) },
      { key: 'a', content: valueText(values.a, words) },
      { key: 'b', content: valueText(values.b, words) },
      {
        key: 'agrees',
        content: (
          <Lozenge appearance={agrees ? 'success' : 'default'}>
            {words.say(agrees ? 'compare.agrees' : 'compare.differs')}
          </Lozenge>
        ),
      },
    ],
  }));
  return <DynamicTable caption={words.say('compare.fields')} head={head} rows={rows} />;
}

/** Null: only agreement is told. */
function valueText(value: FieldComparison['a'], words: Words): string {
  if (value === null) return '';
  return value === '' ? words.say('compare.none') : value;
}
