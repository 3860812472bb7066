// The planted duplicates of the demo site: each story is one problem or wish, told by several people in their own
// words. What the product ought to find is therefore known, and a visitor can judge what it does find.

import told from './stories.json';

export interface Telling {
  readonly project: 'SHOP' | 'PAY' | 'OPS';
  /** Account id of the person who filed it. */
  readonly by: 'ada' | 'ben' | 'chiara' | 'daichi' | 'eva';
  /** Days after the demo site's first day. */
  readonly day: number;
  readonly summary: string;
  readonly description: string;
}

export interface Story {
  readonly component: string;
  readonly type: 'Bug' | 'Story' | 'Task';
  /** `linked`: settled in the past with a Duplicate link. `waiting`: nobody has noticed yet. */
  readonly state: 'linked' | 'waiting';
  readonly tellings: readonly Telling[];
}

export const stories = told as readonly Story[];
