// Where somebody adds the app's actions to an automation rule, reduced to the forms of these actions and to what Automation
// would keep of each. Rules do not run here.

import Heading from '@atlaskit/heading';
import { Stack } from '@atlaskit/primitives/compiled';
import { useState } from 'react';
import { AppFrame } from './app-frame';
import { modulesOf, type Boot, type ShellModule } from './boot';
import styles from './shell.module.css';

const noPlace = {};

export function AutomationView({ boot }: { readonly boot: Boot }) {
  return (
    <div className={styles.padded}>
      <Stack space="space.300">
        <Heading as="h1" size="large">
          Actions for automation rules
        </Heading>
        {modulesOf(boot, 'action').map((module) => (
          <ActionForm key={module.key} boot={boot} module={module} />
        ))}
      </Stack>
    </div>
  );
}

function ActionForm({ boot, module }: { readonly boot: Boot; readonly module: ShellModule }) {
  const [kept, setKept] = useState<string | null>(null);
  return (
    <section aria-label={module.title}>
      <Heading as="h2" size="small">
        {module.title}
      </Heading>
      <AppFrame boot={boot} module={module} place={noPlace} submit={(payload) => setKept(JSON.stringify(payload))} />
      <p className={styles.muted}>{kept === null ? 'Nothing is kept yet.' : `Automation keeps ${kept}`}</p>
    </section>
  );
}
