// Work items made from one pattern, one row for each series below the pairs: what their titles have in common, how many
// there are, the surest pair, and on demand all pairs. Nothing of it is hidden, but it does not stand in the way.

import Button from '@atlaskit/button/default/button';
import Heading from '@atlaskit/heading';
import { Inline, Stack, Text } from '@atlaskit/primitives/compiled';
import { useId, useState } from 'react';
import type { SeriesView } from '../../src/contract';
import { FailureMessage } from '../shared/ui/failure-message';
import { Match } from '../shared/ui/match';
import { useWords } from '../shared/ui/words-context';
import { PairsTable } from './pairs-table';
import styles from './project.module.css';
import { type PairFilters, usePairs } from './use-pairs';
import { seriesKey, type SeriesList } from './use-series';

interface Listed {
  readonly projectId: number;
  readonly siteUrl: string;
  readonly filters: PairFilters;
  readonly generation: string | null;
}

export function SeriesSection({ list, ...listed }: Listed & { readonly list: SeriesList }) {
  const words = useWords();
  const headingId = useId();
  if (list.rows.length === 0 && list.failure === null) return null;
  return (
    <section aria-labelledby={headingId}>
      <Stack space="space.150">
        <div id={headingId}>
          <Heading size="small" as="h2">
            {words.say('series.title')}
          </Heading>
        </div>
        <Text color="color.text.subtle">{words.say('series.intro')}</Text>
        <ul className={styles.series}>
          {list.rows.map((series) => (
            <SeriesRow key={seriesKey(series)} series={series} {...listed} />
          ))}
        </ul>
        {list.hasMore && (
          <Inline>
            <Button onClick={list.loadMore} isDisabled={list.isLoading}>
              {words.say('series.more')}
            </Button>
          </Inline>
        )}
        {list.failure && (
          <FailureMessage failure={list.failure} title={words.say('series.failed')} onRetry={list.reload} />
        )}
      </Stack>
    </section>
  );
}

function SeriesRow({ series, ...listed }: Listed & { readonly series: SeriesView }) {
  const words = useWords();
  const [isOpen, setIsOpen] = useState(false);
  const { example, issueCount, frame } = series;
  const name = frame ?? example.a.summary;
  return (
    <li className={styles.seriesRow}>
      <div className={styles.seriesHead}>
        <Stack space="space.050">
          <Text weight="medium">{name}</Text>
          <Text color="color.text.subtle" size="small">
            {words.say('count.workItems', { count: issueCount })}
            {' · '}
            {words.say('series.example', { older: example.a.key, newer: example.b.key })}
          </Text>
        </Stack>
        <Match score={example.score} tier={example.tier} isOfPattern />
        <Button
          spacing="compact"
          onClick={() => setIsOpen(!isOpen)}
          aria-expanded={isOpen}
          aria-label={words.say(isOpen ? 'series.closeNamed' : 'series.openNamed', { name })}
        >
          {words.say(isOpen ? 'series.close' : 'series.open')}
        </Button>
      </div>
      {isOpen && <SeriesPairs series={series} {...listed} />}
    </li>
  );
}

function SeriesPairs({ series, projectId, siteUrl, filters, generation }: Listed & { readonly series: SeriesView }) {
  const { a, b } = series.example;
  const pairs = usePairs(projectId, filters, generation, { a: a.id, b: b.id });
  if (pairs.view === null && pairs.failure) return <FailureMessage failure={pairs.failure} onRetry={pairs.reload} />;
  return <PairsTable pairs={pairs} siteUrl={siteUrl} isOfPattern />;
}
