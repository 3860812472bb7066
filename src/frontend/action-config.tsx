// What a person fills in when they add one of our actions to an automation rule: a key, or a smart value that stands for
// one. What is proposed and each keystroke is handed to Automation, so that nothing is lost on
// the way through its own dialog.

import ForgeReconciler, { HelperMessage, Label, Spinner, Stack, Textfield, useProductContext } from '@forge/react';
import { view } from '@forge/bridge';
import { useEffect, useState } from 'react';
import { wordsFor } from '../../static/shared/text';

const inputs = {
  'rule-find-duplicates': { name: 'workItemKey', usual: '{{issue.key}}', label: 'action.workItem' },
  'rule-list-suggestions': { name: 'spaceKey', usual: '{{project.key}}', label: 'action.space' },
} as const;

function ActionConfig() {
  const context = useProductContext();
  if (context === undefined) return <Spinner label="Loading" />;
  const input =
    context.moduleKey === 'rule-list-suggestions' ? inputs['rule-list-suggestions'] : inputs['rule-find-duplicates'];
  return <KeyField locale={context.locale} input={input} saved={savedInput(context.extension, input.name)} />;
}

interface KeyFieldProps {
  readonly locale: string;
  readonly input: (typeof inputs)[keyof typeof inputs];
  readonly saved: string | null;
}

function KeyField({ locale, input, saved }: KeyFieldProps) {
  const words = wordsFor(locale);
  const [value, setValue] = useState(saved ?? input.usual);
  const change = (changed: string) => {
    setValue(changed);
    void view.submit({ [input.name]: changed });
  };
  // What is proposed is not there for Automation before somebody has handed it over.
  const isProposed = saved === null;
  useEffect(() => {
    if (isProposed) void view.submit({ [input.name]: input.usual });
  }, [isProposed, input]);
  return (
    <Stack space="space.050">
      <Label labelFor="key">{words.say(input.label)}</Label>
      <Textfield id="key" value={value} isRequired onChange={({ target }) => change(String(target.value ?? ''))} />
      <HelperMessage>{words.say('action.help', { usual: input.usual })}</HelperMessage>
    </Stack>
  );
}

/** As Automation hands back what was filled in before. */
function savedInput(extension: Readonly<Record<string, unknown>>, name: string): string | null {
  const { data } = extension;
  if (typeof data !== 'object' || data === null || !('inputs' in data)) return null;
  const saved: unknown = Object.entries(data.inputs ?? {}).find(([key]) => key === name)?.[1];
  return typeof saved === 'string' && saved !== '' ? saved : null;
}

ForgeReconciler.render(<ActionConfig />);
