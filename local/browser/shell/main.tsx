// The entry of the Jira-like page.

import '@atlaskit/css-reset';
import { createRoot } from 'react-dom/client';
import { readStartData } from './boot';
import { SettingsProvider } from './settings';
import { Shell } from './shell';

const element = document.getElementById('root');
if (!element) throw new Error('The page has no element with the id "root".');
createRoot(element).render(
  <SettingsProvider>
    <Shell start={readStartData()} />
  </SettingsProvider>,
);
