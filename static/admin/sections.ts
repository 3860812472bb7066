// The sections of the admin page, in the order of its navigation. A section is one line here and one component; it reads
// what it shows by itself, so that a slow or failing one never holds up the others.

import type { ComponentType } from 'react';
import type { TextKey } from '../shared/text';
import { HealthSection } from './health-section';
import { HintsSection } from './hints-section';
import { AuditSection } from './audit-section';
import { BackupSection } from './backup-section';
import { DataSection } from './data-section';
import { MarksSection } from './marks-section';
import { OverviewSection } from './overview-section';
import { RolesSection } from './roles-section';
import { SettingsSection } from './settings-section';
import { TeamsSection } from './teams/teams-section';
import { StartSection } from './start-section';

interface SectionProps {
  readonly siteUrl: string;
}

interface Section {
  readonly id: string;
  readonly title: TextKey;
  readonly Content: ComponentType<SectionProps>;
}

export const sections: readonly Section[] = [
  { id: 'start', title: 'admin.sectionFirstRun', Content: StartSection },
  { id: 'overview', title: 'admin.sectionStart', Content: OverviewSection },
  { id: 'roles', title: 'admin.sectionRoles', Content: RolesSection },
  { id: 'teams', title: 'admin.sectionTeams', Content: TeamsSection },
  { id: 'hints', title: 'admin.sectionHints', Content: HintsSection },
  { id: 'marks', title: 'admin.sectionMarks', Content: MarksSection },
  { id: 'settings', title: 'admin.sectionSettings', Content: SettingsSection },
  { id: 'audit', title: 'admin.sectionAudit', Content: AuditSection },
  { id: 'health', title: 'admin.sectionHealth', Content: HealthSection },
  { id: 'backup', title: 'admin.sectionBackup', Content: BackupSection },
  { id: 'data', title: 'admin.sectionData', Content: DataSection },
];
