// Several of the things that Jira names in some spaces: types, statuses, components. Empty means any.

import type { TextKey } from '../../shared/text';
import { FilterField } from '../../shared/ui/filter-fields';
import { Select } from '../../shared/ui/select';
import { useWords } from '../../shared/ui/words-context';
import type { NamedChoice } from './queue-choices';

interface SeveralProps {
  readonly id: string;
  readonly label: TextKey;
  /** Null while they are being read. */
  readonly choices: readonly NamedChoice[] | null;
  readonly isChosen: (choice: NamedChoice) => boolean;
  readonly onChange: (chosen: readonly NamedChoice[]) => void;
  /** Inside of a dialog the list of choices must not be cut off by it. */
  readonly isInDialog?: boolean;
}

export function Several({ id, label, choices, isChosen, onChange, isInDialog = false }: SeveralProps) {
  const words = useWords();
  return (
    <FilterField id={id} label={words.say(label)}>
      <Select<NamedChoice, true>
        inputId={id}
        isMulti
        isLoading={choices === null}
        options={choices ?? []}
        getOptionLabel={({ name }) => name}
        getOptionValue={({ name }) => name}
        value={(choices ?? []).filter(isChosen)}
        onChange={onChange}
        placeholder={words.say('filters.any')}
        noOptionsMessage={() => words.say('filters.noChoices')}
        menuPosition={isInDialog ? 'fixed' : 'absolute'}
      />
    </FilterField>
  );
}
