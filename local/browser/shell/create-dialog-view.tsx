// Jira's create dialog, small: space, type, title and description, "create another", and the app that may speak up under
// its fields. How the app is dealt with stands in create-dialog.ts; this file only draws it.

import Button from '@atlaskit/button/default/button';
import Checkbox from '@atlaskit/checkbox';
import Modal, { ModalBody, ModalFooter, ModalHeader, ModalTitle } from '@atlaskit/modal-dialog';
import SectionMessage from '@atlaskit/section-message';
import Spinner from '@atlaskit/spinner';
import { useEffect, useMemo, useReducer, useRef, useState } from 'react';
import { AppFrame } from './app-frame';
import { moduleOf, type Boot } from './boot';
import { CreateDialog, type DialogField, type RegisteredModification } from './create-dialog';
import type { CreateRequest } from './create-request';
import { addressOf, goTo } from './routes';
import { createIssue, readHintRegistrations, readIssueTypes, type ProjectRow } from './server-api';
import styles from './shell.module.css';
import { useAnswer } from './use-answer';

interface CreateDialogViewProps {
  readonly boot: Boot;
  readonly projects: readonly ProjectRow[];
  /** Of the page behind it. */
  readonly projectKey: string | undefined;
  /** What an app wants it to open with. */
  readonly request: CreateRequest;
  readonly onClose: () => void;
}

interface Texts {
  readonly summary: string;
  readonly description: string;
}

const noTexts: Texts = { summary: '', description: '' };

export function CreateDialogView({ boot, projects, projectKey, request, onClose }: CreateDialogViewProps) {
  const wanted = projects.find(({ id }) => id === request.projectId);
  const [chosenKey, setChosenKey] = useState(wanted?.key ?? projectKey ?? projects[0]?.key ?? '');
  const [typeId, setTypeId] = useState(request.issueTypeId ?? '');
  const [texts, setTexts] = useState({ ...noTexts, ...request.texts });
  const createdIds = useRef<string[]>([]);
  const close = () => {
    request.onClose?.(createdIds.current);
    onClose();
  };
  const [isAnother, setIsAnother] = useState(false);
  const [formNumber, nextForm] = useReducer((number: number) => number + 1, 1);
  const [failure, setFailure] = useState('');
  const [created, setCreated] = useState('');
  const project = projects.find(({ key }) => key === chosenKey);
  const types = useAnswer(chosenKey, () => readIssueTypes(chosenKey));
  const known = types.state === 'answered' ? types.value : [];
  const shownTypeId = known.some(({ id }) => id === typeId) ? typeId : (known[0]?.id ?? '');

  const create = async () => {
    try {
      const { id, key } = await createIssue(project?.id ?? '', shownTypeId, texts.summary, texts.description);
      setFailure('');
      createdIds.current.push(id);
      if (!isAnother) {
        close();
        // An app that opened the dialog stays where it is; a person who did sees what was made.
        return request.onClose ? undefined : goTo(addressOf.issue(key));
      }
      setCreated(key);
      setTexts(noTexts);
      nextForm();
    } catch (error) {
      setFailure(error instanceof Error ? error.message : String(error));
    }
  };

  return (
    <Modal onClose={close} width="medium">
      <ModalHeader hasCloseButton>
        <ModalTitle>Create work item</ModalTitle>
      </ModalHeader>
      <ModalBody>
        <div className={styles.createForm}>
          {failure && <SectionMessage appearance="error">{failure}</SectionMessage>}
          {created && <SectionMessage appearance="success">{created} was created.</SectionMessage>}
          <Choice
            label="Space"
            value={chosenKey}
            onChange={setChosenKey}
            choices={projects.map((one) => [one.key, one.name])}
          />
          <Choice
            label="Work type"
            value={shownTypeId}
            onChange={setTypeId}
            choices={known.map((one) => [one.id, one.name])}
          />
          {project && shownTypeId && (
            <Form
              key={`${project.id} ${shownTypeId} ${formNumber}`}
              boot={boot}
              project={project}
              typeId={shownTypeId}
              texts={texts}
              onTexts={setTexts}
            />
          )}
        </div>
      </ModalBody>
      <ModalFooter>
        <Checkbox
          label="Create another"
          isChecked={isAnother}
          onChange={(event) => setIsAnother(event.target.checked)}
        />
        <Button onClick={close}>Cancel</Button>
        <Button appearance="primary" isDisabled={texts.summary.trim() === ''} onClick={() => void create()}>
          Create
        </Button>
      </ModalFooter>
    </Modal>
  );
}

