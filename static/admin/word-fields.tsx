// The site's own words: which are read as others, and which say nothing. The backend has the last word on each of them.

import { ErrorMessage, HelperMessage, Label } from '@atlaskit/form';
import TextArea from '@atlaskit/textarea';
import { useWords } from '../shared/ui/words-context';
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
      <div>
        <Label htmlFor="synonyms">{words.say('settings.synonyms')}</Label>
        <TextArea
          id="synonyms"
          value={draft.synonyms}
          minimumRows={2}
          isInvalid={!areSynonymsRight}
          aria-describedby="synonyms-help"
          onChange={(event) => onChange({ synonyms: event.currentTarget.value })}
        />
        <div id="synonyms-help" role="status">
          {areSynonymsRight ? (
            <HelperMessage>{words.say('settings.synonymsHelp')}</HelperMessage>
          ) : (
            <ErrorMessage>{words.say('settings.synonymsRule')}</ErrorMessage>
          )}
        </div>
      </div>
      <div>
        <Label htmlFor="stop-words">{words.say('settings.stopWords')}</Label>
        <TextArea
          id="stop-words"
          value={draft.stopWords}
          minimumRows={2}
          aria-describedby="stop-words-help"
          onChange={(event) => onChange({ stopWords: event.currentTarget.value })}
        />
        <div id="stop-words-help">
          <HelperMessage>{words.say('settings.stopWordsHelp')}</HelperMessage>
        </div>
      </div>
    </>
  );
}
