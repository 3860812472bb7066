// Starts a page: theme and language first, so that nothing flashes in the wrong colours or words, then React.
// A page that cannot learn where it is says so instead of staying white.

import '@atlaskit/css-reset';
import { view, type FullContext } from '@forge/bridge';
import { createRoot } from 'react-dom/client';
import type { ReactElement } from 'react';
import { wordsFor } from '../text';
import { WordsProvider } from './words-context';

export async function mount(page: (context: FullContext) => ReactElement): Promise<void> {
  const element = document.getElementById('root');
  if (!element) throw new Error('index.html has no element with the id "root".');
  try {
    const [context] = await Promise.all([view.getContext(), view.theme.enable()]);
    const words = wordsFor(context.locale);
    document.documentElement.lang = words.locale;
    createRoot(element).render(<WordsProvider words={words}>{page(context)}</WordsProvider>);
  } catch (error) {
    element.textContent = `This page could not start: ${error instanceof Error ? error.message : String(error)}`;
  }
}
