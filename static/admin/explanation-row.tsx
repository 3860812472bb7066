// How much the language model was used today, as a line of the health page. Read by itself: it asks the model whether it is
// there, and the rest of the page does not wait for that.

import type { ExplanationStatus } from '../../src/contract';
import { failureSentence } from '../shared/explain';
import type { Words } from '../shared/text';
import { useWords } from '../shared/ui/words-context';
import { useAnswer } from './use-answer';

export function ExplanationRow() {
  const words = useWords();
  const { answer } = useAnswer('explanation.status', {});
  const told =
    answer === null
      ? words.say('page.loading')
      : answer.ok
        ? statusSentence(answer.value, words)
        : failureSentence(answer.failure, words);
  return (
    <tr>
      <th scope="row">{words.say('adminHealth.explanations')}</th>
      <td>{told}</td>
    </tr>
  );
}

function statusSentence({ model, isOn, perDay, today, pausedUntil }: ExplanationStatus, words: Words): string {
  if (model === 'not-deployed') return words.say('adminHealth.explanationsMissing');
  if (!isOn) return words.say('adminHealth.explanationsOff');
  const used = words.say('adminHealth.explanationsUsed', {
    asked: today.asked,
    perDay,
    failed: today.failed,
    tokens: words.number(today.inputTokens + today.outputTokens),
  });
  if (pausedUntil !== null)
    return `${used}. ${words.say('adminHealth.explanationsPaused', { time: words.clockTime(pausedUntil) })}`;
  return model === 'unreachable' ? `${used}. ${words.say('adminHealth.explanationsUnreachable')}` : used;
}
