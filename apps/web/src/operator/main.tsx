/** Starts the operator's pages: a document, an entry and a router of their own, which share no code that holds a tenant's session. */
import '@fontsource-variable/atkinson-hyperlegible-next/wght.css';
import '@fontsource-variable/atkinson-hyperlegible-mono/wght.css';
import '@fontsource-variable/source-serif-4/wght.css';
import '../styles/tokens.css';
import '../styles/base.css';
import '../styles/shell.css';
import '../styles/palette.css';
import '../styles/page.css';
import '../styles/register.css';
import '../styles/form.css';
import '../styles/overlay.css';
import '../styles/administration.css';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { reads } from '../api/retries.ts';
import { operatorRouter } from './operator-router.tsx';

const queries = new QueryClient({
  defaultOptions: {
    queries: {
      ...reads,
      staleTime: 1000,
      refetchIntervalInBackground: false,
    },
  },
});

const rootElement = document.getElementById('root');
if (!rootElement) throw new Error('operator.html has no #root');
createRoot(rootElement).render(
  <StrictMode>
    <QueryClientProvider client={queries}>
      <RouterProvider router={operatorRouter as never} />
    </QueryClientProvider>
  </StrictMode>,
);