interface FormProps {
  readonly boot: Boot;
  readonly project: ProjectRow;
  readonly typeId: string;
  readonly texts: Texts;
  readonly onTexts: (texts: Texts) => void;
}

/** One form of the dialog's rules: of one space and type, until something is created. */
function Form(props: FormProps) {
  const { project, typeId } = props;
  const registrations = useAnswer(`${project.id} ${typeId}`, () => readHintRegistrations(project.id, typeId));
  if (registrations.state === 'waiting') return <Spinner label="Loading" />;
  return <ReadyForm {...props} registrations={registrations.state === 'answered' ? registrations.value : []} />;
}

function ReadyForm({
  boot,
  project,
  typeId,
  texts,
  onTexts,
  registrations,
}: FormProps & { readonly registrations: readonly RegisteredModification[] }) {
  const [, redraw] = useReducer((count: number) => count + 1, 0);
  const [opening] = useState(texts);
  const dialog = useMemo(
    () =>
      new CreateDialog(
        [
          field('summary', 'Summary', opening.summary, true),
          field('description', 'Description', opening.description, false),
        ],
        registrations,
        redraw,
      ),
    [opening, registrations],
  );
  const module = moduleOf(boot, 'jira:uiModifications');
  const commands = useMemo(() => ({ getUiModificationsInternalAPI: () => dialog.internalApi() }), [dialog]);
  useEffect(() => {
    dialog.type('summary', texts.summary);
    dialog.type('description', texts.description);
  }, [dialog, texts]);
  return (
    <>
      {dialog.fields.map(({ fieldId, fieldName, description }) => {
        const id = `create-${fieldId}`;
        const isTitle = fieldId === 'summary';
        const Input = isTitle ? 'input' : 'textarea';
        return (
          <div key={fieldId} className={styles.createField}>
            <label htmlFor={id}>
              {fieldName} {isTitle && <span aria-hidden="true">*</span>}
            </label>
            <Input
              id={id}
              value={texts[isTitle ? 'summary' : 'description']}
              required={isTitle}
              aria-describedby={`${id}-help`}
              {...(isTitle ? {} : { rows: 5 })}
              onChange={(event) => onTexts({ ...texts, [fieldId]: event.target.value })}
              onBlur={() => dialog.leave(fieldId)}
            />
            <div id={`${id}-help`} className={styles.createHelp} aria-live="polite">
              {description}
            </div>
          </div>
        );
      })}
      <div className={styles.createWaiting}>
        {dialog.isWaiting && <Spinner size="small" label="Waiting for an app" />}
      </div>
      {module && registrations.length > 0 && (
        <AppFrame
          boot={boot}
          module={module}
          place={{ projectKey: project.key, issueTypeId: typeId }}
          commands={commands}
        />
      )}
    </>
  );
}

interface ChoiceProps {
  readonly label: string;
  readonly value: string;
  readonly choices: readonly (readonly [value: string, text: string])[];
  readonly onChange: (value: string) => void;
}

function Choice({ label, value, choices, onChange }: ChoiceProps) {
  return (
    <label className={styles.createField}>
      {label}
      <select value={value} onChange={(event) => onChange(event.target.value)}>
        {choices.map(([choice, text]) => (
          <option key={choice} value={choice}>
            {text}
          </option>
        ))}
      </select>
    </label>
  );
}

function field(fieldId: string, fieldName: string, value: string, isRequired: boolean): DialogField {
  const common = { description: '', isVisible: true, isReadOnly: false };
  return { fieldId, fieldType: fieldId, fieldName, value, isRequired, ...common };
}
