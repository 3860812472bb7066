// A block grows its arrays while an issue is being added. Whatever the moment, no count of that issue may get lost.

import { BlockBuilder } from '../../src/similarity/block';
import type { IssueFacts } from '../../src/similarity/document';

const facts: IssueFacts = {
  createdMs: 0,
  projectId: 1,
  parentId: 0,
  isSubtask: false,
  isResolved: false,
  typeHash: 1,
  reporterHash: 0,
  componentHashes: [],
  linkedIds: [],
};

describe('a block that grows', () => {
  it('keeps the count of every term, also of the one at which its arrays were replaced', () => {
    const termsPerIssue = 1_000;
    let next = 1;
    const builder = new BlockBuilder({
      tokenize(_text, sink) {
        for (let term = 0; term < termsPerIssue; term++) sink.add(next++, 1);
        return [];
      },
    });
    for (let id = 1; id <= 40; id++) builder.add({ id, text: { summary: '', description: '' }, facts });
    const block = builder.build();
    const counted = Array.from(block.terms, (_, at) => block.termCounts[at * 3 + 1]);
    expect(counted).toHaveLength(40 * termsPerIssue);
    expect(counted.filter((count) => count !== 1)).toEqual([]);
  });
});
