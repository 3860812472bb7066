// UI Kit nodes that people act on: buttons, fields, tabs, dialogs. The app receives plain data, never a DOM event: it
// lives in another frame, and the product hands it the same few members.

import ButtonGroup from '@atlaskit/button/button-group';
import Button, { type ButtonProps } from '@atlaskit/button/default/button';
import LinkButton from '@atlaskit/button/link';
import Checkbox from '@atlaskit/checkbox';
import { ErrorMessage, HelperMessage, Label, ValidMessage } from '@atlaskit/form';
import Modal, {
  ModalBody,
  ModalFooter,
  ModalHeader,
  ModalTitle,
  ModalTransition,
  type ModalDialogProps,
} from '@atlaskit/modal-dialog';
import Range from '@atlaskit/range';
import Select from '@atlaskit/select';
import Tabs, { Tab, TabList, TabPanel } from '@atlaskit/tabs';
import TextArea from '@atlaskit/textarea';
import Textfield from '@atlaskit/textfield';
import Toggle from '@atlaskit/toggle';
import type { SyntheticEvent } from 'react';
import { handler, pick, text, type Props } from './document';
import type { Drawings } from './drawing';

export const inputNodes: Drawings = {
  Button: button,
  LoadingButton: button,
  LinkButton: ({ props }, children) => <LinkButton href={text(props, 'href')}>{children}</LinkButton>,
  ButtonGroup: ({ props }, children) => <ButtonGroup label={text(props, 'label') || 'Buttons'}>{children}</ButtonGroup>,
  Form: ({ props }, children) => (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void handler(props, 'onSubmit')();
      }}
    >
      {children}
    </form>
  ),
  FormHeader: ({ props }, children) => (
    <header>
      {text(props, 'title')}
      {children}
    </header>
  ),
  FormSection: (_node, children) => <section>{children}</section>,
  FormFooter: (_node, children) => <footer>{children}</footer>,
  Label: ({ props }, children) => <Label htmlFor={text(props, 'labelFor')}>{children}</Label>,
  HelperMessage: (_node, children) => <HelperMessage>{children}</HelperMessage>,
  ErrorMessage: (_node, children) => <ErrorMessage>{children}</ErrorMessage>,
  ValidMessage: (_node, children) => <ValidMessage>{children}</ValidMessage>,
  Textfield: ({ props }) => <Textfield {...fieldProps(props)} />,
  TextArea: ({ props }) => <TextArea {...fieldProps(props)} {...pick<{ minimumRows: number }>(props, 'minimumRows')} />,
  Checkbox: ({ props }) => <Checkbox {...fieldProps(props)} label={text(props, 'label')} />,
  Toggle: ({ props }) => <Toggle {...fieldProps(props)} label={text(props, 'label')} />,
  Range: ({ props }) => (
    <Range
      {...pick<Record<'min' | 'max' | 'step' | 'value' | 'defaultValue', number>>(
        props,
        'min',
        'max',
        'step',
        'value',
        'defaultValue',
      )}
      id={text(props, 'id')}
      onChange={(value) => void handler(props, 'onChange')(value)}
    />
  ),
  Select: ({ props }) => (
    <Select
      {...pick<{
        options: [];
        defaultValue: [];
        value: [];
        placeholder: string;
        isMulti: boolean;
        isClearable: boolean;
        isDisabled: boolean;
      }>(props, 'options', 'defaultValue', 'value', 'placeholder', 'isMulti', 'isClearable', 'isDisabled')}
      inputId={text(props, 'inputId') || text(props, 'id')}
      onChange={(value) => void handler(props, 'onChange')(value)}
      onInputChange={(query, { action }) => void handler(props, 'onInputChange')(query, { action })}
    />
  ),
  Tabs: ({ props }, children) => (
    <Tabs id={text(props, 'id') || 'tabs'} onChange={(index) => void handler(props, 'onChange')(index)}>
      {children}
    </Tabs>
  ),
  TabList: (_node, children) => <TabList>{children}</TabList>,
  Tab: (_node, children) => <Tab>{children}</Tab>,
  TabPanel: (_node, children) => <TabPanel>{children}</TabPanel>,
  ModalTransition: (_node, children) => <ModalTransition>{children}</ModalTransition>,
  Modal: ({ props }, children) => (
    <Modal {...pick<ModalDialogProps>(props, 'width', 'height')} onClose={() => void handler(props, 'onClose')()}>
      {children}
    </Modal>
  ),
  ModalHeader: (_node, children) => <ModalHeader hasCloseButton>{children}</ModalHeader>,
  ModalTitle: (_node, children) => <ModalTitle>{children}</ModalTitle>,
  ModalBody: (_node, children) => <ModalBody>{children}</ModalBody>,
  ModalFooter: (_node, children) => <ModalFooter>{children}</ModalFooter>,
};

function button({ props }: { readonly props: Props }, children: React.ReactNode) {
  return (
    <Button
      {...pick<ButtonProps>(props, 'appearance', 'spacing', 'type', 'isDisabled', 'isLoading', 'isSelected')}
      onClick={(event) => void handler(props, 'onClick')(plainEvent(event))}
    >
      {children}
    </Button>
  );
}

interface FieldProps {
  readonly id: string;
  readonly name: string;
  readonly value: string;
  readonly defaultValue: string;
  readonly placeholder: string;
  readonly isDisabled: boolean;
  readonly isInvalid: boolean;
  readonly isRequired: boolean;
  readonly isChecked: boolean;
}

function fieldProps(props: Props) {
  const tell = (name: string) => (event: SyntheticEvent) => void handler(props, name)(plainEvent(event));
  return {
    ...pick<FieldProps>(
      props,
      'id',
      'name',
      'value',
      'defaultValue',
      'placeholder',
      'isDisabled',
      'isInvalid',
      'isRequired',
      'isChecked',
    ),
    onChange: tell('onChange'),
    onBlur: tell('onBlur'),
    onFocus: tell('onFocus'),
  };
}

function plainEvent(event: SyntheticEvent) {
  const { value, checked, name, id, type, tagName } = event.target as HTMLInputElement;
  return { type: event.type, bubbles: event.bubbles, target: { value, checked, name, id, type, tagName } };
}
