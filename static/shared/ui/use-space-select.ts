// What every select of spaces has in common: it asks Jira with the keys, and where it has nothing to offer it says why.

import { failureSentence } from '../explain';
import { useSpaceChoices } from '../use-space-choices';
import { useWords } from './words-context';

/** To be spread over a `Select`. */
export function useSpaceSelect() {
  const words = useWords();
  const { options, failure, isLoading, search } = useSpaceChoices();
  return {
    options,
    isLoading,
    onInputChange: (query: string, { action }: { readonly action: string }) => {
      if (action === 'input-change') search(query);
    },
    placeholder: words.say('start.placeholder'),
    noOptionsMessage: () => (failure === null ? words.say('start.spacesNone') : failureSentence(failure, words)),
    menuPosition: 'fixed' as const,
  };
}
