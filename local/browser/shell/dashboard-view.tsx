// A dashboard with the gadgets of the app: added, set up by what the app itself offers for that, and shown with what it
// saved. The settings of a gadget are kept in this browser, where Jira keeps them with the dashboard.

import Button from '@atlaskit/button/default/button';
import Heading from '@atlaskit/heading';
import { useEffect, useState } from 'react';
import { AppFrame } from './app-frame';
import { modulesOf, type Boot } from './boot';
import styles from './shell.module.css';

interface Gadget {
  readonly id: string;
  readonly moduleKey: string;
  /** Undefined until it was saved for the first time. */
  readonly configuration?: unknown;
}

const storageKey = 'dashboard';

export function DashboardView({ boot }: { readonly boot: Boot }) {
  const [gadgets, setGadgets] = useState(readGadgets);
  useEffect(() => localStorage.setItem(storageKey, JSON.stringify(gadgets)), [gadgets]);
  return (
    <div className={styles.padded}>
      <Heading size="large" as="h1">
        Dashboard
      </Heading>
      <div className={styles.actions}>
        {modulesOf(boot, 'jira:dashboardGadget').map(({ key, title }) => (
          <Button
            key={key}
            onClick={() => setGadgets([...gadgets, { id: String(gadgets.length + 1), moduleKey: key }])}
          >{`Add gadget: ${title}`}</Button>
        ))}
      </div>
      <div className={styles.gadgets}>
        {gadgets.map((gadget) => (
          <GadgetCard
            key={gadget.id}
            boot={boot}
            gadget={gadget}
            onSave={(configuration) =>
              setGadgets((before) => before.map((one) => (one.id === gadget.id ? { ...one, configuration } : one)))
            }
          />
        ))}
      </div>
    </div>
  );
}

interface GadgetCardProps {
  readonly boot: Boot;
  readonly gadget: Gadget;
  readonly onSave: (configuration: unknown) => void;
}

function GadgetCard({ boot, gadget, onSave }: GadgetCardProps) {
  const [isEdited, setIsEdited] = useState(gadget.configuration === undefined);
  const module = boot.modules.find(({ key }) => key === gadget.moduleKey);
  if (!module) return null;
  const { id, configuration } = gadget;
  return (
    <section className={styles.sideBox} aria-label={module.title}>
      <div className={styles.gadgetHead}>
        <Heading size="xsmall" as="h2">
          {module.title}
        </Heading>
        {!isEdited && (
          <Button spacing="compact" onClick={() => setIsEdited(true)}>
            Configure
          </Button>
        )}
      </div>
      <AppFrame
        key={String(isEdited)}
        boot={boot}
        module={module}
        place={{ gadget: { id, isEdited, configuration } }}
        submit={(saved) => {
          onSave(saved);
          setIsEdited(false);
        }}
      />
    </section>
  );
}

function readGadgets(): readonly Gadget[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(storageKey) ?? '[]');
    return Array.isArray(kept) ? (kept as Gadget[]) : [];
  } catch {
    // Somebody else wrote there: an empty dashboard is a good one to begin with.
    return [];
  }
}
