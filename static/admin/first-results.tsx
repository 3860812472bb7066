// The third step: the first pairs of a space that was just analysed, and the way to ask the site's own past duplicates
// again. Both are the parts that the space's own page shows, which is one click away.

import Button from '@atlaskit/button/default/button';
import { Stack, Text } from '@atlaskit/primitives/compiled';
import { useState } from 'react';
import { BacktestSection } from '../project/insights/backtest-section';
import type { Space } from '../shared/as-viewer';
import { lowestThreshold } from '../shared/ui/filter-fields';
import { PairsTable } from '../project/pairs-table';
import { type PairFilters, type Pairs, usePairs } from '../project/use-pairs';
import { openSpacePage } from '../shared/open-space-page';
import { FailureMessage } from '../shared/ui/failure-message';
import { Field } from '../shared/ui/field';
import { useWords } from '../shared/ui/words-context';
import { Select } from '../shared/ui/select';
import { useNamedSpaces } from '../shared/use-space-names';
import styles from './admin.module.css';

interface FirstResultsProps {
  readonly siteUrl: string;
  readonly projectIds: readonly number[];
  /** Names the analysis whose pairs are wanted. */
  readonly generation: string;
}

export function FirstResults({ projectIds, generation, siteUrl }: FirstResultsProps) {
  const words = useWords();
  const analysed = useNamedSpaces(projectIds);
  const [chosen, setChosen] = useState<Space | null>(null);
  const projectId = chosen?.id ?? projectIds[0];
  const shown = analysed.find(({ id }) => id === projectId);
  return (
    <Stack space="space.300" alignInline="stretch">
      {analysed.length > 1 && (
        <div className={styles.form}>
          <Field id="result-space" label={words.say('firstRun.space')}>
            <Select<Space>
              inputId="result-space"
              options={analysed}
              getOptionLabel={({ name, key }) => `${name} (${key})`}
              getOptionValue={({ id }) => String(id)}
              value={shown ?? null}
              onChange={setChosen}
            />
          </Field>
        </div>
      )}
      {projectId !== undefined && (
        <Results key={projectId} projectId={projectId} generation={generation} siteUrl={siteUrl} />
      )}
      {shown !== undefined && (
        <div>
          <Button onClick={() => openSpacePage(shown.key)}>{words.say('firstRun.open')}</Button>
        </div>
      )}
    </Stack>
  );
}

interface ResultsProps {
  readonly siteUrl: string;
  readonly projectId: number;
  readonly generation: string;
}

/** From the lowest match on, the best first: what the first look is for is what the engine found at all. */
const firstRows = 5;
const everything: PairFilters = { threshold: lowestThreshold, tier: 'any', sort: 'score', teamId: undefined };

function Results({ projectId, generation, siteUrl }: ResultsProps) {
  const words = useWords();
  const pairs = usePairs(projectId, everything, generation);
  const [isShort, setIsShort] = useState(true);
  const first: Pairs = {
    ...pairs,
    rows: pairs.rows.slice(0, firstRows),
    hasMore: pairs.hasMore || pairs.rows.length > firstRows,
    loadMore: () => setIsShort(false),
  };
  if (pairs.view === null && pairs.failure) return <FailureMessage failure={pairs.failure} onRetry={pairs.reload} />;
  const isNothing = pairs.view !== null && pairs.rows.length === 0 && !pairs.isLoading && !pairs.hasMore;
  return (
    <>
      {isNothing ? (
        <Text>{words.say('firstRun.nothing')}</Text>
      ) : (
        <PairsTable pairs={isShort ? first : pairs} siteUrl={siteUrl} />
      )}
      <BacktestSection projectId={projectId} siteUrl={siteUrl} />
    </>
  );
}
