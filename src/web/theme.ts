import { type CSSVariablesResolver, createTheme, type MantineColorsTuple } from '@mantine/core';

const petrol: MantineColorsTuple = [
  '#e1eef0',
  '#c6dfe3',
  '#a9dde5',
  '#6cc0cc',
  '#4f9faa',
  '#2f7f8b',
  '#1b6b77',
  '#0f5c68',
  '#0b4a54',
  '#0b434c',
];

/** Mantine speaks our tokens (tokens.css); what a token says is said there only. */
export const theme = createTheme({
  fontFamily: 'var(--font)',
  fontFamilyMonospace: 'var(--mono)',
  headings: { fontFamily: 'var(--font)', fontWeight: '700' },
  colors: { petrol },
  primaryColor: 'petrol',
  primaryShade: { light: 7, dark: 3 },
  autoContrast: true,
  radius: { xs: 'var(--r-s)', sm: 'var(--r-s)', md: 'var(--r-m)', lg: 'var(--r-l)', xl: '99px' },
  defaultRadius: 'md',
  fontSizes: { xs: 'var(--step--1)', sm: 'var(--step-0)', md: 'var(--step-0)', lg: 'var(--step-1)', xl: 'var(--step-2)' },
  lineHeights: { sm: '1.45', md: '1.45' },
  cursorType: 'pointer',
  respectReducedMotion: true,
});

export const cssVariables: CSSVariablesResolver = () => {
  const ours = {
    '--mantine-color-body': 'var(--surface)',
    '--mantine-color-text': 'var(--ink)',
    '--mantine-color-dimmed': 'var(--ink-2)',
    '--mantine-color-bright': 'var(--ink)',
    '--mantine-color-placeholder': 'var(--ink-3)',
    '--mantine-color-anchor': 'var(--petrol)',
    '--mantine-color-error': 'var(--down)',
    '--mantine-color-default': 'var(--surface)',
    '--mantine-color-default-hover': 'var(--sunken)',
    '--mantine-color-default-color': 'var(--ink)',
    '--mantine-color-default-border': 'var(--line-strong)',
    '--mantine-color-disabled': 'var(--sunken)',
    '--mantine-color-disabled-color': 'var(--ink-3)',
    '--mantine-color-disabled-border': 'var(--line)',
    '--mantine-primary-color-filled': 'var(--petrol)',
    '--mantine-primary-color-filled-hover': 'var(--petrol-hover)',
    '--mantine-primary-color-light': 'var(--petrol-soft)',
    '--mantine-primary-color-light-hover': 'var(--petrol-soft)',
    '--mantine-primary-color-light-color': 'var(--petrol-ink)',
    '--mantine-primary-color-contrast': 'var(--on-petrol)',
    '--mantine-color-petrol-filled': 'var(--petrol)',
    '--mantine-color-petrol-filled-hover': 'var(--petrol-hover)',
    '--mantine-color-petrol-light': 'var(--petrol-soft)',
    '--mantine-color-petrol-light-color': 'var(--petrol-ink)',
    '--mantine-color-petrol-outline': 'var(--petrol)',
  };
  return { variables: {}, light: ours, dark: ours };
};
