// The one boundary between the Forge host and the Jira it talks to. The stand-in implements it, the proxy to a real
// site implements it, and the contract checker wraps it, so every request of every test passes the same door.

export type Actor =
  | { readonly kind: 'user'; readonly accountId: string }
  | { readonly kind: 'app' } // the app's own system user
  | { readonly kind: 'anonymous' };

export interface ProductRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Path with query string, such as `/rest/api/3/search/jql?maxResults=100`. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
}

/** A Forge product event as the platform delivers it to a trigger: `eventType` is `avi:jira:created:issue` and so on. */
export interface ProductEvent {
  readonly eventType: string;
  readonly [member: string]: unknown;
}

export interface Product {
  /** Never throws: what goes wrong is a response with Jira's own status and body. */
  handle(request: ProductRequest, actor: Actor): Promise<Response>;
  /** Calls `listener` once for each event, in order, after the change. Returns the way to stop. */
  onEvent(listener: (event: ProductEvent) => void): () => void;
}
