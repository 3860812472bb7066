// Where a bulk action stands: one sentence, and a bar while it moves.

import { Stack, Text } from '@atlaskit/primitives/compiled';
import ProgressBar from '@atlaskit/progress-bar';
import SectionMessage from '@atlaskit/section-message';
import type { BulkView } from '../../../src/contract';
import { useWords } from '../../shared/ui/words-context';
import styles from './review.module.css';

export function BulkSituation({ view }: { readonly view: BulkView }) {
  const words = useWords();
  const { rows, state, waitsUntil } = view;
  const wanted = rows.filter((row) => row.state !== 'impossible');
  const ended = wanted.filter((row) => row.state !== 'waiting' && row.state !== 'running').length;
  const progress = words.say('bulk.progress', { ended, total: wanted.length });
  return (
    <div role="status">
      <Stack space="space.100" alignInline="stretch">
        {state === 'waiting-for-jira' && waitsUntil !== null && (
          <SectionMessage appearance="warning">
            {words.say('bulk.waits', { time: words.clockTime(waitsUntil) })}
          </SectionMessage>
        )}
        {state === 'cancelled' && <SectionMessage appearance="warning">{words.say('bulk.stopped')}</SectionMessage>}
        {state === 'failed' && <SectionMessage appearance="error">{words.say('bulk.failed')}</SectionMessage>}
        {state === 'finished' && <SectionMessage appearance="success">{words.say('bulk.finished')}</SectionMessage>}
        <Text>{progress}</Text>
        <div className={styles.bar}>
          <ProgressBar value={wanted.length === 0 ? 1 : ended / wanted.length} ariaLabel={progress} />
        </div>
        {(state === 'queued' || state === 'running') && (
          <Text color="color.text.subtle">{words.say('bulk.leave')}</Text>
        )}
      </Stack>
    </div>
  );
}
