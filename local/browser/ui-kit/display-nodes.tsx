// UI Kit nodes that show one thing: badges, lozenges, tags, messages, progress, and the table.

import Badge, { type BadgeProps } from '@atlaskit/badge';
import DynamicTable from '@atlaskit/dynamic-table';
import EmptyState from '@atlaskit/empty-state';
import Lozenge, { type LozengeProps } from '@atlaskit/lozenge';
import ProgressBar from '@atlaskit/progress-bar';
import SectionMessage, { SectionMessageAction, type SectionMessageProps } from '@atlaskit/section-message';
import Spinner, { type SpinnerProps } from '@atlaskit/spinner';
import Tag, { type SimpleTagProps } from '@atlaskit/tag/simple-tag';
import TagGroup from '@atlaskit/tag-group';
import Tooltip, { type TooltipProps } from '@atlaskit/tooltip';
import type { ReactElement } from 'react';
import { handler, nodeOfElement, pick, plainText, text, type UiNode } from './document';
import type { Draw, Drawings } from './drawing';

export const displayNodes: Drawings = {
  Badge: (node) => <Badge {...pick<BadgeProps>(node.props, 'appearance', 'max')}>{plainText(node)}</Badge>,
  Lozenge: ({ props }, children) => (
    <Lozenge {...pick<LozengeProps>(props, 'appearance', 'isBold', 'maxWidth')}>{children}</Lozenge>
  ),
  Tag: ({ props }) => <Tag text={text(props, 'text')} {...pick<SimpleTagProps>(props, 'color', 'appearance')} />,
  TagGroup: (_node, children) => <TagGroup>{children}</TagGroup>,
  Spinner: ({ props }) => <Spinner {...pick<SpinnerProps>(props, 'size', 'label')} />,
  ProgressBar: ({ props }) => (
    <ProgressBar
      {...pick<{ value: number; ariaLabel: string; isIndeterminate: boolean }>(
        props,
        'value',
        'ariaLabel',
        'isIndeterminate',
      )}
    />
  ),
  Tooltip: ({ props }, children) => (
    <Tooltip content={text(props, 'content')} {...pick<TooltipProps>(props, 'position')}>
      {children}
    </Tooltip>
  ),
  EmptyState: ({ props }, _children, draw) => (
    <EmptyState
      header={text(props, 'header')}
      description={drawElement(props['description'], draw)}
      primaryAction={drawElement(props['primaryAction'], draw)}
      secondaryAction={drawElement(props['secondaryAction'], draw)}
    />
  ),
  SectionMessage: ({ props }, children, draw) => {
    const actions = Array.isArray(props['actions']) ? props['actions'] : [];
    return (
      <SectionMessage
        {...pick<SectionMessageProps>(props, 'appearance', 'title')}
        actions={actions.map((action) => drawElement(action, draw)).filter((action) => action !== null)}
      >
        {children}
      </SectionMessage>
    );
  },
  SectionMessageAction: ({ props }, children) => (
    <SectionMessageAction onClick={() => void handler(props, 'onClick')({})}>{children}</SectionMessageAction>
  ),
  DynamicTable: (node, _children, draw) => <Table node={node} draw={draw} />,
};

/** Head and rows arrive as children named `head` and `rows`; Atlaskit wants them as props. */
function Table({ node, draw }: { readonly node: UiNode; readonly draw: Draw }) {
  const part = (name: string) => node.children.find((child) => child.props['name'] === name)?.children ?? [];
  const cellOf = ({ props, children }: UiNode) => ({
    ...props,
    key: props['cellKey'] as string | number,
    content: children.map(draw),
  });
  return (
    <DynamicTable
      caption={text(node.props, 'caption')}
      head={{ cells: part('head').map((cell) => ({ ...cellOf(cell), key: text(cell.props, 'cellKey') })) }}
      rows={part('rows').map((row) => ({ key: text(row.props, 'rowKey'), cells: row.children.map(cellOf) }))}
      emptyView={drawElement(node.props['emptyView'], draw) ?? <></>}
      isLoading={node.props['isLoading'] === true}
      {...(typeof node.props['rowsPerPage'] === 'number'
        ? { rowsPerPage: node.props['rowsPerPage'], defaultPage: 1 }
        : {})}
    />
  );
}

function drawElement(value: unknown, draw: Draw): ReactElement | null {
  const node = nodeOfElement(value, 'element');
  return node && <>{draw(node)}</>;
}
