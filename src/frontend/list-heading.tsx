// The heading of one list, of the level that follows what Jira writes above it: the title of a panel among those of the
// page, or the title of a dialog.

import { Heading } from '@forge/react';
import { createContext, useContext, type ReactNode } from 'react';

export const ListLevel = createContext<'h2' | 'h3'>('h3');

export function ListHeading({ children }: { readonly children: ReactNode }) {
  const level = useContext(ListLevel);
  return (
    <Heading as={level} size="xsmall">
      {children}
    </Heading>
  );
}
