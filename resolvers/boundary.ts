// The door of every method that a page can call. Whoever can load a page can call any method with any payload, so each
// declares its schema here and its role in access.ts, and everything undeclared is refused; who calls is known from
// Forge's own context alone. The only place that catches: one failure becomes one Result and one log line.

import * as v from 'valibot';
import { record } from '../src/administration/audit-log';
import { mustHold } from '../src/administration/roles';
import { type App, createApp } from '../src/app';
import type { AnswerOf, MethodName, RequestOf, Result } from '../src/contract';
import { AppError, appErrorOf, failureOf } from '../src/errors';
import { access } from './access';

/** What Forge itself says about the call; nothing that a page could have written but the hint. */
interface Caller {
  readonly app: App;
  readonly accountId: string;
  /** From the page's context: a hint for what to read first, never a permission. */
  readonly hintedProjectId: number | null;
}

export interface Method {
  /** Answers with a Result; never throws. */
  handle(payload: unknown, context: unknown): Promise<Result<unknown>>;
}

export function expose<M extends MethodName>(
  name: M,
  schema: v.GenericSchema<unknown, RequestOf<M>>,
  answer: (request: RequestOf<M>, caller: Caller) => Promise<AnswerOf<M>>,
): Method {
  return {
    async handle(payload, context) {
      const app = createApp();
      const startedAtMs = app.nowMs();
      const reference = app.newId();
      const door = { door: name, reference };
      try {
        const caller = { app, ...callerOf(context) };
        const request = parsed(schema, payload);
        await mustMay(name, request, app);
        const value = await witnessed(name, request, caller, () => answer(request, caller));
        app.log({ ...door, outcome: 'ok', tookMs: app.nowMs() - startedAtMs });
        return { ok: true, value };
      } catch (thrown) {
        const error = appErrorOf(thrown);
        app.log({ ...door, outcome: 'failed', tookMs: app.nowMs() - startedAtMs, code: error.code }, error);
        return { ok: false, failure: failureOf(error, reference) };
      }
    },
  };
}

/** @throws AppError */
async function mustMay<M extends MethodName>(name: M, request: RequestOf<M>, app: App): Promise<void> {
  if (!Object.hasOwn(access, name)) throw new AppError('NOT_ALLOWED', 'Nobody may do this: it declares no role.');
  const { capability, spaces } = access[name];
  await mustHold(capability, spaces?.(request) ?? null, app.forViewer().viewer);
}

/** With a line in the audit log before it is done, and a second one when it is refused. */
async function witnessed<M extends MethodName>(
  name: M,
  request: RequestOf<M>,
  { app, accountId }: Caller,
  work: () => Promise<AnswerOf<M>>,
): Promise<AnswerOf<M>> {
  const { audit } = access[name];
  const detail = audit?.[1](request) ?? null;
  if (audit === undefined || detail === null) return work();
  const deed = { event: audit[0], accountId, detail };
  await record(deed, app.forAudit());
  try {
    return await work();
  } catch (thrown) {
    await record({ ...deed, refusedAs: appErrorOf(thrown).code }, app.forAudit());
    throw thrown;
  }
}

/** Absent for apps without a licence and in development. Forge renamed the member in 2026. */
export const licenseSchema = v.nullish(
  v.object({ active: v.optional(v.boolean()), isActive: v.optional(v.boolean()) }),
);
const contextSchema = v.object({
  accountId: v.pipe(v.string(), v.minLength(1)),
  license: licenseSchema,
  extension: v.optional(v.unknown()),
});
const hintSchema = v.object({ project: v.object({ id: v.union([v.string(), v.number()]) }) });

/** Refuses who is not signed in or not licensed. */
function callerOf(context: unknown): Omit<Caller, 'app'> {
  const known = v.safeParse(contextSchema, context);
  if (!known.success) throw new AppError('NOT_ALLOWED', 'Sign in to Jira to use this.');
  const { accountId, license, extension } = known.output;
  mustBeLicensed(license);
  const hint = v.safeParse(hintSchema, extension);
  const projectId = hint.success ? Number(hint.output.project.id) : Number.NaN;
  return { accountId, hintedProjectId: Number.isSafeInteger(projectId) && projectId > 0 ? projectId : null };
}

/** @throws AppError UNLICENSED */
export function mustBeLicensed(license: v.InferOutput<typeof licenseSchema>): void {
  if (license && !(license.active ?? license.isActive ?? false)) {
    throw new AppError('UNLICENSED', 'This app has no active licence on this site.');
  }
}

/** @throws AppError BAD_INPUT, with the first member that is wrong. */
export function parsed<T>(schema: v.GenericSchema<unknown, T>, payload: unknown): T {
  const result = v.safeParse(schema, payload);
  if (result.success) return result.output;
  const [first] = result.issues;
  const where = first.path?.map((item) => String(item.key)).join('.') ?? 'the request';
  throw new AppError('BAD_INPUT', `${where}: ${first.message}`.slice(0, 300));
}

/** Ids of issues and projects. */
export const idSchema = v.pipe(v.number(), v.safeInteger(), v.minValue(1));
export const accountIdSchema = v.pipe(v.string(), v.minLength(1), v.maxLength(128));
/** Of a stored record; 0 before there is one. */
export const versionSchema = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
/** Absent: whatever team owns the work items. */
export const teamIdSchema = v.optional(v.pipe(v.string(), v.regex(/^[0-9a-f]{16}$/)));
export const scanIdSchema = v.pipe(v.string(), v.regex(/^[0-9a-f]{16}$/));
