// The site's own words: in which languages they are written, which are read as others, and which say nothing. The backend has the last word on each of them.

import TextArea from '@atlaskit/textarea';
import { Field, helpIdOf } from '../shared/ui/field';
import { useWords } from '../shared/ui/words-context';
import { LanguageField } from './language-field';
import type { Draft } from './settings-draft';

interface WordFieldsProps {
  readonly draft: Draft;
  readonly areSynonymsRight: boolean;
  readonly onChange: (part: Partial<Draft>) => void;
}

export function WordFields({ draft, areSynonymsRight, onChange }: WordFieldsProps) {
  const words = useWords();
  return (
    <>
      <LanguageField leftOut={draft.leftOutLanguages} onChange={(leftOutLanguages) => onChange({ leftOutLanguages })} />
      <Field
        id="synonyms"
        label={words.say('settings.synonyms')}
        help={words.say('settings.synonymsHelp')}
        error={areSynonymsRight ? undefined : words.say('settings.synonymsRule')}
      >
        <TextArea
          id="synonyms"
          value={draft.synonyms}
          minimumRows={2}
          isInvalid={!areSynonymsRight}
          aria-describedby={helpIdOf('synonyms')}
          onChange={(event) => onChange({ synonyms: event.currentTarget.value })}
        />
      </Field>
      <Field id="stop-words" label={words.say('settings.stopWords')} help={words.say('settings.stopWordsHelp')}>
        <TextArea
          id="stop-words"
          value={draft.stopWords}
          minimumRows={2}
          aria-describedby={helpIdOf('stop-words')}
          onChange={(event) => onChange({ stopWords: event.currentTarget.value })}
        />
      </Field>
    </>
  );
}
