// One candidate in the panel: what it is, how well it matches and why, what speaks against it, and what a person can do
// about it. Deciding is one click and can be taken back; what writes to Jira opens a dialog that says what it will do.

import { Box, Button, Inline, Link, Lozenge, Stack, Tag, TagGroup, Text, Tooltip } from '@forge/react';
import { reasonsOf } from '../../static/shared/explain';
import { statusAppearances } from '../../static/shared/states';
import type { Words } from '../../static/shared/text';
import type { CandidateView, IssueView, PanelCandidate, Verdict } from '../contract';

export interface EntryActions {
  compare(candidate: PanelCandidate): void;
  /** Opens the dialog; nothing is written before its own button. */
  merge(candidate: PanelCandidate): void;
  /** Opens the dialog that carries the text of this work item over. */
  add(candidate: PanelCandidate): void;
  decide(candidate: PanelCandidate, verdict: Verdict): void;
}

interface EntryProps {
  readonly candidate: PanelCandidate;
  readonly words: Words;
  readonly actions: EntryActions;
  readonly isSaving: boolean;
}

export function CandidateEntry({ candidate, words, actions, isSaving }: EntryProps) {
  const { issue, score, tier, review, linkedDuplicates } = candidate;
  return (
    <Box padding="space.100" backgroundColor="elevation.surface.sunken">
      <Stack space="space.075">
        <Inline space="space.100" alignBlock="center" shouldWrap>
          <Link href={`/browse/${issue.key}`}>{issue.key}</Link>
          <Status issue={issue} />
          <Tooltip content={words.say(`tier.${tier}`)}>
            <Text weight="semibold" size="small">
              {words.say('match.label', { percent: words.percent(score) })}
            </Text>
          </Tooltip>
        </Inline>
        <Text>{issue.summary}</Text>
        <Text size="small" color="color.text.subtle">
          {words.say(linkedDuplicates > 0 ? 'panel.createdWithDuplicates' : 'panel.created', {
            when: words.ago(issue.created),
            count: linkedDuplicates,
          })}
        </Text>
        <Reasons candidate={candidate} words={words} />
        {review.askedAgainSince === null ? null : (
          <Text size="small" color="color.text.warning">
            {words.say('panel.askedAgain')}
          </Text>
        )}
        <Inline space="space.050" rowSpace="space.050" shouldWrap>
          <Button spacing="compact" onClick={() => actions.compare(candidate)}>
            {words.say('panel.compare')}
          </Button>
          <Button spacing="compact" isDisabled={isSaving} onClick={() => actions.merge(candidate)}>
            {words.say('panel.decide.duplicate')}
          </Button>
          <Button spacing="compact" isDisabled={isSaving} onClick={() => actions.add(candidate)}>
            {words.say('panel.add')}
          </Button>
          <Button spacing="compact" isDisabled={isSaving} onClick={() => actions.decide(candidate, 'related')}>
            {words.say('panel.decide.related')}
          </Button>
          <Button spacing="compact" isDisabled={isSaving} onClick={() => actions.decide(candidate, 'not-duplicate')}>
            {words.say('panel.decide.not-duplicate')}
          </Button>
        </Inline>
      </Stack>
    </Box>
  );
}

interface ReasonsProps {
  readonly candidate: CandidateView;
  readonly words: Words;
}

function Reasons({ candidate, words }: ReasonsProps) {
  return (
    <>
      {reasonsOf(candidate.evidence, words).map((reason) => (
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
      <Against candidate={candidate} words={words} />
    </>
  );
}

export function Against({ candidate, words }: ReasonsProps) {
  const contra = reasonsOf(candidate.against, words).map((reason) => reason.label);
  if (contra.length === 0) return null;
  return (
    <Text size="small" color="color.text.warning">
      {`${words.say('evidence.but')}: ${contra.join(' · ')}`}
    </Text>
  );
}

/** With the resolution where there is one: "Done" alone does not say whether anything was fixed. */
export function Status({ issue }: { readonly issue: IssueView }) {
  const { statusName, statusCategory, resolutionName } = issue;
  const isSaid = resolutionName === null || resolutionName === statusName;
  return (
    <Lozenge appearance={statusAppearances[statusCategory]}>
      {isSaid ? statusName : `${statusName} · ${resolutionName}`}
    </Lozenge>
  );
}
