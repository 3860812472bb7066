// Draws a UI Kit tree with Atlaskit, as Jira does for apps that bring no page of their own. It knows the components that
// are listed in its three tables; any other is a red box on the screen with its name, never a silent gap.

import { Fragment, type ReactNode } from 'react';
import { displayNodes } from './display-nodes';
import type { UiNode } from './document';
import type { Drawing } from './drawing';
import { inputNodes } from './input-nodes';
import { layoutNodes } from './layout-nodes';
import styles from './ui-kit.module.css';

const drawings: ReadonlyMap<string, Drawing> = new Map(
  [layoutNodes, displayNodes, inputNodes].flatMap((table) => Object.entries(table)),
);

export function UiKitTree({ node }: { readonly node: UiNode }) {
  return <>{draw(node)}</>;
}

function draw(node: UiNode): ReactNode {
  const drawing = drawings.get(node.type);
  if (!drawing) {
    return (
      <div key={node.key} role="alert" className={styles.unknown} data-unknown-node={node.type}>
        This stand-in does not know the UI Kit component “{node.type}”.
      </div>
    );
  }
  const drawn = node.children.map(draw);
  // An only child is passed as such: a tooltip and a transition take exactly one.
  const children = drawn.length === 1 ? drawn[0] : drawn;
  return <Fragment key={node.key}>{drawing(node, drawn.length === 0 ? null : children, draw)}</Fragment>;
}
