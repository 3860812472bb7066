// A page as this person wants it: language, dense or airy rows, with or without keys on buttons. It is drawn at once as
// Jira has it and changes when the backend has answered; who set nothing, and whose settings cannot be read, sees no change.

import { createContext, useContext, useEffect, useMemo, useState, type ReactNode } from 'react';
import type { Preferences } from '../../../src/contract';
import { call } from '../api';
import { wordsFor } from '../text';
import { WordsProvider } from './words-context';

type Shown = Pick<Preferences, 'isNotified' | 'density' | 'language' | 'showsKeys'>;
const asInJira: Shown = { isNotified: true, density: 'comfortable', language: null, showsKeys: true };
const PreferencesContext = createContext<Shown>(asInJira);

export const usePreferences = (): Shown => useContext(PreferencesContext);

export function AsPreferred({ locale, children }: { readonly locale: string; readonly children: ReactNode }) {
  const [preferences, setPreferences] = useState(asInJira);
  useEffect(() => {
    void call('person.read', {}).then((answer) => {
      if (answer.ok) setPreferences(answer.value.preferences);
    });
  }, []);
  const { language, density, showsKeys } = preferences;
  const words = useMemo(() => wordsFor(language ?? locale), [language, locale]);
  useEffect(() => {
    const root = document.documentElement;
    root.lang = words.locale;
    root.dataset['density'] = density;
    root.dataset['keys'] = showsKeys ? 'shown' : 'hidden';
    if (density === 'compact') root.style.setProperty('--row-space', 'var(--ds-space-050)');
    else root.style.removeProperty('--row-space');
  }, [words, density, showsKeys]);
  return (
    <PreferencesContext.Provider value={preferences}>
      <WordsProvider words={words}>{children}</WordsProvider>
    </PreferencesContext.Provider>
  );
}
