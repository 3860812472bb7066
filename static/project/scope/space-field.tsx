// The spaces of a scope, searched as the person types. Those of a saved scope are named although nobody has searched them.

import { useState } from 'react';
import { findSpaces, type SpaceOption } from '../../shared/find';
import { Field, helpIdOf } from '../../shared/ui/field';
import { FoundSelect } from '../../shared/ui/found-select';
import { useWords } from '../../shared/ui/words-context';
import { useFound } from '../../shared/use-found';
import { useSpaceNames } from '../../shared/use-space-names';

interface SpaceFieldProps {
  readonly projectIds: readonly number[];
  readonly onChange: (projectIds: readonly number[]) => void;
}

export function SpaceField({ projectIds, onChange }: SpaceFieldProps) {
  const words = useWords();
  const found = useFound(findSpaces);
  const [picked, setPicked] = useState<readonly SpaceOption[]>([]);
  const pickedLabel = (id: number) => picked.find(({ value }) => value === id)?.label;
  const names = useSpaceNames(projectIds.filter((id) => pickedLabel(id) === undefined));
  const chosen = projectIds.flatMap((value): SpaceOption[] => {
    const label = pickedLabel(value) ?? names.get(value);
    return label === undefined ? [] : [{ value, label }];
  });
  const isMissing = projectIds.length === 0;
  return (
    <Field
      id="spaces"
      label={words.say('start.spaces')}
      help={words.say('start.spacesHelp')}
      error={isMissing ? words.say('start.spacesRequired') : undefined}
    >
      <FoundSelect<SpaceOption, true>
        inputId="spaces"
        isMulti
        isInDialog
        found={found}
        value={chosen}
        onChange={(options) => {
          setPicked(options);
          onChange(options.map(({ value }) => value));
        }}
        placeholder="start.placeholder"
        nothing="start.spacesNone"
        isInvalid={isMissing}
        aria-describedby={helpIdOf('spaces')}
      />
    </Field>
  );
}
