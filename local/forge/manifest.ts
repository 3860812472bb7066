// The part of manifest.yml that decides who is called when, parsed once. What the host does not model is refused here
// by name: an app must not run locally with a filter or a limit that only the real platform would apply.

import {
  array,
  boolean,
  integer,
  looseObject,
  maxValue,
  minValue,
  number,
  optional,
  parse,
  picklist,
  pipe,
  record,
  string,
  tuple,
  union,
  unknown,
  type InferOutput,
} from 'valibot';
import { parse as parseYaml } from 'yaml';
import { type JqlOfManifest, parseJqlModules } from './manifest-jql';

const key = string();
const indexSchema = union([
  string(),
  looseObject({ name: string(), range: tuple([string()]), partition: optional(array(string())) }),
]);
const entitySchema = looseObject({
  name: string(),
  attributes: record(string(), looseObject({ type: picklist(['string', 'boolean', 'float', 'integer', 'any']) })),
  indexes: optional(array(indexSchema)),
});
const eventFilter = looseObject({
  ignoreSelf: optional(boolean()),
  appIsLicensed: optional(boolean()),
  expression: optional(string()),
});
const moduleSchema = looseObject({
  key,
  function: optional(string()),
  resolver: optional(looseObject({ function: optional(string()) })),
  dynamicProperties: optional(looseObject({ function: string() })),
});
const manifestSchema = looseObject({
  app: looseObject({ id: string(), storage: optional(looseObject({ entities: optional(array(entitySchema)) })) }),
  permissions: optional(looseObject({ scopes: optional(union([array(string()), record(string(), unknown())])) })),
  modules: looseObject({
    function: array(
      looseObject({
        key,
        handler: string(),
        timeoutSeconds: optional(pipe(number(), integer(), minValue(1), maxValue(900))),
      }),
    ),
    consumer: optional(array(looseObject({ key, queue: string(), function: string() }))),
    trigger: optional(
      array(
        looseObject({
          key,
          function: string(),
          events: array(union([string(), looseObject({ eventType: string(), filter: optional(eventFilter) })])),
          filter: optional(eventFilter),
        }),
      ),
    ),
    scheduledTrigger: optional(
      array(looseObject({ key, function: string(), interval: picklist(['fiveMinute', 'hour', 'day', 'week']) })),
    ),
    preUninstall: optional(array(looseObject({ key, function: string() }))),
    llm: optional(array(looseObject({ key }))),
  }),
});

export type EntityAttributeType = InferOutput<typeof entitySchema>['attributes'][string]['type'];

interface EntityIndex {
  readonly name: string;
  readonly partition: readonly string[];
  readonly range: string;
}

export interface Entity {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, EntityAttributeType>;
  readonly indexes: readonly EntityIndex[];
}

interface AppFunction {
  readonly key: string;
  /** Name of the export of src/index. */
  readonly exportName: string;
  readonly timeoutMs: number;
}

/** Any module that people or the platform call: pages, consumers, triggers, schedules, actions. */
export interface AppModule {
  readonly type: string;
  readonly key: string;
  readonly functionKey: string;
}

interface Trigger extends AppModule {
  readonly events: readonly { readonly eventType: string; readonly ignoreSelf: boolean }[];
}

export interface Consumer extends AppModule {
  readonly queue: string;
}

export interface Schedule extends AppModule {
  readonly intervalMs: number;
}

export interface Manifest {
  readonly appId: string;
  readonly scopes: readonly string[];
  readonly canImpersonate: boolean;
  readonly functions: ReadonlyMap<string, AppFunction>;
  readonly modules: ReadonlyMap<string, AppModule>;
  readonly consumers: readonly Consumer[];
  readonly triggers: readonly Trigger[];
  readonly schedules: readonly Schedule[];
  readonly preUninstall: readonly AppModule[];
  readonly hasLanguageModel: boolean;
  readonly entities: ReadonlyMap<string, Entity>;
  readonly jql: JqlOfManifest;
}

const intervalMs = { fiveMinute: 300_000, hour: 3_600_000, day: 86_400_000, week: 604_800_000 } as const;
/** Longest run of a function that a module of this kind calls; source: Forge "Platform quotas and limits". */
const backgroundKinds: ReadonlySet<string> = new Set(['consumer', 'scheduledTrigger']);
const minuteKinds: ReadonlySet<string> = new Set([
  'consumer',
  'scheduledTrigger',
  'webtrigger',
  'action',
  'preUninstall',
]);

