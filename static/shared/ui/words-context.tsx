// Gives every component of a page the words in the person's language, without handing them down by hand.

import { createContext, useContext, type ReactNode } from 'react';
import { wordsFor, type Words } from '../text';

const WordsContext = createContext<Words>(wordsFor('en-US'));

export const useWords = (): Words => useContext(WordsContext);

export function WordsProvider({ words, children }: { readonly words: Words; readonly children: ReactNode }) {
  return <WordsContext.Provider value={words}>{children}</WordsContext.Provider>;
}
