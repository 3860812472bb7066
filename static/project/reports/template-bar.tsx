// The templates of the space: choose one, keep the present choice under a name, remove one. Administrators of the space
// keep and remove; everybody chooses.

import Button from '@atlaskit/button/default/button';
import { Label } from '@atlaskit/form';
import Textfield from '@atlaskit/textfield';
import { useState } from 'react';
import type { AppFailure, ReportTemplate } from '../../../src/contract';
import { call } from '../../shared/api';
import { FailureMessage } from '../../shared/ui/failure-message';
import { Select } from '../../shared/ui/select';
import { useWords } from '../../shared/ui/words-context';
import { useAnswer } from '../../shared/use-answer';
import styles from './reports.module.css';

interface TemplateBarProps {
  readonly projectId: number;
  /** What is chosen at the moment. */
  readonly wish: Pick<ReportTemplate, 'columns' | 'filters'>;
  readonly onChoose: (template: ReportTemplate) => void;
}

export function TemplateBar({ projectId, wish, onChoose }: TemplateBarProps) {
  const words = useWords();
  const { value, failure, reload, show } = useAnswer('reports.templates', { projectId });
  const [chosen, setChosen] = useState<string | null>(null);
  const [name, setName] = useState('');
  const [notSaved, setNotSaved] = useState<AppFailure | null>(null);
  if (failure) return <FailureMessage failure={failure} onRetry={reload} />;
  if (value === null) return null;
  const { templates, version, canSave } = value;
  if (templates.length === 0 && !canSave) return null;
  const save = async (changed: readonly ReportTemplate[]) => {
    const result = await call('reports.saveTemplates', { projectId, expectedVersion: version, templates: changed });
    setNotSaved(result.ok ? null : result.failure);
    if (result.ok) show(result.value);
    else if (result.failure.code === 'CONFLICT') reload();
    return result.ok;
  };
  const others = (without: string) => templates.filter((one) => one.name !== without);
  const keep = async () => {
    const { columns, filters } = wish;
    if (await save([...others(name.trim()), { name: name.trim(), columns, filters }])) setName('');
  };
  const options = templates.map((one) => ({ value: one.name, label: one.name }));
  return (
    <>
      <div className={styles.filters}>
        {templates.length > 0 && (
          <div className={styles.filter}>
            <Label htmlFor="report-template">{words.say('report.template')}</Label>
            <Select
              inputId="report-template"
              options={options}
              value={options.find((option) => option.value === chosen) ?? null}
              placeholder={words.say('report.noTemplate')}
              onChange={(option) => {
                const template = templates.find((one) => one.name === option?.value);
                setChosen(template?.name ?? null);
                if (template) onChoose(template);
              }}
            />
          </div>
        )}
        {canSave && chosen !== null && (
          <Button onClick={() => void save(others(chosen)).then((isSaved) => isSaved && setChosen(null))}>
            {words.say('report.removeTemplate')}
          </Button>
        )}
        {canSave && (
          <>
            <div className={styles.filter}>
              <Label htmlFor="report-template-name">{words.say('report.templateName')}</Label>
              <Textfield
                id="report-template-name"
                value={name}
                maxLength={80}
                onChange={({ currentTarget }) => setName(currentTarget.value)}
              />
            </div>
            <Button isDisabled={name.trim() === ''} onClick={() => void keep()}>
              {words.say('report.keepTemplate')}
            </Button>
          </>
        )}
      </div>
      {notSaved && <FailureMessage failure={notSaved} />}
    </>
  );
}
