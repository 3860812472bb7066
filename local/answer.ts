// Answers and requests whose text is at hand. The built-in classes wrap each text into a stream and unwrap it again for the
// reader, which takes longer than most requests of the local host. To whoever reads it, an answer is the same Response.

export class TextAnswer extends Response {
  readonly #text: string;
  #rest: Response | undefined;
  #isRead = false;

  constructor(text: string, init: ResponseInit = {}) {
    super(null, init);
    this.#text = text;
    if (!this.headers.has('content-type')) this.headers.set('content-type', 'text/plain;charset=UTF-8');
  }

  static override json(value: unknown, init: ResponseInit = {}): Response {
    const answer = new TextAnswer(JSON.stringify(value), init);
    answer.headers.set('content-type', new Headers(init.headers).get('content-type') ?? 'application/json');
    return answer;
  }

  override get bodyUsed(): boolean {
    return this.#isRead || this.#rest?.bodyUsed === true;
  }

  override get body(): ReadableStream<Uint8Array<ArrayBuffer>> | null {
    return this.#asStream().body;
  }

  override async text(): Promise<string> {
    if (this.bodyUsed) throw new TypeError('Body is unusable: Body has already been read');
    this.#isRead = true;
    return this.#text;
  }

  override async json(): Promise<unknown> {
    return JSON.parse(await this.text()) as unknown;
  }

  override arrayBuffer(): Promise<ArrayBuffer> {
    return this.#asStream().arrayBuffer();
  }

  override blob(): Promise<Blob> {
    return this.#asStream().blob();
  }

  override clone(): TextAnswer {
    if (this.bodyUsed) throw new TypeError('Response.clone: Body has already been consumed.');
    return new TextAnswer(this.#text, this);
  }

  /** For the rare reader who wants bytes. */
  #asStream(): Response {
    if (this.#isRead) throw new TypeError('Body is unusable: Body has already been read');
    this.#rest ??= new Response(this.#text, this);
    return this.#rest;
  }
}

/** As much of a Request as a router reads: a real one also makes an abort signal and a stream, for nobody. */
export function textRequest(
  method: string,
  url: string,
  headers: Readonly<Record<string, string>>,
  text: string,
): Request {
  const request: Pick<Request, 'method' | 'url' | 'headers' | 'text' | 'json'> = {
    method,
    url,
    headers: new Headers(headers),
    text: async () => text,
    json: async () => JSON.parse(text) as unknown,
  };
  return request as Request;
}
