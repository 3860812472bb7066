// The search where no space is given: the space first, then the search in it.

import { Label } from '@atlaskit/form';
import { Stack } from '@atlaskit/primitives/compiled';
import Select from '@atlaskit/select';
import { useState } from 'react';
import { useSpaceSelect } from '../shared/ui/use-space-select';
import { useWords } from '../shared/ui/words-context';
import type { SpaceChoice } from '../shared/use-space-choices';
import { SearchPage } from './search-page';
import styles from './search.module.css';

interface SearchAnywhereProps {
  /** Null: the person chooses. */
  readonly knownProjectId: number | null;
  readonly siteUrl: string;
}

export function SearchAnywhere({ knownProjectId, siteUrl }: SearchAnywhereProps) {
  const words = useWords();
  const spaces = useSpaceSelect();
  const [chosen, setChosen] = useState<SpaceChoice | null>(null);
  if (knownProjectId !== null) return <SearchPage projectId={knownProjectId} siteUrl={siteUrl} />;
  // With a single space there is nothing to choose.
  const only = spaces.options.length === 1 ? (spaces.options[0] ?? null) : null;
  const shown = chosen ?? only;
  return (
    <Stack space="space.0">
      <div className={styles.space}>
        <Label htmlFor="search-space">{words.say('search.space')}</Label>
        <Select<SpaceChoice> {...spaces} inputId="search-space" autoFocus value={shown} onChange={setChosen} />
      </div>
      <SearchPage projectId={shown?.value ?? null} siteUrl={siteUrl} />
    </Stack>
  );
}
