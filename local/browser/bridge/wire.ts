// Remote calls over a MessagePort between the page of the host and a frame of the app, in both directions. Functions
// travel as names and can be called from the other side; that is how Forge's bridge passes callbacks and event handlers.

export type Answerer = (command: string, payload: unknown) => unknown;

export interface Peer {
  call(command: string, payload?: unknown): Promise<unknown>;
  close(): void;
}

type Message =
  | { readonly kind: 'call'; readonly id: number; readonly command: string; readonly payload: unknown }
  | { readonly kind: 'run'; readonly id: number; readonly functionId: string; readonly args: readonly unknown[] }
  | { readonly kind: 'done'; readonly id: number; readonly value: unknown }
  | {
      readonly kind: 'refused';
      readonly id: number;
      readonly error: { readonly name: string; readonly message: string };
    };

interface Waiting {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: Error) => void;
}

type Callable = ((...args: unknown[]) => unknown) & { __id__?: string };

export function peerOver(port: MessagePort, answer: Answerer): Peer {
  const waiting = new Map<number, Waiting>();
  const functions = new Map<string, Callable>();
  let lastId = 0;

  const pack = (value: unknown): unknown =>
    packed(value, new Set(), (callable) => {
      callable.__id__ ??= `f${functions.size + 1}`;
      functions.set(callable.__id__, callable);
      return callable.__id__;
    });
  const unpack = (value: unknown): unknown =>
    unpacked(value, (functionId) => {
      const run: Callable = (...args) => ask({ kind: 'run', id: ++lastId, functionId, args: pack(args) as unknown[] });
      run.__id__ = functionId;
      return run;
    });
  const ask = (message: Extract<Message, { kind: 'call' | 'run' }>) =>
    new Promise<unknown>((resolve, reject) => {
      waiting.set(message.id, { resolve, reject });
      port.postMessage(message);
    });

  const serve = async (message: Extract<Message, { kind: 'call' | 'run' }>) => {
    try {
      const value =
        message.kind === 'call'
          ? await answer(message.command, unpack(message.payload))
          : await known(functions, message.functionId)(...(unpack(message.args) as unknown[]));
      port.postMessage({ kind: 'done', id: message.id, value: pack(value) } satisfies Message);
    } catch (error) {
      const { name, message: text } = error instanceof Error ? error : new Error(String(error));
      port.postMessage({ kind: 'refused', id: message.id, error: { name, message: text } } satisfies Message);
    }
  };

  port.onmessage = ({ data }: MessageEvent<Message>) => {
    if (data.kind === 'call' || data.kind === 'run') return void serve(data);
    const asked = waiting.get(data.id);
    waiting.delete(data.id);
    if (data.kind === 'done') asked?.resolve(unpack(data.value));
    else asked?.reject(Object.assign(new Error(data.error.message), { name: data.error.name }));
  };

  return {
    call: (command, payload) => ask({ kind: 'call', id: ++lastId, command, payload: pack(payload) }),
    close: () => port.close(),
  };
}

const marker = '$function';

/** A copy that the structured clone takes. Symbols and what React hangs on its elements (`_owner`, `_store`) stay behind. */
function packed(value: unknown, parents: Set<object>, nameOf: (callable: Callable) => string): unknown {
  if (typeof value === 'function') return { [marker]: nameOf(value as Callable) };
  if (typeof value === 'symbol') return undefined;
  if (value === null || typeof value !== 'object') return value;
  if (value instanceof Date || value instanceof Blob || value instanceof ArrayBuffer) return value;
  if (parents.has(value)) return undefined; // a cycle: the other side gets the tree without the way back
  parents.add(value);
  const copy = Array.isArray(value)
    ? value.map((member) => packed(member, parents, nameOf))
    : Object.fromEntries(
        Object.entries(value)
          .filter(([name]) => name !== '_owner' && name !== '_store')
          .map(([name, member]) => [name, packed(member, parents, nameOf)]),
      );
  parents.delete(value);
  return copy;
}

function unpacked(value: unknown, functionNamed: (id: string) => Callable): unknown {
  if (value === null || typeof value !== 'object') return value;
  if (value instanceof Date || value instanceof Blob || value instanceof ArrayBuffer) return value;
  if (Array.isArray(value)) return value.map((member) => unpacked(member, functionNamed));
  if (marker in value && typeof value[marker] === 'string') return functionNamed(value[marker]);
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, unpacked(member, functionNamed)]));
}

function known(functions: ReadonlyMap<string, Callable>, id: string): Callable {
  const callable = functions.get(id);
  if (!callable) throw new Error(`The other side called the function ${id}, which was never handed out.`);
  return callable;
}
