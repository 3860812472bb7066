// How duplicates of one space are closed, for those who manage it: everybody may read it, its administrators change it.
// What Jira does not understand is said with Jira's own sentence, and nothing is saved until Jira understands all of it.

import Button from '@atlaskit/button/default/button';
import Heading from '@atlaskit/heading';
import { Stack, Text } from '@atlaskit/primitives/compiled';
import SectionMessage from '@atlaskit/section-message';
import { showFlag } from '@forge/bridge';
import { type FormEvent, useState } from 'react';
import type { Mapping, MappingView } from '../../../src/contract';
import { FailureMessage } from '../../shared/ui/failure-message';
import { Loading } from '../../shared/ui/loading';
import { Page } from '../../shared/ui/page';
import { PageHead } from '../../shared/ui/page-head';
import { useWords } from '../../shared/ui/words-context';
import { CarriedOver, JiraChoices } from './mapping-choices';
import { CommentTemplate } from './mapping-comment';
import { isRuleComplete, Protection } from './mapping-protection';
import mappingStyles from './mapping.module.css';
import styles from './review.module.css';
import { SpaceSettings } from './space-settings';
import type { Surroundings } from './surroundings';
import { type MappingPartProps, useMapping } from './use-mapping';

export function MappingPage({ projectId }: Surroundings) {
  const words = useWords();
  const mapping = useMapping(projectId);
  const { view, draft, failure } = mapping;
  return (
    <Page>
      <Stack space="space.300">
        <PageHead title={words.say('mapping.pageTitle')} intro={words.say('mapping.pageIntro')} />
        <SpaceSettings projectId={projectId} />
        <Stack space="space.100">
          <Heading as="h2" size="medium">
            {words.say('mapping.title')}
          </Heading>
          <Text>{words.say('mapping.intro')}</Text>
        </Stack>
        {failure && <FailureMessage failure={failure} onRetry={mapping.reload} />}
        {view === null && !failure && <Loading label="mapping.loading" shape="fields" />}
        {view !== null && draft !== null && (
          <MappingForm projectId={projectId} view={view} draft={draft} mapping={mapping} />
        )}
      </Stack>
    </Page>
  );
}

interface MappingFormProps {
  readonly projectId: number;
  readonly view: MappingView;
  readonly draft: Mapping;
  readonly mapping: ReturnType<typeof useMapping>;
}

function MappingForm({ projectId, view, draft, mapping }: MappingFormProps) {
  const words = useWords();
  const [hasTried, setHasTried] = useState(false);
  const part: MappingPartProps = { draft, isReadOnly: !view.canSave, onChange: mapping.change };
  const save = async (event: FormEvent) => {
    event.preventDefault();
    setHasTried(true);
    if (!draft.guards.every(isRuleComplete) || !(await mapping.save())) return;
    setHasTried(false);
    void showFlag({ id: 'mapping-saved', type: 'success', title: words.say('mapping.saved'), isAutoDismiss: true });
  };
  return (
    <form className={mappingStyles.form} noValidate onSubmit={(event) => void save(event)}>
      <Stack space="space.400" alignInline="stretch">
        {!view.canSave && <SectionMessage appearance="information">{words.say('mapping.readOnly')}</SectionMessage>}
        {view.isDefault && view.canSave && (
          <SectionMessage appearance="information">{words.say('mapping.isDefault')}</SectionMessage>
        )}
        <JiraChoices {...part} view={view} />
        <CarriedOver {...part} />
        {draft.steps.includes('comment') && <CommentTemplate {...part} projectId={projectId} />}
        <Protection {...part} hasTried={hasTried} />
        {mapping.saveFailure && <FailureMessage failure={mapping.saveFailure} title={words.say('mapping.notSaved')} />}
        {view.canSave && (
          <div className={styles.selection}>
            <Button type="submit" appearance="primary" isLoading={mapping.isSaving}>
              {words.say('mapping.save')}
            </Button>
            {mapping.isChanged && (
              <Button appearance="subtle" onClick={mapping.discard}>
                {words.say('mapping.discard')}
              </Button>
            )}
          </div>
        )}
      </Stack>
    </form>
  );
}
