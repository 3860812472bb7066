// Atlassian's OpenAPI file as Prism can use it. Two habits of the file mislead it: examples are JSON in a string, and ten
// operations declare a body for 201 or 204 where Jira sends none.

type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };

export function prismReadable(description: unknown): Json {
  return walked(description as Json, null);
}

function walked(value: Json, name: string | null): Json {
  if (name === 'example' && typeof value === 'string') return parsed(value);
  if (Array.isArray(value)) return (value as readonly Json[]).map((one) => walked(one, null));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key, inner]) => !(key === 'content' && (name === '201' || name === '204') && saysNothing(inner)))
      .map(([key, inner]) => [key, walked(inner, key)]),
  );
}

function parsed(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    // A plain text, as an example of a text should be.
    return text;
  }
}

function saysNothing(content: Json): boolean {
  return JSON.stringify(content) === '{"application/json":{"schema":{}}}';
}
