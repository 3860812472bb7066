// The agreement about what people set for themselves. Types only, JSON only.

import type { MailRhythm } from './contract-summaries';

/** What a person can have the pages speak, whatever Jira's own setting is. */
export type Language = 'en-US' | 'de-DE' | 'ja-JP';

export interface Preferences {
  /** In [0.2, 0.95]; null: as the space or the site says. */
  readonly threshold: number | null;
  /** Whether a page tells of an analysis that has ended. */
  readonly isNotified: boolean;
  readonly density: 'comfortable' | 'compact';
  /** Null: as in Jira. */
  readonly language: Language | null;
  /** Whether buttons show the keys that do the same. */
  readonly showsKeys: boolean;
  /** How often a summary of each space that the person follows comes by mail. */
  readonly mail: MailRhythm;
  /** Of those mails: nobody is at a page when they are written. */
  readonly mailLanguage: Language;
}

export interface PreferencesView {
  readonly preferences: Preferences;
  /** What holds where neither the person nor the space has a minimum match. */
  readonly siteThreshold: number;
}

/** `jira:personalSettingsPage`, and every page when it opens. */
export interface PersonMethods {
  'person.read': (request: Record<string, never>) => PreferencesView;
  'person.save': (request: Preferences) => PreferencesView;
}
