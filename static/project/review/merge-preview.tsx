// What marking one work item as a duplicate of another would do: which is kept, the steps, the comment, what stands in the
// way, and what no undo can take back.

import Button from '@atlaskit/button/default/button';
import Heading from '@atlaskit/heading';
import { Stack, Text } from '@atlaskit/primitives/compiled';
import SectionMessage from '@atlaskit/section-message';
import type { IssueName, MergePreview } from '../../../src/contract';
import { obstacleSentence, warningSentence } from '../../shared/merge-words';
import { useWords } from '../../shared/ui/words-context';
import styles from './review.module.css';
import { StepList } from './step-list';

interface MergePreviewViewProps {
  readonly preview: MergePreview;
  readonly onSwap: () => void;
}

export function MergePreviewView({ preview, onSwap }: MergePreviewViewProps) {
  const words = useWords();
  const { duplicate, canonical, redirectedFrom, obstacles, warnings, commentText, neverUndone, planToken } = preview;
  const keys = keysOf(preview);
  return (
    <Stack space="space.200" alignInline="stretch">
      <div className={styles.pair}>
        <Named role={words.say('review.keep')} issue={canonical} />
        <Named role={words.say('review.duplicateOfIt')} issue={duplicate} />
      </div>
      <div>
        <Button spacing="compact" onClick={onSwap}>
          {words.say('merge.swap', { key: duplicate.key })}
        </Button>
      </div>
      {redirectedFrom && (
        <SectionMessage appearance="information">
          {words.say('merge.redirected', { from: redirectedFrom.key, canonical: canonical.key })}
        </SectionMessage>
      )}
      {obstacles.map(({ obstacle, detail }) => (
        <SectionMessage key={obstacle + detail} appearance="error" title={words.say('merge.impossible')}>
          {obstacleSentence(obstacle, detail, words)}
        </SectionMessage>
      ))}
      {obstacles.length === 0 && planToken === null && (
        <SectionMessage appearance="information">{words.say('merge.nothingToDo')}</SectionMessage>
      )}
      {warnings.map((warning) => (
        <SectionMessage key={warning} appearance="warning">
          {warningSentence(warning, keys, words)}
        </SectionMessage>
      ))}
      {obstacles.length === 0 && (
        <>
          <Heading as="h2" size="xsmall">
            {words.say('merge.steps')}
          </Heading>
          <StepList steps={preview.steps} keys={keys} />
          {commentText !== null && (
            <>
              <Heading as="h2" size="xsmall">
                {words.say('merge.comment')}
              </Heading>
              <blockquote className={styles.quote}>{commentText}</blockquote>
            </>
          )}
          {neverUndone.length > 0 && (
            <Text size="small" color="color.text.subtle">
              {words.say('merge.neverUndone')}
            </Text>
          )}
        </>
      )}
    </Stack>
  );
}

export function keysOf({ duplicate, canonical }: Pick<MergePreview, 'duplicate' | 'canonical'>) {
  return { duplicate: duplicate.key, canonical: canonical.key };
}

function Named({ role, issue: { key, summary } }: { readonly role: string; readonly issue: IssueName }) {
  return (
    <div className={styles.side}>
      <span className={styles.role}>{role}</span>
      <Text weight="medium">{key}</Text>
      <Text>{summary}</Text>
    </div>
  );
}
