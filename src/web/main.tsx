import '@mantine/core/styles/baseline.layer.css';
import '@mantine/core/styles/default-css-variables.layer.css';
import '@mantine/core/styles/global.layer.css';
import './fonts.css';
import './tokens.css';
import './base.css';
import { MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { colours } from './colours.ts';
import { LanguageProvider } from './language.tsx';
import { keepInterface } from './offline/register.ts';
import { ErrorBoundary } from './parts/errorboundary.tsx';
import { ToastProvider } from './parts/toast.tsx';
import { newQueryClient } from './query.ts';
import { cssVariables, theme } from './theme.ts';

const nonce = document.querySelector<HTMLMetaElement>('meta[name="style-nonce"]')?.content ?? '';
const scheme = colours();
const client = newQueryClient();
const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');

keepInterface();
createRoot(root).render(
  <StrictMode>
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariables}
      colorSchemeManager={scheme}
      defaultColorScheme="auto"
      getStyleNonce={() => nonce}
    >
      <LanguageProvider>
        <ErrorBoundary show="whole">
          <QueryClientProvider client={client}>
            <ToastProvider>
              <App />
            </ToastProvider>
          </QueryClientProvider>
        </ErrorBoundary>
      </LanguageProvider>
    </MantineProvider>
  </StrictMode>,
);
