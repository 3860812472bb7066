// The text of the comment with its placeholders, and beside it what people will read. The preview is made by the backend
// from the same template code that posts the comment, so the two cannot differ.

import Button from '@atlaskit/button/default/button';
import { HelperMessage, Label } from '@atlaskit/form';
import Heading from '@atlaskit/heading';
import { Stack, Text } from '@atlaskit/primitives/compiled';
import TextArea from '@atlaskit/textarea';
import { useEffect, useRef, useState } from 'react';
import type { CommentPreview } from '../../../src/contract';
import { call } from '../../shared/api';
import { failureSentence } from '../../shared/explain';
import { useWords } from '../../shared/ui/words-context';
import styles from './review.module.css';
import type { MappingPartProps } from './use-mapping';

const placeholders = ['{canonical}', '{duplicate}'] as const;
const maxCharacters = 2_000;
const settleMs = 250;

export function CommentTemplate({
  draft,
  isReadOnly,
  onChange,
  projectId,
}: MappingPartProps & { readonly projectId: number }) {
  const words = useWords();
  const template = draft.commentTemplate ?? '';
  const field = useRef<HTMLTextAreaElement>(null);
  const insert = (placeholder: string) => {
    const [from, to] = [
      field.current?.selectionStart ?? template.length,
      field.current?.selectionEnd ?? template.length,
    ];
    const text = template.slice(0, from) + placeholder + template.slice(to);
    onChange({ commentTemplate: text.slice(0, maxCharacters) });
    field.current?.focus();
  };
  return (
    <section aria-labelledby="mapping-comment-title">
      <Stack space="space.100" alignInline="stretch">
        <Heading as="h3" size="small" id="mapping-comment-title">
          {words.say('mapping.comment')}
        </Heading>
        <div>
          <Label htmlFor="mapping-comment">{words.say('mapping.template')}</Label>
          <TextArea
            id="mapping-comment"
            ref={field}
            value={template}
            isDisabled={isReadOnly}
            maxLength={maxCharacters}
            minimumRows={3}
            aria-describedby="mapping-comment-help"
            onChange={(event) => onChange({ commentTemplate: event.currentTarget.value })}
          />
          <div id="mapping-comment-help">
            <HelperMessage>
              {words.say('mapping.templateHelp', { placeholders: placeholders.join(', ') })}
            </HelperMessage>
          </div>
        </div>
        {!isReadOnly && (
          <div className={styles.selection}>
            {placeholders.map((placeholder) => (
              <Button key={placeholder} spacing="compact" onClick={() => insert(placeholder)}>
                {words.say('mapping.insert', { placeholder })}
              </Button>
            ))}
          </div>
        )}
        <Heading as="h4" size="xxsmall">
          {words.say('mapping.preview')}
        </Heading>
        <LivePreview projectId={projectId} template={template} />
      </Stack>
    </section>
  );
}

function LivePreview({ projectId, template }: { readonly projectId: number; readonly template: string }) {
  const words = useWords();
  const [preview, setPreview] = useState<CommentPreview | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  useEffect(() => {
    let isCurrent = true;
    const timer = setTimeout(async () => {
      const result = await call('review.previewComment', { projectId, template });
      if (!isCurrent) return;
      setProblem(result.ok ? null : failureSentence(result.failure, words));
      if (result.ok) setPreview(result.value);
    }, settleMs);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [projectId, template, words]);

  return (
    <div role="status">
      {problem !== null && <Text color="color.text.danger">{problem}</Text>}
      {problem === null && preview !== null && (
        <Stack space="space.100">
          {preview.paragraphs.length === 0 ? (
            <Text color="color.text.subtle">{words.say('mapping.previewEmpty')}</Text>
          ) : (
            <blockquote className={styles.quote}>{preview.paragraphs.join('\n')}</blockquote>
          )}
          {preview.unknownPlaceholders.length > 0 && (
            <Text color="color.text.warning">
              {words.say('mapping.unknownPlaceholders', { list: preview.unknownPlaceholders.join(', ') })}
            </Text>
          )}
        </Stack>
      )}
    </div>
  );
}
