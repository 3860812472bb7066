// The spaces of a scope, searched as the person types. Those of a saved scope are named although nobody has searched them.

import { ErrorMessage, HelperMessage, Label } from '@atlaskit/form';
import Select from '@atlaskit/select';
import { useWords } from '../../shared/ui/words-context';
import { useSpaceSelect } from '../../shared/ui/use-space-select';
import type { SpaceChoice } from '../../shared/use-space-choices';
import { useSpaceNames } from '../../shared/use-space-names';

interface SpaceFieldProps {
  readonly projectIds: readonly number[];
  readonly onChange: (projectIds: readonly number[]) => void;
}

export function SpaceField({ projectIds, onChange }: SpaceFieldProps) {
  const words = useWords();
  const spaces = useSpaceSelect();
  const { options, isLoading } = spaces;
  const unknown = projectIds.filter((id) => !options.some(({ value }) => value === id));
  const names = useSpaceNames(isLoading ? [] : unknown);
  const named = unknown.flatMap((value): SpaceChoice[] => {
    const label = names.get(value);
    return label === undefined ? [] : [{ value, label, key: '' }];
  });
  const all = [...options, ...named];
  return (
    <div>
      <Label htmlFor="spaces">{words.say('start.spaces')}</Label>
      <Select<SpaceChoice, true>
        {...spaces}
        inputId="spaces"
        isMulti
        options={all}
        value={all.filter(({ value }) => projectIds.includes(value))}
        onChange={(chosen) => onChange(chosen.map(({ value }) => value))}
        isInvalid={projectIds.length === 0}
      />
      {projectIds.length === 0 ? (
        <ErrorMessage>{words.say('start.spacesRequired')}</ErrorMessage>
      ) : (
        <HelperMessage>{words.say('start.spacesHelp')}</HelperMessage>
      )}
    </div>
  );
}
