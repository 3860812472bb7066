// The look of a document as Jira sets it: light or dark from the person's choice, stronger contrast from the wish of the
// system. The design tokens follow these two attributes.

export type ColorMode = 'light' | 'dark' | 'auto';

export function wear(colorMode: ColorMode): void {
  const contrast = window.matchMedia('(prefers-contrast: more)').matches ? '-increased-contrast' : '';
  const { dataset } = document.documentElement;
  dataset['colorMode'] = colorMode;
  dataset['theme'] = `light:light${contrast} dark:dark${contrast} spacing:spacing typography:typography shape:shape`;
}
