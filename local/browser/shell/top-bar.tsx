// The bar on top: the name of the site, the honest label that this is not Jira, and who looks at it in which language
// and colours.

import Avatar from '@atlaskit/avatar';
import Button from '@atlaskit/button/default/button';
import DropdownMenu, { DropdownItemRadio, DropdownItemRadioGroup } from '@atlaskit/dropdown-menu';
import Lozenge from '@atlaskit/lozenge';
import type { Boot } from './boot';
import { CommandMenu } from './command-menu';
import { DemoMenu } from './demo-menu';
import { InAppLink } from './in-app-link';
import { useSettings, type ThemeChoice } from './settings';
import styles from './shell.module.css';

const themes: readonly (readonly [ThemeChoice, string])[] = [
  ['light', 'Light'],
  ['dark', 'Dark'],
  ['auto', 'Like the system'],
];
const languages: readonly (readonly [string, string])[] = [
  ['en-US', 'English'],
  ['de-DE', 'Deutsch'],
  ['ja-JP', '日本語'],
];

interface TopBarProps {
  readonly boot: Boot;
  readonly onPerson: (accountId: string) => void;
  readonly onCreate: () => void;
  /** Absent where there is no tour. */
  readonly onTour: (() => void) | undefined;
}

export function TopBar({ boot, onPerson, onCreate, onTour }: TopBarProps) {
  const { theme, setTheme, locale, setLocale } = useSettings();
  const { person, people } = boot;
  const language = locale ?? person.locale ?? 'en-US';
  return (
    <header className={styles.topBar}>
      <div className={styles.brand}>
        <InAppLink href="/" className={styles.product}>
          Jira
        </InAppLink>
        <Lozenge appearance="moved">Local stand-in</Lozenge>
      </div>
      <div className={styles.topActions}>
        <Button appearance="primary" spacing="compact" onClick={onCreate}>
          Create
        </Button>
        <CommandMenu boot={boot} />
        {onTour && (
          <Button appearance="subtle" spacing="compact" onClick={onTour}>
            Tour
          </Button>
        )}
        {boot.isDemo && <DemoMenu />}
      </div>
      <div className={styles.menus}>
        <Menu
          label="Theme"
          shown={themes.find(([choice]) => choice === theme)?.[1] ?? theme}
          choices={themes}
          chosen={theme}
          onChoose={setTheme}
        />
        <Menu
          label="Language"
          shown={languages.find(([choice]) => choice === language)?.[1] ?? language}
          choices={languages}
          chosen={language}
          onChoose={setLocale}
        />
        <Menu
          label="Person"
          shown={person.displayName}
          icon={<Avatar name={person.displayName} size="small" />}
          choices={people.slice(0, maxPeople).map((each) => [each.accountId, nameOf(each)] as const)}
          chosen={person.accountId}
          onChoose={onPerson}
        />
      </div>
    </header>
  );
}

/** An imported site can have thousands of reporters; the first ones are those who may administer and try things out. */
const maxPeople = 30;

const nameOf = (person: Boot['person']): string =>
  person.isSiteAdmin ? `${person.displayName} (administrator)` : person.displayName;

interface MenuProps<T extends string> {
  readonly label: string;
  readonly shown: string;
  readonly icon?: React.ReactNode;
  readonly choices: readonly (readonly [T, string])[];
  readonly chosen: T;
  readonly onChoose: (choice: T) => void;
}

function Menu<T extends string>({ label, shown, icon, choices, chosen, onChoose }: MenuProps<T>) {
  return (
    <DropdownMenu<HTMLButtonElement>
      shouldRenderToParent
      placement="bottom-end"
      label={label}
      trigger={({ triggerRef, isSelected: _isSelected, testId: _testId, ...trigger }) => (
        <button {...trigger} ref={triggerRef} type="button" className={styles.menu} aria-label={`${label}: ${shown}`}>
          {icon}
          <span className={styles.menuText}>{shown}</span>
          <span aria-hidden="true">▾</span>
        </button>
      )}
    >
      <DropdownItemRadioGroup id={label} title={label}>
        {choices.map(([choice, text]) => (
          <DropdownItemRadio key={choice} id={choice} isSelected={choice === chosen} onClick={() => onChoose(choice)}>
            {text}
          </DropdownItemRadio>
        ))}
      </DropdownItemRadioGroup>
    </DropdownMenu>
  );
}
