// One input of a form with its name above and, below, what it is for or what is wrong with it. The input says
// `aria-describedby` with the id of the lower part where it can.

import { ErrorMessage, HelperMessage, Label } from '@atlaskit/form';
import type { ReactNode } from 'react';

interface FieldProps {
  /** Of the input. */
  readonly id: string;
  readonly label: string;
  readonly help?: string | undefined;
  /** Instead of the help, as long as something is wrong. */
  readonly error?: string | undefined;
  readonly children: ReactNode;
}

export const helpIdOf = (id: string): string => `${id}-help`;

export function Field({ id, label, help, error, children }: FieldProps) {
  return (
    <div>
      <Label htmlFor={id}>{label}</Label>
      <div>{children}</div>
      <div id={helpIdOf(id)} role="status">
        {error !== undefined && <ErrorMessage>{error}</ErrorMessage>}
        {error === undefined && help !== undefined && <HelperMessage>{help}</HelperMessage>}
      </div>
    </div>
  );
}
