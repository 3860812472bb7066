// The words of the parts that Jira itself draws, in the language that this person chose for the app, or else in Jira's.
// They are there at once in Jira's language; what a person has chosen arrives a moment later.

import { useEffect, useMemo, useState } from 'react';
import { call } from '../../static/shared/api';
import { wordsFor, type Words } from '../../static/shared/text';
import type { Language } from '../contract';

export function usePersonWords(locale: string | undefined): Words {
  const [language, setLanguage] = useState<Language | null>(null);
  useEffect(() => {
    void call('person.read', {}).then((answer) => {
      if (answer.ok) setLanguage(answer.value.preferences.language);
    });
  }, []);
  return useMemo(() => wordsFor(language ?? locale ?? 'en-US'), [language, locale]);
}

/** The language of these very words, which may be another one than that of the person's dates. */
export function spokenLanguage({ locale }: Words): Language {
  return languages.find((language) => language.slice(0, 2) === locale.slice(0, 2)) ?? 'en-US';
}

const languages: readonly Language[] = ['en-US', 'de-DE', 'ja-JP'];
