// The first section: what the app is doing on this site now.

import Heading from '@atlaskit/heading';
import { Stack, Text } from '@atlaskit/primitives/compiled';
import { useWords } from '../shared/ui/words-context';
import { Answered } from './answered';
import { ScansTable } from './scans-table';
import { useAnswer } from './use-answer';

export function OverviewSection() {
  const words = useWords();
  const { answer, ask } = useAnswer('admin.overview', {});
  return (
    <Answered answer={answer} onRetry={ask}>
      {({ scans, engineVersion }) => (
        <Stack space="space.200">
          <Heading as="h2" size="medium">
            {words.say('admin.scans')}
          </Heading>
          <ScansTable scans={scans} />
          <Text size="small" color="color.text.subtle">
            {words.say('admin.engine', { version: engineVersion })}
          </Text>
        </Stack>
      )}
    </Answered>
  );
}
