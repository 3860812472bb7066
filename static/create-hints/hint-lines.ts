// Hints as plain text: the dialog draws neither links nor markup under a field, and long titles would push the form away.

import type { Hint } from '../../src/contract';
import type { Words } from '../shared/text';

const maxTitleCharacters = 80;

export function hintLines(hints: readonly Hint[], words: Words): string {
  const lines = hints.map(({ key, summary, score }) =>
    words.say('hints.line', { key, percent: words.percent(score), title: shortened(summary) }),
  );
  return [words.say('hints.heading'), ...lines].join('\n');
}

/** One line, cut between characters and not inside of one. */
function shortened(title: string): string {
  const characters = Array.from(title.replace(/\s+/g, ' ').trim());
  if (characters.length <= maxTitleCharacters) return characters.join('');
  return `${characters
    .slice(0, maxTitleCharacters - 1)
    .join('')
    .trimEnd()}…`;
}
