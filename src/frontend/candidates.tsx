// The candidates of one work item in two lists: possible duplicates, and what is merely similar. Each entry says how
// well it matches and why, with the words that both share, so that a person can judge without opening it.

import { Badge, Box, Heading, Inline, Link, Lozenge, Stack, Tag, TagGroup, Text, Tooltip } from '@forge/react';
import { reasonsOf } from '../../static/shared/explain';
import type { Words } from '../../static/shared/text';
import type { CandidatesView, CandidateView, IssueView } from '../contract';

type Ready = Extract<CandidatesView, { state: 'ready' }>;

const statusAppearance = { new: 'default', indeterminate: 'inprogress', done: 'success' } as const;

export function Candidates({ view, words }: { readonly view: Ready; readonly words: Words }) {
  const duplicates = view.candidates.filter((candidate) => candidate.tier !== 'none');
  const similar = view.candidates.filter((candidate) => candidate.tier === 'none' && candidate.score >= view.threshold);
  const isNothing = duplicates.length + similar.length === 0;
  return (
    <Stack space="space.200">
      {isNothing ? <Text>{words.say('panel.nothing')}</Text> : null}
      <List title={words.say('panel.duplicates')} candidates={duplicates} words={words} isStrong />
      <List title={words.say('panel.similar')} candidates={similar} words={words} />
      <Footnote view={view} words={words} />
    </Stack>
  );
}

interface ListProps {
  readonly title: string;
  readonly candidates: readonly CandidateView[];
  readonly words: Words;
  readonly isStrong?: boolean;
}

function List({ title, candidates, words, isStrong = false }: ListProps) {
  if (candidates.length === 0) return null;
  return (
    <Stack space="space.150">
      <Inline space="space.100" alignBlock="center">
        <Heading as="h3" size="xsmall">
          {title}
        </Heading>
        <Badge appearance={isStrong ? 'primary' : 'default'}>{candidates.length}</Badge>
      </Inline>
      {candidates.map((candidate) => (
        <Entry key={candidate.issue.id} candidate={candidate} words={words} />
      ))}
    </Stack>
  );
}

function Entry({ candidate, words }: { readonly candidate: CandidateView; readonly words: Words }) {
  const { issue, score, evidence, against } = candidate;
  const contra = reasonsOf(against, words).map((reason) => reason.label);
  return (
    <Box padding="space.100" backgroundColor="elevation.surface.sunken">
      <Stack space="space.075">
        <Inline space="space.100" alignBlock="center" shouldWrap>
          <Link href={`/browse/${issue.key}`}>{issue.key}</Link>
          <Status issue={issue} />
          <Tooltip content={words.say(`tier.${candidate.tier}`)}>
            <Text weight="semibold" size="small">
              {words.say('match.label', { percent: words.percent(score) })}
            </Text>
          </Tooltip>
        </Inline>
        <Text>{issue.summary}</Text>
        {reasonsOf(evidence, words).map((reason) => (
          <Stack key={reason.label} space="space.0">
            <Text size="small" color="color.text.subtle">
              {reason.label}
            </Text>
            {reason.terms.length > 0 ? (
              <TagGroup>
                {reason.terms.map((term) => (
                  <Tag key={term} text={term} />
                ))}
              </TagGroup>
            ) : null}
          </Stack>
        ))}
        {contra.length > 0 ? (
          <Text size="small" color="color.text.warning">
            {`${words.say('evidence.but')}: ${contra.join(' · ')}`}
          </Text>
        ) : null}
      </Stack>
    </Box>
  );
}

function Status({ issue }: { readonly issue: IssueView }) {
  return <Lozenge appearance={statusAppearance[issue.statusCategory]}>{issue.statusName}</Lozenge>;
}

function Footnote({ view, words }: { readonly view: Ready; readonly words: Words }) {
  const { comparedIssues, finishedAt, isPartial, isStale } = view.coverage;
  const when = words.ago(finishedAt);
  const compared =
    comparedIssues === null
      ? words.say('coverage.last', { when })
      : words.say('panel.compared', { items: words.say('count.workItems', { count: comparedIssues }), when });
  const notes = [compared, isPartial ? words.say('panel.partial') : '', isStale ? words.say('panel.stale') : ''];
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
