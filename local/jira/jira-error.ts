// What Jira says no with. Operations throw a JiraError; one place turns it into the response, so that every refusal has
// Jira's own shape: sentences in `errorMessages`, and in `errors` the sentence of each field.

export class JiraError extends Error {
  constructor(
    readonly status: number,
    readonly errorMessages: readonly string[],
    readonly errors: Readonly<Record<string, string>> = {},
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(errorMessages[0] ?? Object.values(errors)[0] ?? `Status ${status}`);
  }
}

/** Gone and hidden are the same to who asks: Jira says one sentence for both. */
export const issueNotFound = () =>
  new JiraError(404, ['Issue does not exist or you do not have permission to see it.']);

export const badRequest = (message: string) => new JiraError(400, [message]);
