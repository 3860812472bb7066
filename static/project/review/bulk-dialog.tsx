// Marks many selected pairs at once: the dry run is made from what was selected when the dialog opened, and from nothing
// that is selected later.

import { useState } from 'react';
import { call } from '../../shared/api';
import { BulkJobDialog } from './bulk-job-dialog';
import { mergeOf, type QueueItem } from './queue-items';

interface BulkDialogProps {
  readonly items: readonly QueueItem[];
  readonly onStarted: () => void;
  readonly onClose: (hasWritten: boolean) => void;
}

export function BulkDialog({ items, onStarted, onClose }: BulkDialogProps) {
  const [open] = useState(() => {
    const pairs = items
      .map(mergeOf)
      .map(({ duplicate, canonical }) => ({ duplicateId: duplicate.id, canonicalId: canonical.id }));
    return () => call('review.bulkPreview', { pairs });
  });
  const known = items.flatMap(({ a, b }) => [a, b]);
  return <BulkJobDialog open={open} known={known} onStarted={onStarted} onClose={onClose} />;
}
