// The filters that are needed less often, behind one button: the upper end of the score, one reason, and what Jira knows
// about the work items. JQL takes what has no field of its own here, such as a team; it is asked for when it is complete.

import { HelperMessage, Label } from '@atlaskit/form';
import Range from '@atlaskit/range';
import Select from '@atlaskit/select';
import Textfield from '@atlaskit/textfield';
import { useState } from 'react';
import type { EvidenceKind } from '../../../src/contract';
import { explainKind } from '../../shared/explain';
import { FailureMessage } from '../../shared/ui/failure-message';
import { useWords } from '../../shared/ui/words-context';
import { useQueueChoices } from './queue-choices';
import styles from './review.module.css';
import { Several } from './several';
import type { QueueFilters } from './use-queue';

interface QueueMoreFiltersProps {
  readonly projectIds: readonly number[];
  readonly filters: QueueFilters;
  readonly onChange: (filters: QueueFilters) => void;
}

const reasonKinds: readonly EvidenceKind[] = [
  'same-text',
  'same-stack-trace',
  'same-error-code',
  'shared-terms',
  'same-component',
  'close-in-time',
];

export function QueueMoreFilters({ projectIds, filters, onChange }: QueueMoreFiltersProps) {
  const words = useWords();
  const { choices, failure } = useQueueChoices(projectIds, true);
  const [jql, setJql] = useState(filters.jql ?? '');
  const takeJql = () => {
    const wanted = jql.trim() === '' ? null : jql.trim();
    if (wanted !== filters.jql) onChange({ ...filters, jql: wanted });
  };
  const anyReason = { value: null, label: words.say('filters.reasonAny') };
  const reasons = [anyReason, ...reasonKinds.map((value) => ({ value, label: explainKind(value, words) }))];
  return (
    <>
      {failure && <FailureMessage failure={failure} />}
      <div className={styles.filters} role="group" aria-label={words.say('filters.more')}>
        <div className={styles.filter}>
          <Label htmlFor="queue-reason">{words.say('filters.reason')}</Label>
          <Select<{ value: EvidenceKind | null; label: string }>
            inputId="queue-reason"
            isSearchable={false}
            options={reasons}
            value={reasons.find(({ value }) => value === filters.reason) ?? anyReason}
            onChange={(option) => option && onChange({ ...filters, reason: option.value })}
          />
        </div>
        <Several
          className={styles.filter}
          id="queue-types"
          label="filters.types"
          choices={choices?.types ?? null}
          isChosen={({ ids }) => ids.some((id) => filters.typeIds.includes(id))}
          onChange={(some) => onChange({ ...filters, typeIds: some.flatMap(({ ids }) => ids) })}
        />
        <Several
          className={styles.filter}
          id="queue-statuses"
          label="filters.statuses"
          choices={choices?.statuses ?? null}
          isChosen={({ ids }) => ids.some((id) => filters.statusIds.includes(id))}
          onChange={(some) => onChange({ ...filters, statusIds: some.flatMap(({ ids }) => ids) })}
        />
        <Several
          className={styles.filter}
          id="queue-components"
          label="filters.components"
          choices={choices?.components ?? null}
          isChosen={({ name }) => filters.componentNames.includes(name)}
          onChange={(some) => onChange({ ...filters, componentNames: some.map(({ name }) => name) })}
        />
        <div className={styles.filter}>
          <Label htmlFor="queue-most">
            {words.say('filters.mostScore')}: {words.percent(filters.mostScore)}
          </Label>
          <Range
            id="queue-most"
            min={Math.round(filters.threshold * 100)}
            max={100}
            step={5}
            value={Math.round(filters.mostScore * 100)}
            aria-valuetext={words.percent(filters.mostScore)}
            onChange={(percent) => onChange({ ...filters, mostScore: percent / 100 })}
          />
        </div>
        <form
          className={styles.wideFilter}
          onSubmit={(event) => {
            event.preventDefault();
            takeJql();
          }}
        >
          <Label htmlFor="queue-jql">{words.say('filters.jql')}</Label>
          <Textfield
            id="queue-jql"
            value={jql}
            isMonospaced
            maxLength={1_000}
            aria-describedby="queue-jql-help"
            onChange={(event) => setJql(event.currentTarget.value)}
            onBlur={takeJql}
          />
          <div id="queue-jql-help">
            <HelperMessage>{words.say('filters.jqlHelp')}</HelperMessage>
          </div>
        </form>
      </div>
    </>
  );
}
