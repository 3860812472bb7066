// One work item inside a list: key as a link into Jira, title, status. The page lives in a frame, so a click asks Jira
// to open the work item; the real address stays on the link for people who copy it or open it in a new tab.

import Lozenge from '@atlaskit/lozenge';
import { router } from '@forge/bridge';
import type { MouseEvent } from 'react';
import type { IssueView } from '../../../src/contract';
import { statusAppearances } from '../states';
import styles from './ui.module.css';

export function IssueLink({ issue, siteUrl }: { readonly issue: IssueView; readonly siteUrl: string }) {
  const path = `/browse/${issue.key}`;
  const open = (event: MouseEvent) => {
    event.preventDefault();
    const inNewTab = event.ctrlKey || event.metaKey || event.button === 1;
    void (inNewTab ? router.open(path) : router.navigate(path));
  };
  return (
    <div className={styles.issue}>
      <div className={styles.meta}>
        <a
          className={`${styles.key} ${issue.resolutionName ? styles.settled : ''}`}
          href={siteUrl + path}
          onClick={open}
          onAuxClick={open}
        >
          {issue.key}
        </a>
        <Lozenge appearance={statusAppearances[issue.statusCategory]}>{issue.statusName}</Lozenge>
      </div>
      <span className={styles.summary} title={issue.summary}>
        {issue.summary}
      </span>
    </div>
  );
}