export function parseManifest(text: string): Manifest {
  const source = parse(manifestSchema, parseYaml(text));
  const { modules } = source;
  const called = calledModules(modules);
  const functions = new Map<string, AppFunction>();
  for (const declared of modules.function) {
    const [file, exportName, ...rest] = declared.handler.split('.');
    if (file !== 'index' || exportName === undefined || rest.length > 0) {
      throw new Error(`manifest: handler ${declared.handler} is not an export of src/index.`);
    }
    const kinds = called.filter((module) => module.functionKey === declared.key).map((module) => module.type);
    functions.set(declared.key, { key: declared.key, exportName, timeoutMs: timeoutMs(declared, kinds) });
  }
  for (const module of called) {
    if (!functions.has(module.functionKey))
      throw new Error(`manifest: module ${module.key} calls the unknown function ${module.functionKey}.`);
  }
  const scopes = source.permissions?.scopes ?? [];
  return {
    appId: source.app.id,
    scopes: Array.isArray(scopes) ? scopes : Object.keys(scopes),
    canImpersonate: JSON.stringify(scopes).includes('"allowImpersonation":true'),
    functions,
    modules: new Map(called.map((module) => [module.key, module])),
    consumers: (modules.consumer ?? []).map((module) => ({
      type: 'consumer',
      key: module.key,
      functionKey: module.function,
      queue: module.queue,
    })),
    triggers: (modules.trigger ?? []).map(parseTrigger),
    schedules: (modules.scheduledTrigger ?? []).map((module) => ({
      type: 'scheduledTrigger',
      key: module.key,
      functionKey: module.function,
      intervalMs: intervalMs[module.interval],
    })),
    preUninstall: (modules.preUninstall ?? []).map((module) => ({
      type: 'preUninstall',
      key: module.key,
      functionKey: module.function,
    })),
    hasLanguageModel: modules.llm !== undefined,
    entities: new Map((source.app.storage?.entities ?? []).map((entity) => [entity.name, parseEntity(entity)])),
    jql: parseJqlModules(modules),
  };
}

function calledModules(modules: Readonly<Record<string, unknown>>): AppModule[] {
  const called: AppModule[] = [];
  for (const [type, declared] of Object.entries(modules)) {
    if (type === 'function' || !Array.isArray(declared)) continue;
    for (const module of parse(array(moduleSchema), declared)) {
      const functionKey = module.resolver?.function ?? module.function;
      if (functionKey !== undefined) called.push({ type, key: module.key, functionKey });
      if (module.dynamicProperties !== undefined) {
        called.push({ type, key: `${module.key}#dynamicProperties`, functionKey: module.dynamicProperties.function });
      }
    }
  }
  return called;
}

/** A longer time is granted only to functions that nobody but consumers and schedules call. */
function timeoutMs(
  declared: { readonly key: string; readonly timeoutSeconds?: number | undefined },
  kinds: readonly string[],
): number {
  const isBackground = kinds.length > 0 && kinds.every((kind) => backgroundKinds.has(kind));
  const usualSeconds = kinds.length > 0 && kinds.every((kind) => minuteKinds.has(kind)) ? 55 : 25;
  const seconds = declared.timeoutSeconds ?? usualSeconds;
  if (seconds > usualSeconds && !isBackground) {
    throw new Error(
      `manifest: function ${declared.key} asks for ${seconds} s, but only consumers and schedules may run longer than ${usualSeconds} s.`,
    );
  }
  return seconds * 1000;
}

function parseTrigger(module: NonNullable<InferOutput<typeof manifestSchema>['modules']['trigger']>[number]): Trigger {
  const events = module.events.map((event) => {
    const filter = { ...module.filter, ...(typeof event === 'string' ? {} : event.filter) };
    if (filter.expression !== undefined)
      throw new Error(`manifest: the local host does not evaluate the filter expression of trigger ${module.key}.`);
    return { eventType: typeof event === 'string' ? event : event.eventType, ignoreSelf: filter.ignoreSelf ?? false };
  });
  return { type: 'trigger', key: module.key, functionKey: module.function, events };
}

function parseEntity(entity: InferOutput<typeof entitySchema>): Entity {
  const attributes = new Map(Object.entries(entity.attributes).map(([name, { type }]) => [name, type] as const));
  const indexes = (entity.indexes ?? []).map((index) =>
    typeof index === 'string'
      ? { name: index, partition: [], range: index }
      : { name: index.name, partition: index.partition ?? [], range: index.range[0] },
  );
  for (const index of indexes) {
    for (const attribute of [...index.partition, index.range]) {
      if (!attributes.has(attribute))
        throw new Error(
          `manifest: index ${index.name} of entity ${entity.name} uses the unknown attribute ${attribute}.`,
        );
    }
  }
  return { name: entity.name, attributes, indexes: [...indexes, { name: 'by-key', partition: [], range: 'key' }] };
}
