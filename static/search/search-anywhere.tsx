// The search where no space is given: the space first, then the search in it.

import { Label } from '@atlaskit/form';
import { Stack } from '@atlaskit/primitives/compiled';
import { useState } from 'react';
import { findSpaces, type SpaceOption } from '../shared/find';
import { useFound } from '../shared/use-found';
import { FoundSelect } from '../shared/ui/found-select';
import { useWords } from '../shared/ui/words-context';
import { SearchPage } from './search-page';
import styles from './search.module.css';

interface SearchAnywhereProps {
  /** Null: the person chooses. */
  readonly knownProjectId: number | null;
  readonly siteUrl: string;
}

export function SearchAnywhere({ knownProjectId, siteUrl }: SearchAnywhereProps) {
  const words = useWords();
  const spaces = useFound(findSpaces);
  const [chosen, setChosen] = useState<SpaceOption | null>(null);
  if (knownProjectId !== null) return <SearchPage projectId={knownProjectId} siteUrl={siteUrl} />;
  // With a single space there is nothing to choose.
  const only = spaces.options.length === 1 ? (spaces.options[0] ?? null) : null;
  const shown = chosen ?? only;
  return (
    <Stack space="space.0">
      <div className={styles.space}>
        <Label htmlFor="search-space">{words.say('search.space')}</Label>
        <FoundSelect<SpaceOption>
          inputId="search-space"
          autoFocus
          found={spaces}
          value={shown}
          onChange={setChosen}
          placeholder="start.placeholder"
          nothing="start.spacesNone"
        />
      </div>
      <SearchPage projectId={shown?.value ?? null} siteUrl={siteUrl} />
    </Stack>
  );
}
