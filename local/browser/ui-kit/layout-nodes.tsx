// UI Kit nodes that arrange and write: stacks, boxes, headings, text, links, lists.

import Heading, { type HeadingProps } from '@atlaskit/heading';
import Link from '@atlaskit/link';
import {
  Box,
  Inline,
  Stack,
  Text,
  type BoxProps,
  type InlineProps,
  type StackProps,
  type TextProps,
} from '@atlaskit/primitives/compiled';
import type { CSSProperties } from 'react';
import { pick, text, type Props } from './document';
import type { Drawings } from './drawing';

const sizeOfLevel: Readonly<Record<string, HeadingProps['size']>> = {
  h1: 'xlarge',
  h2: 'large',
  h3: 'medium',
  h4: 'small',
  h5: 'xsmall',
  h6: 'xxsmall',
};

export const layoutNodes: Drawings = {
  Root: (_node, children) => <>{children}</>,
  Fragment: (_node, children) => <>{children}</>,
  String: ({ props }) => text(props, 'text'),
  Stack: ({ props }, children) => (
    <Stack {...pick<StackProps<'div'>>(props, 'space', 'alignInline', 'alignBlock', 'grow', 'spread')}>
      {children}
    </Stack>
  ),
  Inline: ({ props }, children) => (
    <Inline
      {...pick<InlineProps<'div'>>(
        props,
        'space',
        'rowSpace',
        'alignInline',
        'alignBlock',
        'grow',
        'spread',
        'shouldWrap',
        'separator',
      )}
    >
      {children}
    </Inline>
  ),
  Box: ({ props }, children) => (
    <Box
      {...pick<BoxProps<'div'>>(props, 'padding', 'paddingBlock', 'paddingInline', 'backgroundColor', 'testId', 'role')}
      style={sizesOf(props['xcss'])}
    >
      {children}
    </Box>
  ),
  Heading: ({ props }, children) => {
    const level = text(props, 'as') || 'h2';
    const size = (text(props, 'size') || sizeOfLevel[level] || 'medium') as HeadingProps['size'];
    return (
      <Heading as={level as 'h2'} size={size}>
        {children}
      </Heading>
    );
  },
  Text: ({ props }, children) => (
    <Text {...pick<TextProps>(props, 'as', 'size', 'weight', 'color', 'align', 'maxLines')}>{children}</Text>
  ),
  Strong: (_node, children) => <strong>{children}</strong>,
  Em: (_node, children) => <em>{children}</em>,
  Code: (_node, children) => <code>{children}</code>,
  Link: ({ props }, children) => (
    <Link href={text(props, 'href')} {...(props['openNewTab'] ? { target: '_blank' } : {})}>
      {children}
    </Link>
  ),
  List: ({ props }, children) => (props['type'] === 'ordered' ? <ol>{children}</ol> : <ul>{children}</ul>),
  ListItem: (_node, children) => <li>{children}</li>,
};

/** Of `xcss` the sizes alone: the rest is looks, which the product's own tokens decide. */
function sizesOf(xcss: unknown): CSSProperties {
  if (typeof xcss !== 'object' || xcss === null) return {};
  return pick<CSSProperties>(xcss as Props, 'width', 'minWidth', 'maxWidth');
}
