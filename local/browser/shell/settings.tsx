// How the person at this screen wants to see it: theme and language, kept in this browser. "Like the system" follows it.

import { createContext, useContext, useEffect, useMemo, useState, type ReactNode } from 'react';
import { wear } from '../theme';

export type ThemeChoice = 'light' | 'dark' | 'auto';

export interface ShellSettings {
  readonly theme: ThemeChoice;
  /** What the theme comes to at the moment. */
  readonly colorMode: 'light' | 'dark';
  /** Null: the person's own. */
  readonly locale: string | null;
  readonly setTheme: (theme: ThemeChoice) => void;
  readonly setLocale: (locale: string | null) => void;
}

const SettingsContext = createContext<ShellSettings | null>(null);

export function useSettings(): ShellSettings {
  const settings = useContext(SettingsContext);
  if (!settings) throw new Error('There are no settings around this component.');
  return settings;
}

const isTheme = (value: string | null): value is ThemeChoice =>
  value === 'light' || value === 'dark' || value === 'auto';

export function SettingsProvider({ children }: { readonly children: ReactNode }) {
  const [theme, setTheme] = useState<ThemeChoice>(() => {
    const stored = localStorage.getItem('theme');
    return isTheme(stored) ? stored : 'auto';
  });
  const [locale, setLocale] = useState(() => localStorage.getItem('locale'));
  const systemMode = useSystemMode();
  const colorMode = theme === 'auto' ? systemMode : theme;

  useEffect(() => {
    localStorage.setItem('theme', theme);
    if (locale) localStorage.setItem('locale', locale);
    else localStorage.removeItem('locale');
  }, [theme, locale]);
  useEffect(() => wear(colorMode), [colorMode]);

  const settings = useMemo(() => ({ theme, colorMode, locale, setTheme, setLocale }), [theme, colorMode, locale]);
  return <SettingsContext.Provider value={settings}>{children}</SettingsContext.Provider>;
}

function useSystemMode(): 'light' | 'dark' {
  const query = useMemo(() => window.matchMedia('(prefers-color-scheme: dark)'), []);
  const [isDark, setIsDark] = useState(query.matches);
  useEffect(() => {
    const follow = () => setIsDark(query.matches);
    query.addEventListener('change', follow);
    return () => query.removeEventListener('change', follow);
  }, [query]);
  return isDark ? 'dark' : 'light';
}
