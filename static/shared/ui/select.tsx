// Atlaskit's select, speaking the person's language: by itself it says in English that nothing fits, what a screen reader
// hears after a choice, and what its small buttons do.

import AtlaskitSelect, { type SelectProps } from '@atlaskit/select';
import { useMemo } from 'react';
import type { Words } from '../text';
import { useWords } from './words-context';

export function Select<Option, IsMulti extends boolean = false>(props: SelectProps<Option, IsMulti>) {
  const words = useWords();
  const spoken = useMemo(() => spokenIn(words), [words]);
  return (
    <AtlaskitSelect<Option, IsMulti>
      noOptionsMessage={() => words.say('select.nothingFits')}
      loadingMessage={() => words.say('select.loading')}
      screenReaderStatus={({ count }: { count: number }) => words.say('select.results', { count })}
      ariaLiveMessages={spoken}
      clearControlLabel={words.say('select.clear')}
      {...props}
    />
  );
}

interface Change {
  readonly action: string;
  readonly label?: string;
  readonly isDisabled?: boolean | null;
}

function spokenIn(words: Words) {
  return {
    onChange: ({ action, label = '', isDisabled }: Change): string => {
      if (action === 'clear') return words.say('select.cleared');
      if (label === '' || isDisabled === true) return '';
      if (action === 'select-option') return words.say('select.chosen', { label });
      const isTakenOut = action === 'deselect-option' || action === 'pop-value' || action === 'remove-value';
      return isTakenOut ? words.say('select.takenOut', { label }) : '';
    },
    onFilter: ({ inputValue, resultsMessage }: { inputValue: string; resultsMessage: string }): string =>
      inputValue === '' ? '' : resultsMessage,
  };
}
