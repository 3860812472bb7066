// One row for each analysis. Columns of figures that only Jira administrators are told appear for them alone.

import Button from '@atlaskit/button/default/button';
import DynamicTable from '@atlaskit/dynamic-table';
import Lozenge from '@atlaskit/lozenge';
import { Stack, Text } from '@atlaskit/primitives/compiled';
import type { AnalysisRow } from '../../../src/contract';
import type { TextKey } from '../../shared/text';
import { failureSentence } from '../../shared/explain';
import { ScanStateLozenge } from '../../shared/ui/scan-state';
import { useWords } from '../../shared/ui/words-context';
import stacked from '../../shared/ui/stacked-table.module.css';
import styles from './analyses.module.css';
import { type Described, durationOf, narrowingWords, spacesOf, startedWords } from './analysis-words';

interface AnalysesTableProps extends Described {
  readonly analyses: readonly AnalysisRow[];
  readonly onOpen: (scanId: string) => void;
}

export function AnalysesTable({ analyses, people, spaceNames, teamNames, onOpen }: AnalysesTableProps) {
  const words = useWords();
  const hasFigures = analyses.some(({ progress }) => progress.pointsUsed !== null);
  const figure = (name: TextKey, value: string) => (
    <>
      <span className={stacked.cellName}>{words.say(name)}: </span>
      <span className={styles.figure}>{value}</span>
    </>
  );
  const count = (value: number | null) => (value === null ? '–' : words.number(value));
  const head = {
    cells: [
      { key: 'state', content: words.say('analyses.state'), width: 16 },
      { key: 'started', content: words.say('analyses.started'), width: 22 },
      { key: 'scope', content: words.say('analyses.scope'), width: 26 },
      { key: 'duration', content: words.say('analyses.duration'), width: 10 },
      ...(hasFigures
        ? [
            { key: 'pairs', content: words.say('analyses.pairs'), width: 8 },
            { key: 'points', content: words.say('analyses.points'), width: 8 },
          ]
        : []),
      { key: 'open', content: '', width: 10 },
    ],
  };
  const rows = analyses.map((analysis) => {
    const { progress, isShown, scope } = analysis;
    const narrowed = narrowingWords(analysis, teamNames, words);
    const jql = scope === null ? progress.jql : scope.jql;
    return {
      key: progress.scanId,
      cells: [
        {
          key: 'state',
          content: (
            <Stack space="space.050" alignInline="start">
              <ScanStateLozenge progress={progress} />
              {isShown && <Lozenge appearance="new">{words.say('analyses.shown')}</Lozenge>}
              {progress.failure && <Text size="small">{failureSentence(progress.failure, words)}</Text>}
            </Stack>
          ),
        },
        { key: 'started', content: startedWords(analysis, people, words) },
        {
          key: 'scope',
          content: (
            <Stack space="space.050">
              <Text>{spacesOf(progress, spaceNames, words)}</Text>
              {narrowed && <Text size="small">{narrowed}</Text>}
              {jql && <code className={styles.jql}>{jql}</code>}
            </Stack>
          ),
        },
        { key: 'duration', content: figure('analyses.duration', durationOf(progress, words)) },
        ...(hasFigures
          ? [
              { key: 'pairs', content: figure('analyses.pairs', count(progress.pairsFound)) },
              { key: 'points', content: figure('analyses.points', count(progress.pointsUsed)) },
            ]
          : []),
        {
          key: 'open',
          content: (
            <Button
              spacing="compact"
              aria-label={words.say('analyses.detailsOf', { when: words.clockTime(progress.startedAt) })}
              onClick={() => onOpen(progress.scanId)}
            >
              {words.say('analyses.details')}
            </Button>
          ),
        },
      ],
    };
  });
  return (
    <div className={`${styles.table} ${stacked.stacked}`}>
      <DynamicTable label={words.say('analyses.title')} head={head} rows={rows} rowsPerPage={15} defaultPage={1} />
    </div>
  );
}
