// Below the pairs of the space: what is like its work items in the backlogs of other sites, under the filters of the page.
// They are copies that are only read, so the section says what cannot be done with them and where the rest is.

import Heading from '@atlaskit/heading';
import { Stack, Text } from '@atlaskit/primitives/compiled';
import { useId } from 'react';
import { FailureMessage } from '../../shared/ui/failure-message';
import { useWords } from '../../shared/ui/words-context';
import type { PairFilters } from '../use-pairs';
import { MatchList } from './match-list';
import { useBacklogs } from './use-backlogs';

interface ElsewhereSectionProps {
  readonly projectId: number;
  readonly siteUrl: string;
  readonly filters: PairFilters;
}

export function ElsewhereSection({ projectId, siteUrl, filters }: ElsewhereSectionProps) {
  const words = useWords();
  const headingId = useId();
  const { value, failure, reload } = useBacklogs(projectId);
  const { threshold, tier, teamId } = filters;
  if (failure) return <FailureMessage failure={failure} title={words.say('external.failed')} onRetry={reload} />;
  const compared =
    value?.backlogs.filter(({ state, comparedAt }) => state !== 'uploading' && comparedAt !== null) ?? [];
  // Most spaces have none, and weak matches with other backlogs are not listed.
  if (compared.length === 0 || tier === 'none') return null;
  return (
    <section aria-labelledby={headingId}>
      <Stack space="space.150">
        <div id={headingId}>
          <Heading size="small" as="h2">
            {words.say('external.sectionTitle')}
          </Heading>
        </div>
        <Text color="color.text.subtle">{words.say('external.sectionIntro')}</Text>
        {compared.map((backlog) => (
          <MatchList
            key={backlog.backlogId}
            {...{ projectId, siteUrl, backlog }}
            filters={{ threshold, tier, teamId }}
          />
        ))}
      </Stack>
    </section>
  );
}
