// A UI Kit tree as the app's reconciler sends it: plain nodes with props, children, and functions that reach back into
// the app. It arrives from a frame and is not trusted further than its shape.

export type Props = Readonly<Record<string, unknown>>;

export interface UiNode {
  readonly type: string;
  readonly key: string;
  readonly props: Props;
  readonly children: readonly UiNode[];
}

/** A node that is no node at all becomes a visible error when it is drawn, like every unknown one. */
export function readNode(value: unknown, key = 'root'): UiNode {
  if (typeof value !== 'object' || value === null || !('type' in value) || typeof value.type !== 'string') {
    return { type: `(no node: ${typeof value})`, key, props: {}, children: [] };
  }
  const { type, key: ownKey, props, children } = value as Record<string, unknown>;
  return {
    type: String(type),
    key: typeof ownKey === 'string' ? ownKey : key,
    props: typeof props === 'object' && props !== null ? (props as Props) : {},
    children: Array.isArray(children) ? children.map((child, index) => readNode(child, String(index))) : [],
  };
}

/** A React element inside a prop (`emptyView`, `actions`) reaches us as plain data: this makes it a node again. */
export function nodeOfElement(value: unknown, key: string): UiNode | null {
  if (typeof value === 'string' || typeof value === 'number') return textNode(String(value), key);
  if (typeof value !== 'object' || value === null || !('type' in value) || typeof value.type !== 'string') return null;
  const { children, ...props } = ('props' in value ? value.props : {}) as Record<string, unknown>;
  const nested = [children]
    .flat(Number.POSITIVE_INFINITY)
    .map((child, index) => nodeOfElement(child, `${key}.${index}`));
  return { type: value.type, key, props, children: nested.filter((child) => child !== null) };
}

export function plainText(node: UiNode): string {
  return node.type === 'String' ? String(node.props['text']) : node.children.map(plainText).join('');
}

/** The named props that are there, for an Atlaskit component that takes them under the same name. */
export function pick<P>(props: Props, ...names: readonly (keyof P & string)[]): Partial<P> {
  return Object.fromEntries(
    names.filter((name) => props[name] !== undefined).map((name) => [name, props[name]]),
  ) as Partial<P>;
}

export function text(props: Props, name: string): string {
  const value = props[name];
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

type Handler = (...args: unknown[]) => unknown;

/** The app's function under that name; calling it without one does nothing. */
export function handler(props: Props, name: string): Handler {
  const value = props[name];
  return typeof value === 'function' ? (value as Handler) : () => undefined;
}

const textNode = (value: string, key: string): UiNode => ({
  type: 'String',
  key,
  props: { text: value },
  children: [],
});
