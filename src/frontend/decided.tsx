// What people have said about this work item's candidates already. Each answer can be taken back here; one that was
// carried out in Jira says first what taking it back would come to.

import { Button, Inline, Link, Lozenge, Stack, Text } from '@forge/react';
import type { Words } from '../../static/shared/text';
import type { PanelCandidate } from '../contract';
import { ListHeading } from './list-heading';
import { verdictOf } from './sort-candidates';
import type { Decisions } from './use-decisions';

interface DecidedProps {
  readonly candidates: readonly PanelCandidate[];
  readonly decisions: Decisions;
  readonly words: Words;
  readonly undoAction: (actionId: string) => void;
}

export function Decided({ candidates, decisions, words, undoAction }: DecidedProps) {
  if (candidates.length === 0) return null;
  return (
    <Stack space="space.100">
      <ListHeading>{words.say('panel.decided')}</ListHeading>
      {candidates.map((candidate) => {
        const verdict = verdictOf(candidate.review);
        const { actionId } = candidate.review;
        return (
          <Stack key={candidate.issue.id} space="space.050">
            <Inline space="space.100" rowSpace="space.050" alignBlock="center" shouldWrap>
              <Link href={`/browse/${candidate.issue.key}`}>{candidate.issue.key}</Link>
              {verdict === null ? null : <Lozenge>{words.say(`panel.verdict.${verdict}`)}</Lozenge>}
              <Button
                spacing="compact"
                appearance="subtle"
                isDisabled={decisions.savingId !== null}
                onClick={() => (actionId === null ? decisions.undo(candidate) : undoAction(actionId))}
              >
                {words.say('panel.undo')}
              </Button>
            </Inline>
            <Text size="small">{candidate.issue.summary}</Text>
          </Stack>
        );
      })}
    </Stack>
  );
}
