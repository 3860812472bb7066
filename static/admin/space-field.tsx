// One space, found by Jira as the person types.

import Select from '@atlaskit/select';
import { Field } from '../shared/ui/field';
import { useSpaceSelect } from '../shared/ui/use-space-select';
import type { SpaceChoice } from '../shared/use-space-choices';

interface SpaceFieldProps {
  readonly id: string;
  readonly label: string;
  readonly help?: string;
  readonly value: SpaceChoice | null;
  readonly isDisabled?: boolean;
  readonly onChange: (chosen: SpaceChoice | null) => void;
}

export function SpaceField({ id, label, help, value, isDisabled = false, onChange }: SpaceFieldProps) {
  const spaces = useSpaceSelect();
  return (
    <Field id={id} label={label} help={help}>
      <Select<SpaceChoice> {...spaces} inputId={id} isDisabled={isDisabled} value={value} onChange={onChange} />
    </Field>
  );
}
