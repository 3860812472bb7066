// What is like this work item in the backlogs of other sites that are attached to its space, each with a link to where it
// is at home. Asked for after the panel itself, and nothing is said where there is nothing; a failure is said.

import { Inline, Link, Lozenge, Stack, Text } from '@forge/react';
import { useEffect, useState } from 'react';
import { call } from '../../static/shared/api';
import { failureSentence } from '../../static/shared/explain';
import type { Words } from '../../static/shared/text';
import type { AnswerOf, Result } from '../contract';
import { ListHeading } from './list-heading';

type Elsewhere = Result<AnswerOf<'external.ofIssue'>>;

export function Elsewhere({ issueId, words }: { readonly issueId: number; readonly words: Words }) {
  const [answer, setAnswer] = useState<Elsewhere | null>(null);
  useEffect(() => {
    let isCurrent = true;
    void call('external.ofIssue', { issueId }).then((result) => {
      if (isCurrent) setAnswer(result);
    });
    return () => {
      isCurrent = false;
    };
  }, [issueId]);
  if (answer === null || (answer.ok && answer.value.rows.length === 0)) return null;
  return (
    <Stack space="space.100">
      <ListHeading>{words.say('panel.elsewhere')}</ListHeading>
      {answer.ok ? null : <Text color="color.text.danger">{failureSentence(answer.failure, words)}</Text>}
      {(answer.ok ? answer.value.rows : []).map(({ backlogName, external, score }) => (
        <Stack key={`${backlogName} ${external.key}`} space="space.050">
          <Inline space="space.100" rowSpace="space.050" alignBlock="center" shouldWrap>
            {external.url === null ? (
              <Text>{external.key}</Text>
            ) : (
              <Link href={external.url} openNewTab>
                {external.key}
              </Link>
            )}
            <Lozenge>{backlogName}</Lozenge>
            <Text size="small">{words.percent(score)}</Text>
          </Inline>
          <Text size="small">{external.title}</Text>
        </Stack>
      ))}
    </Stack>
  );
}
