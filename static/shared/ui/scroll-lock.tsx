// Takes the place of react-scrolllock, which Atlaskit's dialog uses and which writes a style element that the strict
// content security policy of Forge refuses. Setting a property from script is allowed and does the same.

import { useEffect, type ReactNode } from 'react';

export default function ScrollLock() {
  useEffect(() => {
    const { style } = document.body;
    const before = style.overflow;
    style.overflow = 'hidden';
    return () => {
      style.overflow = before;
    };
  }, []);
  return null;
}

/** The original lets touch scroll inside a locked page; hiding the overflow of the page never stopped it. */
export function TouchScrollable({ children }: { readonly children: ReactNode }) {
  return <>{children}</>;
}
