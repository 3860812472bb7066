// Several pairs at once: how many are chosen, and what can be done with them. Jira takes at most 200 in one go, so more than
// that is said and not silently cut off.

import Button from '@atlaskit/button/default/button';
import { Text } from '@atlaskit/primitives/compiled';
import { useWords } from '../../shared/ui/words-context';
import type { QueueItem } from './queue-items';
import styles from './review.module.css';
import type { Commands } from './use-commands';

const maxBulkPairs = 200;

interface SelectionBarProps {
  /** The rows that are shown; a row that the search hides is not acted on. */
  readonly items: readonly QueueItem[];
  readonly commands: Commands;
}

export function SelectionBar({ items, commands }: SelectionBarProps) {
  const words = useWords();
  const chosen = items.filter(({ key }) => commands.selected.has(key));
  if (items.length === 0) return null;
  return (
    <div className={styles.selection} role="group" aria-label={words.say('bulk.selection')}>
      <div role="status">
        <Text>
          {chosen.length > maxBulkPairs
            ? words.say('bulk.tooMany', { count: chosen.length, most: maxBulkPairs })
            : words.say('bulk.selected', { count: chosen.length })}
        </Text>
      </div>
      {chosen.length < items.length && (
        <Button spacing="compact" onClick={() => commands.select(items.map(({ key }) => key))}>
          {words.say('bulk.selectAll')}
        </Button>
      )}
      {chosen.length > 0 && (
        <>
          <Button spacing="compact" onClick={() => commands.select([])}>
            {words.say('bulk.clear')}
          </Button>
          <Button
            spacing="compact"
            appearance="primary"
            isDisabled={chosen.length > maxBulkPairs}
            onClick={() => commands.open({ kind: 'bulk', items: chosen })}
          >
            {words.say('bulk.open')}
          </Button>
        </>
      )}
    </div>
  );
}
