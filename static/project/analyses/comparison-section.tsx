// Two analyses side by side: chosen here, the newest two to begin with, compared on a click.

import Button from '@atlaskit/button/default/button';
import { Label } from '@atlaskit/form';
import Heading from '@atlaskit/heading';
import { Stack, Text } from '@atlaskit/primitives/compiled';
import { useState } from 'react';
import type { AnalysisRow } from '../../../src/contract';
import type { TextKey } from '../../shared/text';
import { Select } from '../../shared/ui/select';
import { useWords } from '../../shared/ui/words-context';
import styles from './analyses.module.css';
import { ComparisonView } from './comparison-view';

interface ComparisonSectionProps {
  readonly projectId: number;
  readonly siteUrl: string;
  readonly analyses: readonly AnalysisRow[];
}

interface Option {
  readonly value: string;
  readonly label: string;
}

interface Chosen {
  readonly beforeId: string;
  readonly afterId: string;
}

export function ComparisonSection({ projectId, siteUrl, analyses }: ComparisonSectionProps) {
  const words = useWords();
  const [chosen, setChosen] = useState<Partial<Chosen>>({});
  const [compared, setCompared] = useState<Chosen | null>(null);
  const options: readonly Option[] = analyses
    .filter(({ canCompare }) => canCompare)
    .map(({ progress }) => ({
      value: progress.scanId,
      label: words.clockTime(progress.finishedAt ?? progress.startedAt),
    }));
  const afterId = chosen.afterId ?? options[0]?.value;
  const beforeId = chosen.beforeId ?? options.find(({ value }) => value !== afterId)?.value;
  const choice = (id: string, label: TextKey, value: string | undefined, onChange: (scanId: string) => void) => (
    <div className={styles.choice}>
      <Label htmlFor={id}>{words.say(label)}</Label>
      <Select<Option>
        inputId={id}
        isSearchable={false}
        options={options}
        value={options.find((option) => option.value === value) ?? null}
        onChange={(option) => option && onChange(option.value)}
      />
    </div>
  );
  return (
    <section aria-label={words.say('analyses.compare')}>
      <Stack space="space.150">
        <Heading as="h2" size="medium">
          {words.say('analyses.compare')}
        </Heading>
        {options.length < 2 || afterId === undefined || beforeId === undefined ? (
          <Text color="color.text.subtle">{words.say('analyses.compareNeedsTwo')}</Text>
        ) : (
          <div className={styles.choices}>
            {choice('earlier-analysis', 'analyses.earlier', beforeId, (id) => setChosen({ ...chosen, beforeId: id }))}
            {choice('later-analysis', 'analyses.later', afterId, (id) => setChosen({ ...chosen, afterId: id }))}
            <Button isDisabled={afterId === beforeId} onClick={() => setCompared({ beforeId, afterId })}>
              {words.say('analyses.compareGo')}
            </Button>
          </div>
        )}
        {compared && <ComparisonView {...compared} projectId={projectId} siteUrl={siteUrl} />}
      </Stack>
    </section>
  );
}
