// A description in Atlassian's document format, drawn plainly: headings, paragraphs, lists, code. What it does not know
// keeps its text. It stops at a depth that no person writes, since a hostile document may be endless.

import type { ReactNode } from 'react';
import styles from './shell.module.css';

const maxDepth = 60;

interface AdfNode {
  readonly type?: string;
  readonly text?: string;
  readonly attrs?: Readonly<Record<string, unknown>>;
  readonly content?: readonly AdfNode[];
}

export function AdfView({ document }: { readonly document: unknown }) {
  if (typeof document === 'string') return <p className={styles.plain}>{document}</p>;
  if (typeof document !== 'object' || document === null) return <p className={styles.muted}>No description</p>;
  return <div className={styles.adf}>{draw(document, 0, 0)}</div>;
}

function draw(node: AdfNode, key: number, depth: number): ReactNode {
  if (depth > maxDepth) return '…';
  const children = node.content?.map((child, index) => draw(child, index, depth + 1));
  switch (node.type) {
    case 'text':
      return node.text;
    case 'hardBreak':
      return <br key={key} />;
    case 'paragraph':
      return <p key={key}>{children}</p>;
    case 'heading':
      return <h3 key={key}>{children}</h3>;
    case 'codeBlock':
      return (
        <pre key={key} tabIndex={0}>
          <code>{children}</code>
        </pre>
      );
    case 'bulletList':
      return <ul key={key}>{children}</ul>;
    case 'orderedList':
      return <ol key={key}>{children}</ol>;
    case 'listItem':
      return <li key={key}>{children}</li>;
    case 'blockquote':
      return <blockquote key={key}>{children}</blockquote>;
    case 'rule':
      return <hr key={key} />;
    case 'mention':
    case 'emoji':
    case 'inlineCard':
      return <span key={key}>{String(node.attrs?.['text'] ?? node.attrs?.['url'] ?? '')}</span>;
    default:
      return <div key={key}>{children}</div>;
  }
}
