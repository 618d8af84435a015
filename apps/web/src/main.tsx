/** Starts the console: styles, one query client that ends the session when platform says 401, the router. */
import '@fontsource-variable/atkinson-hyperlegible-next/wght.css';
import '@fontsource-variable/atkinson-hyperlegible-mono/wght.css';
import '@fontsource-variable/source-serif-4/wght.css';
import './styles/tokens.css';
import './styles/base.css';
import './styles/shell.css';
import './styles/palette.css';
import './styles/page.css';
import './styles/register.css';
import './styles/form.css';
import './styles/overlay.css';
import './styles/overview.css';
import './styles/agentic.css';
import './styles/evidence.css';
import './styles/administration.css';
import './styles/help.css';
import { MutationCache, QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { watchPage } from './api/client.ts';
import { Problem } from './api/problem.ts';
import { reads } from './api/retries.ts';
import { sessionKey } from './features/administration/session/session.ts';
import { router } from './router.tsx';

const leaveOn401 = (error: unknown): void => {
  if (error instanceof Problem && error.status === 401) queries.setQueryData(sessionKey, null);
};

const queries: QueryClient = new QueryClient({
  queryCache: new QueryCache({ onError: leaveOn401 }),
  mutationCache: new MutationCache({ onError: leaveOn401 }),
  defaultOptions: {
    queries: {
      ...reads,
      staleTime: 2000,
      refetchIntervalInBackground: false,
    },
  },
});

watchPage(document);

const rootElement = document.getElementById('root');
if (!rootElement) throw new Error('index.html has no #root');
createRoot(rootElement).render(
  <StrictMode>
    <QueryClientProvider client={queries}>
      <RouterProvider router={router} />
    </QueryClientProvider>
  </StrictMode>,
);
