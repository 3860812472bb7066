// The stand-in of Atlassian's language model, asked by the genuine package.

import { smallWorld } from './small-world';

const moreModules = '  llm: [{ key: model, model: [claude] }]';
const prompt = (content = '{"first":{"summary":"a","description":""},"second":{"summary":"b","description":""}}') => ({
  model: 'claude-haiku-4-5-20251001',
  messages: [{ role: 'user' as const, content }],
  tools: [{ type: 'function' as const, function: { name: 'say', description: 'Says it.', parameters: {} } }],
  tool_choice: { type: 'function' as const, function: { name: 'say' } },
});

it('lists its models, and answers a chat by calling the function that was offered', async () => {
  const { inside } = await smallWorld({}, { moreModules });
  await inside(async () => {
    const { chat, list } = await import('@forge/llm');
    expect((await list()).models.map(({ model }) => model)).toContain('claude-haiku-4-5-20251001');
    const { choices, usage } = await chat(prompt());
    expect(choices[0]?.message.tool_calls?.[0]?.function).toMatchObject({
      name: 'say',
      arguments: { verdict: 'different' },
    });
    expect(usage?.total_tokens).toBe((usage?.input_tokens ?? 0) + (usage?.output_tokens ?? 0));
  });
});

it('refuses an unknown model, an empty message, and the 101st request of a minute', async () => {
  const { inside } = await smallWorld({}, { moreModules, settings: { callMs: {} } });
  await inside(async () => {
    const { chat } = await import('@forge/llm');
    await expect(chat({ ...prompt(), model: 'other' })).rejects.toMatchObject({ status: 400 });
    for (let used = 0; used < 99; used++) await chat(prompt());
    // The hundredth of this minute, and not of the right shape.
    await expect(chat(prompt(''))).rejects.toMatchObject({ status: 400 });
    await expect(chat(prompt())).rejects.toMatchObject({ status: 429 });
  });
});

it('refuses everything where the manifest has no such module', async () => {
  const { inside } = await smallWorld();
  await inside(async () => {
    const { list } = await import('@forge/llm');
    await expect(list()).rejects.toMatchObject({ status: 403, code: 'FORBIDDEN' });
  });
});
