/** One help page. Its HTML was rendered at build time from our own docs/, with raw HTML shown as text. */
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { helpPages } from 'virtual:help-pages';
import { AppLink, useGo } from '../../parts/app-link.tsx';
import { Page } from '../../parts/page.tsx';
import { Empty, Loading, Refusal } from '../../parts/states.tsx';

/** Links inside the rendered page are followed by the router, not by a page load. */
function useInsideLinks() {
  const article = useRef<HTMLElement>(null);
  const go = useGo();
  useEffect(() => {
    const element = article.current;
    if (!element) return undefined;
    const onClick = (event: MouseEvent) => {
      const href = (event.target as Element).closest('a')?.getAttribute('href');
      if (!href?.startsWith('/') || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey)
        return;
      event.preventDefault();
      go(href);
    };
    element.addEventListener('click', onClick);
    return () => element.removeEventListener('click', onClick);
  });
  return article;
}

export function HelpPage() {
  const { slug } = useParams({ strict: false }) as { slug: string };
  const page = helpPages.find((candidate) => candidate.slug === slug);
  const { data, error } = useQuery({
    queryKey: ['help', slug],
    queryFn: async () => (await page?.load())?.html ?? '',
    staleTime: Infinity,
  });
  const article = useInsideLinks();
  if (!page) {
    return (
      <Page title="No such help page">
        <Empty
          what="This build has no help page of that name."
          why="It may have been renamed."
          action={<AppLink href="/help">All help pages</AppLink>}
        />
      </Page>
    );
  }
  if (error) return <Refusal error={error} />;
  return (
    <Page title={page.title}>
      {data === undefined ? (
        <Loading what="the page" />
      ) : (
        <article ref={article} className="help-page" dangerouslySetInnerHTML={{ __html: data }} />
      )}
    </Page>
  );
}
