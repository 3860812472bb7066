// What of the queue to show. The filters ask the backend anew; the search looks through the rows that are here already,
// with every letter.

import Button from '@atlaskit/button/default/button';
import Textfield from '@atlaskit/textfield';
import { useState } from 'react';
import {
  ChoiceField,
  type Choices,
  FilterBar,
  FilterField,
  MatchField,
  TierField,
} from '../../shared/ui/filter-fields';
import type { TextKey } from '../../shared/text';
import { useWords } from '../../shared/ui/words-context';
import { TeamField } from '../team-field';
import { QueueMoreFilters } from './queue-more-filters';
import { queueStateKeys } from './review-words';
import type { QueueFilters } from './use-queue';

interface QueueFilterBarProps {
  readonly projectIds: readonly number[];
  readonly filters: QueueFilters;
  readonly query: string;
  readonly onChange: (filters: QueueFilters) => void;
  readonly onQuery: (query: string) => void;
}

export function QueueFilterBar({ projectIds, filters, query, onChange, onQuery }: QueueFilterBarProps) {
  const words = useWords();
  const [isOpen, setIsOpen] = useState(false);
  const set = (change: Partial<QueueFilters>) => onChange({ ...filters, ...change });
  return (
    <>
      <FilterBar label="filters.label">
        <FilterField id="queue-search" label={words.say('review.search')}>
          <Textfield
            id="queue-search"
            type="search"
            value={query}
            placeholder={words.say('review.searchHint')}
            onChange={(event) => onQuery(event.currentTarget.value)}
          />
        </FilterField>
        <ChoiceField
          id="queue-state"
          label="review.state"
          choices={states}
          value={filters.state}
          onChange={(state) => set({ state })}
        />
        <TierField id="queue-tier" value={filters.tier} onChange={(tier) => set({ tier })} />
        <ChoiceField
          id="queue-assignee"
          label="review.assignee"
          choices={assignees}
          value={filters.assignee}
          onChange={(assignee) => set({ assignee })}
        />
        <TeamField id="queue-team" teamId={filters.teamId} onChange={(teamId) => set({ teamId })} />
        <MatchField
          id="queue-threshold"
          value={filters.threshold}
          onChange={(threshold) => set({ threshold, mostScore: Math.max(filters.mostScore, threshold) })}
        />
        <Button aria-expanded={isOpen} onClick={() => setIsOpen(!isOpen)}>
          {words.say(isOpen ? 'filters.fewer' : 'filters.more')}
        </Button>
      </FilterBar>
      {isOpen && <QueueMoreFilters {...{ projectIds, filters, onChange }} />}
    </>
  );
}

const states = Object.entries(queueStateKeys) as [QueueFilters['state'], TextKey][];

const assignees: Choices<QueueFilters['assignee']> = [
  ['anyone', 'review.assigneeAnyone'],
  ['me', 'review.assigneeMe'],
  ['nobody', 'review.assigneeNobody'],
];
