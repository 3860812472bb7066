// The "•••" menu in which Jira lists what apps can do with a work item or a backlog. A choice opens the app in a dialog.

import Button from '@atlaskit/button/default/button';
import { modulesOf, type Boot } from './boot';
import type { Place } from './server-api';
import { useShellParts } from './shell-parts';
import styles from './shell.module.css';

interface ActionMenuProps {
  readonly boot: Boot;
  readonly type: 'jira:issueAction' | 'jira:backlogAction';
  readonly label: string;
  readonly place: Place;
}

export function ActionMenu({ boot, type, label, place }: ActionMenuProps) {
  const parts = useShellParts();
  const modules = modulesOf(boot, type);
  if (modules.length === 0) return null;
  return (
    <div className={styles.actions} role="group" aria-label={label}>
      {modules.map((module) => (
        <Button
          key={module.key}
          spacing="compact"
          onClick={() => parts.openModal(module, { size: type === 'jira:backlogAction' ? 'x-large' : 'medium' }, place)}
        >
          {module.title}
        </Button>
      ))}
    </div>
  );
}
