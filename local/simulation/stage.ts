// What the actors of one run have in common: the world they act in, their dice, and the ways in which a person calls the
// app. A person whose call fails does what people do: waits a minute and tries again, a few times.

import type { AnswerOf, MethodName, RequestOf, Result } from '../../src/contract';
import type { HostOptions } from '../forge/host';
import type { Installation } from '../forge/installation';
import type { JiraSite } from '../jira/site';
import type { SiteWorld } from '../world';
import { Dice } from './dice';
import type { History } from './history';
import type { Plan } from './plan';

export interface SimulateOptions {
  /** Default: this checkout's app. */
  readonly load?: HostOptions['load'];
}

const triesOfAPerson = 4;
const patienceMs = 60_000;
/** What a person tries again; the others tell what to do instead. */
const passing: ReadonlySet<string> = new Set([
  'RATE_LIMITED',
  'JIRA_UNAVAILABLE',
  'STORAGE_UNAVAILABLE',
  'CONFLICT',
  'INTERNAL',
]);

export class Stage {
  readonly #parts = new Map<string, Dice>();
  /** Several actors are at work, and somebody else makes time pass. */
  isShared = false;

  constructor(
    readonly plan: Plan,
    readonly world: Pick<SiteWorld, 'host' | 'clock' | 'addSite'>,
    readonly site: JiraSite,
    readonly installation: Installation,
    readonly history: History,
  ) {}

  dice(part: string): Dice {
    const known = this.#parts.get(part) ?? new Dice(this.plan.seed, part);
    this.#parts.set(part, known);
    return known;
  }

  now(): number {
    return this.world.clock.now();
  }

  /** While others act too, time passes for all of them together; alone, whoever waits lets it pass. */
  sleep(ms: number): Promise<void> {
    return this.isShared ? this.world.clock.until(this.now() + ms) : this.world.host.advance(ms);
  }

  /** Up to `most`, by the dice of that part. */
  sleepUpTo(most: number, part: string): Promise<void> {
    return this.sleep(1 + this.dice(part).below(most));
  }

  /** Null when the invocation died. */
  call<M extends MethodName>(who: string, method: M, request: RequestOf<M>): Promise<Result<AnswerOf<M>> | null> {
    const moduleKey = method.startsWith('panel.') ? 'similar-work-items' : 'backlog-intelligence';
    const invoke = () => this.installation.invoke({ moduleKey, functionKey: method, payload: request, accountId: who });
    return this.history.call(this.site, who, method, request, invoke) as Promise<Result<AnswerOf<M>> | null>;
  }

  /** The last answer, when all tries of a person came to nothing. */
  async persist<M extends MethodName>(
    who: string,
    method: M,
    request: RequestOf<M>,
  ): Promise<Result<AnswerOf<M>> | null> {
    for (let tries = 1; ; tries++) {
      const answer = await this.call(who, method, request);
      const isOver = answer !== null && (answer.ok || !passing.has(answer.failure.code));
      if (isOver || tries === triesOfAPerson) return answer;
      await this.sleep(patienceMs);
    }
  }

  projectId(key: string): number {
    const project = [...this.site.state.projects.values()].find((known) => known.key === key);
    if (project === undefined) throw new Error(`The site has no project ${key}.`);
    return project.id;
  }

  /** Of the issues that exist now, lowest first. */
  issueIds(): number[] {
    return [...this.site.state.issues.keys()].sort((one, other) => one - other);
  }
}
