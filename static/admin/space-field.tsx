// One space, found by Jira as the person types.

import { findSpaces, type SpaceOption } from '../shared/find';
import { useFound } from '../shared/use-found';
import { Field, helpIdOf } from '../shared/ui/field';
import { FoundSelect } from '../shared/ui/found-select';

interface SpaceFieldProps {
  readonly id: string;
  readonly label: string;
  readonly help?: string;
  readonly value: SpaceOption | null;
  readonly isDisabled?: boolean;
  readonly onChange: (chosen: SpaceOption | null) => void;
}

export function SpaceField({ id, label, help, value, isDisabled = false, onChange }: SpaceFieldProps) {
  const found = useFound(findSpaces);
  return (
    <Field id={id} label={label} help={help}>
      <FoundSelect<SpaceOption>
        inputId={id}
        found={found}
        isDisabled={isDisabled}
        value={value}
        onChange={onChange}
        aria-describedby={helpIdOf(id)}
        placeholder="start.placeholder"
        nothing="start.spacesNone"
      />
    </Field>
  );
}
