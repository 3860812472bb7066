// In which languages texts are written, for those that can be left out. Their names come from the browser.

import type { OptionalLanguage } from '../../src/contract';
import { Field, helpIdOf } from '../shared/ui/field';
import { Select } from '../shared/ui/select';
import { useWords } from '../shared/ui/words-context';

const offered: readonly OptionalLanguage[] = ['de', 'fr', 'es', 'pt', 'it', 'nl'];

interface LanguageFieldProps {
  readonly leftOut: readonly OptionalLanguage[];
  readonly onChange: (leftOut: readonly OptionalLanguage[]) => void;
}

export function LanguageField({ leftOut, onChange }: LanguageFieldProps) {
  const words = useWords();
  const names = new Intl.DisplayNames([words.locale], { type: 'language' });
  const options = offered.map((value) => ({ value, label: names.of(value) ?? value }));
  return (
    <Field id="languages" label={words.say('settings.languages')} help={words.say('settings.languagesHelp')}>
      <Select<(typeof options)[number], true>
        inputId="languages"
        isMulti
        options={options}
        value={options.filter(({ value }) => !leftOut.includes(value))}
        placeholder={words.say('settings.none')}
        aria-describedby={helpIdOf('languages')}
        onChange={(chosen) => onChange(offered.filter((one) => !chosen.some(({ value }) => value === one)))}
      />
    </Field>
  );
}
