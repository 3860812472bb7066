// A select whose choices Jira finds as the person types. Jira decides what fits, so nothing is filtered again here, and
// when it cannot be asked the person reads why instead of "nothing fits".

import { ErrorMessage } from '@atlaskit/form';
import type { SelectProps } from '@atlaskit/select';
import { failureSentence } from '../explain';
import type { TextKey } from '../text';
import type { Found } from '../use-found';
import { Select } from './select';
import { useWords } from './words-context';

/** What may be said of the select itself. Its own type takes any name, so leaving some out would leave nothing checked. */
type Passed<Option, IsMulti extends boolean> = Pick<
  SelectProps<Option, IsMulti>,
  | 'inputId'
  | 'isMulti'
  | 'value'
  | 'onChange'
  | 'autoFocus'
  | 'isDisabled'
  | 'isInvalid'
  | 'closeMenuOnSelect'
  | 'isOptionDisabled'
  | 'aria-describedby'
>;

interface FoundSelectProps<Option, IsMulti extends boolean> extends Passed<Option, IsMulti> {
  readonly found: Found<Option>;
  readonly placeholder: TextKey;
  /** Said when the search ended with nothing. */
  readonly nothing: TextKey;
  /** Inside of a dialog the list of choices must not be cut off by it. */
  readonly isInDialog?: boolean;
}

export function FoundSelect<Option, IsMulti extends boolean = false>(props: FoundSelectProps<Option, IsMulti>) {
  const { found, placeholder, nothing, isInDialog = false, ...rest } = props;
  const words = useWords();
  const problem = found.failure && failureSentence(found.failure, words);
  return (
    <>
      <Select<Option, IsMulti>
        menuPosition={isInDialog ? 'fixed' : 'absolute'}
        {...rest}
        isLoading={found.isLoading}
        options={found.options}
        filterOption={null}
        placeholder={words.say(placeholder)}
        noOptionsMessage={() => problem ?? words.say(nothing)}
        onInputChange={found.search}
      />
      <div role="status">{problem !== null && <ErrorMessage>{problem}</ErrorMessage>}</div>
    </>
  );
}
