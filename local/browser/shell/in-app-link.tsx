// A link inside the site: an ordinary link for the browser, without a reload for an ordinary click.

import type { ComponentProps, MouseEvent } from 'react';
import { goTo } from './routes';

export function InAppLink({ href, ...rest }: ComponentProps<'a'> & { readonly href: string }) {
  return <a {...rest} href={href} onClick={followInside} />;
}

/** Also for links that somebody else drew: put it on an element around them. */
export function followInside(event: MouseEvent<HTMLElement>): void {
  const link = (event.target as HTMLElement).closest('a');
  const isPlain = event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
  if (!link || !isPlain || link.target === '_blank' || link.origin !== location.origin) return;
  event.preventDefault();
  goTo(link.pathname + link.search);
}
