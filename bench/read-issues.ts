// Issues from JSON Lines for measuring speed: one line at a time, so that the memory of a run is that of the engine
// and not that of the texts. A line that cannot be used is reported with its number and left out.

import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import type { IssueInput } from '../src/similarity/document';
import { hashText } from '../src/similarity/hash';
import { noFacts } from '../src/similarity/block';

export async function* readIssues(path: string, maxIssues = Infinity): AsyncGenerator<IssueInput> {
  let lineNumber = 0;
  let id = 0;
  for await (const line of createInterface({ input: createReadStream(path, 'utf8'), crlfDelay: Infinity })) {
    lineNumber++;
    if (line.trim() === '') continue;
    const issue = parseIssue(line, id + 1);
    if (typeof issue === 'string') process.stderr.write(`${path}:${lineNumber}: ${issue}; left out.\n`);
    else {
      id++;
      yield issue;
      if (id >= maxIssues) return;
    }
  }
}

function parseIssue(line: string, id: number): IssueInput | string {
  let fields: Record<string, unknown>;
  try {
    fields = JSON.parse(line) as Record<string, unknown>;
  } catch (error) {
    return `not JSON (${error instanceof Error ? error.message : String(error)})`;
  }
  if (typeof fields !== 'object' || fields === null || Array.isArray(fields)) return 'not a JSON object';
  if (typeof fields['summary'] !== 'string') return 'no summary';
  const description = fields['description'];
  const createdMs = Date.parse(String(fields['created']).replace(/([+-]\d\d)(\d\d)$/, '$1:$2'));
  return {
    id,
    text: { summary: fields['summary'], description: typeof description === 'string' ? description : '' },
    facts: {
      ...noFacts,
      createdMs: Number.isNaN(createdMs) ? 0 : createdMs,
      projectId: 1,
      typeHash: hashText(String(fields['type'])),
      reporterHash: hashText(String(fields['reporter'])),
    },
  };
}
