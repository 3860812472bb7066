// What the list rests on: how much was compared and when, and a warning when the comparison was incomplete or is outdated.

import { Stack, Text } from '@atlaskit/primitives/compiled';
import SectionMessage from '@atlaskit/section-message';
import type { Coverage } from '../../src/contract';
import { useWords } from '../shared/ui/words-context';

export function CoverageNote({ coverage }: { readonly coverage: Coverage }) {
  const words = useWords();
  const { comparedIssues, finishedAt, isPartial, isStale, haveSettingsChanged } = coverage;
  const when = words.ago(finishedAt);
  return (
    <Stack space="space.150">
      {isPartial && (
        <SectionMessage appearance="warning" title={words.say('coverage.partialTitle')}>
          {words.say('coverage.partial')}
        </SectionMessage>
      )}
      {isStale && (
        <SectionMessage appearance="information" title={words.say('coverage.staleTitle')}>
          {words.say('coverage.stale')}
        </SectionMessage>
      )}
      {haveSettingsChanged && (
        <SectionMessage appearance="information" title={words.say('coverage.settingsTitle')}>
          {words.say('coverage.settings')}
        </SectionMessage>
      )}
      <Text color="color.text.subtle">
        {comparedIssues === null
          ? words.say('coverage.last', { when })
          : words.say('coverage.compared', { items: words.say('count.workItems', { count: comparedIssues }), when })}
      </Text>
    </Stack>
  );
}
