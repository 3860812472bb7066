// The shape of the tables that say how each UI Kit component is drawn.

import type { ReactNode } from 'react';
import type { UiNode } from './document';

export type Draw = (node: UiNode) => ReactNode;
/** `children` is already drawn: nothing, one node, or a list. */
export type Drawing = (node: UiNode, children: ReactNode, draw: Draw) => ReactNode;
export type Drawings = Readonly<Record<string, Drawing>>;
