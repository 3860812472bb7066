// What a contract is, whoever keeps it: the official description of Jira's REST API or our own table. It names operations
// and scopes and finds what is wrong with a request or an answer; what to do about it is the caller's decision.

export interface CheckedRequest {
  readonly method: string;
  /** Without the query. */
  readonly path: string;
  readonly query: URLSearchParams;
  /** The parsed body; undefined when there was none. */
  readonly body: unknown;
}

export interface CheckedAnswer {
  readonly method: string;
  readonly path: string;
  readonly status: number;
  /** The parsed body; undefined when there was none. */
  readonly body: unknown;
}

export interface Contract {
  /** Where it comes from and how strict it is, in one line for people. */
  readonly source: string;
  /** The operation of a path, such as `GET /rest/api/3/issue/{issueIdOrKey}`; null when there is none. */
  operationOf(method: string, path: string): string | null;
  /** OAuth 2.0 scopes, any of which is enough to be told apart from none; null when there is no such operation. */
  scopesOf(method: string, path: string): readonly string[] | null;
  requestProblems(request: CheckedRequest): readonly string[];
  answerProblems(answer: CheckedAnswer): readonly string[];
}
