// One sentence by a language model about a pair that the engine could not settle, for a person who may see both work
// items now. It is shown and forgotten: nothing is decided by it and nothing is stored but counters.

import type { ExplanationStatus, ExplanationView } from '../contract';
import { findCandidates, type PanelContext } from '../duplicates/find';
import type { Stores } from '../storage/stores';
import type { LanguageModel } from './model';
import { type ExplanationLanguage, explainedOf, questionOf } from './question';
import { type Admission, admit, settled, tallyAt } from './tally';

export interface ExplanationContext extends PanelContext {
  readonly model: LanguageModel;
}

interface PairRequest {
  readonly a: number;
  readonly b: number;
  readonly language: ExplanationLanguage;
}

export async function explainPair(
  { a, b, language }: PairRequest,
  hintedProjectId: number | null,
  context: ExplanationContext,
): Promise<ExplanationView> {
  const { stores, viewer, model } = context;
  const { explanations } = await stores.readSettings();
  if (!explanations.isOn) return { state: 'off' };
  // As the panel finds it for this person: who may not see one of the two learns nothing here that the panel hides.
  const found = await findCandidates(a, hintedProjectId, context);
  const candidate = found.state === 'ready' ? found.candidates.find(({ issue }) => issue.id === b) : undefined;
  if (candidate?.tier !== 'possible') return { state: 'not-ambiguous' };
  const seen = await viewer.readIssues([a, b]);
  const [first, second] = [seen.get(a), seen.get(b)];
  if (first === undefined || second === undefined) return { state: 'not-ambiguous' };
  const admission = await admitted(explanations.perDay, context);
  if (admission !== 'asked') return refusal(admission, context);
  const answer = await model.ask(questionOf(first, second, language));
  const explained = answer.state === 'answered' ? explainedOf(answer.given) : null;
  const outcome = { waitSeconds: null, inputTokens: 0, outputTokens: 0, ...answer, isUsable: explained !== null };
  await stores.explanationTally.change((tally) => settled(tallyAt(tally, context.nowMs()), outcome, context.nowMs()));
  if (explained !== null) return { state: 'explained', ...explained };
  return { state: answer.state === 'not-deployed' ? 'not-deployed' : 'no-answer' };
}

async function admitted(perDay: number, { stores, nowMs }: ExplanationContext): Promise<Admission> {
  let admission: Admission = 'paused';
  await stores.explanationTally.change((current) => {
    const next = admit(tallyAt(current, nowMs()), perDay, nowMs());
    admission = next.admission;
    return admission === 'asked' ? next.tally : null;
  });
  return admission;
}

async function refusal(
  admission: Exclude<Admission, 'asked'>,
  { stores }: ExplanationContext,
): Promise<ExplanationView> {
  if (admission === 'used-up') return { state: 'used-up' };
  const until = (await stores.explanationTally.read())?.value.pausedUntilMs ?? 0;
  return { state: 'paused', until: new Date(until).toISOString() };
}

/** For administrators: whether it is there, whether it is on, and what it has used. */
export async function explanationStatus({
  stores,
  model,
  nowMs,
}: {
  readonly stores: Pick<Stores, 'readSettings' | 'explanationTally'>;
  readonly model: Pick<LanguageModel, 'isDeployed'>;
  readonly nowMs: () => number;
}): Promise<ExplanationStatus> {
  const [{ explanations }, record, known] = await Promise.all([
    stores.readSettings(),
    stores.explanationTally.read(),
    model.isDeployed(),
  ]);
  const { asked, failed, inputTokens, outputTokens, pausedUntilMs } = tallyAt(record?.value ?? null, nowMs());
  return {
    model: known.state === 'no-answer' ? 'unreachable' : known.state,
    isOn: explanations.isOn,
    perDay: explanations.perDay,
    today: { asked, failed, inputTokens, outputTokens },
    pausedUntil: pausedUntilMs > nowMs() ? new Date(pausedUntilMs).toISOString() : null,
  };
}
