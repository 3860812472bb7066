// The words of a summary: figures and one link, in the language that its receiver has chosen. No titles and no names, since
// a mail stays where it is when somebody may not see a work item any more. The words have a table of their own: with those
// of the pages this function would be too large for Forge.

import tables from '../../locales/mail.json';
import type { Language } from '../contract';
import type { MailRhythm } from '../contract-summaries';
import { quoteJql } from '../jira/jql';
import type { SummaryFigures } from './summary-figures';

interface Told {
  readonly figures: SummaryFigures;
  readonly spaceKey: string;
  /** Without a slash at its end. */
  readonly siteUrl: string;
  readonly rhythm: Exclude<MailRhythm, 'off'>;
  readonly language: Language;
}

export function summaryMail({ figures, spaceKey, siteUrl, rhythm, language }: Told): {
  readonly subject: string;
  readonly text: string;
} {
  const table = tables[language];
  const filled = (sentence: string, value: string | number): string => sentence.replace('{value}', String(value));
  const { waiting, veryLikely, assigned } = figures;
  const jql = `issue in possibleDuplicates(${quoteJql(spaceKey)})`;
  const lines = [
    filled(table.waiting, waiting),
    filled(table.veryLikely, veryLikely),
    ...(assigned === 0 ? [] : [filled(table.assigned, assigned)]),
    '',
    `${table.open} ${siteUrl}/issues/?jql=${encodeURIComponent(jql)}`,
    '',
    rhythm === 'daily' ? table.whyDaily : table.whyWeekly,
  ];
  return { subject: filled(table.subject, spaceKey), text: lines.join('\n') };
}
