// Starts a page: theme and language first, so that nothing flashes in the wrong colours or words, then React.
// A page that cannot learn where it is says so instead of staying white.

import '@atlaskit/css-reset';
import './contrast.css';
import { view, type FullContext } from '@forge/bridge';
import { createRoot } from 'react-dom/client';
import type { ReactElement } from 'react';
import { AsPreferred } from './as-preferred';

type Page = (context: FullContext) => ReactElement | Promise<ReactElement>;

export async function mount(page: Page): Promise<void> {
  const element = document.getElementById('root');
  if (!element) throw new Error('index.html has no element with the id "root".');
  try {
    const [context] = await Promise.all([view.getContext(), view.theme.enable()]);
    const content = await page(context);
    createRoot(element).render(<AsPreferred locale={context.locale}>{content}</AsPreferred>);
  } catch (error) {
    element.textContent = `This page could not start: ${error instanceof Error ? error.message : String(error)}`;
  }
}
