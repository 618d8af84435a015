/** One help page, rendered from the nodes that the build made of docs/; no HTML string is ever parsed here. */
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { createElement, useEffect, type ReactNode } from 'react';
import { helpPages } from 'virtual:help-pages';
import type { HelpNode } from '../../../scripts/help-nodes.ts';
import { loaded } from '../../lazy-page.ts';
import { AppLink } from '../../parts/app-link.tsx';
import { Page } from '../../parts/page.tsx';
import { Empty, Loading, Refusal } from '../../parts/states.tsx';

function HelpLink({ to, children }: { readonly to: string; readonly children: ReactNode }) {
  if (to.startsWith('/')) return <AppLink href={to}>{children}</AppLink>;
  if (to.startsWith('#')) return <a href={to}>{children}</a>;
  return (
    <a href={to} rel="noreferrer">
      {children}
    </a>
  );
}

function render(nodes: readonly HelpNode[]): ReactNode[] {
  return nodes.map((node, i) => {
    if (typeof node === 'string') return node;
    if (node.tag === 'a') {
      return (
        <HelpLink key={i} to={node.to ?? ''}>
          {render(node.children)}
        </HelpLink>
      );
    }
    if (node.tag === 'table') {
      return (
        <div key={i} className="scroll-x" tabIndex={0} role="region" aria-label="Table">
          <table>{render(node.children)}</table>
        </div>
      );
    }
    const props = {
      key: i,
      ...(node.id ? { id: node.id } : {}),
      ...(node.tag === 'pre' ? { tabIndex: 0 } : {}),
    };
    return node.children.length === 0
      ? createElement(node.tag, props)
      : createElement(node.tag, props, ...render(node.children));
  });
}

export function HelpPage() {
  const { slug } = useParams({ strict: false }) as { slug: string };
  const page = helpPages.find((candidate) => candidate.slug === slug);
  const { data, error, refetch } = useQuery({
    queryKey: ['help', slug],
    queryFn: async () => (page ? (await loaded(page.load())).nodes : []),
    staleTime: Infinity,
  });
  useEffect(() => {
    // the text comes after the address: only now is there a part to go to
    if (data !== undefined && location.hash !== '')
      document.getElementById(location.hash.slice(1))?.scrollIntoView();
  }, [data]);
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
  return (
    <Page title={page.title}>
      {error ? (
        <Refusal error={error} retry={refetch} />
      ) : data === undefined ? (
        <Loading what="the page" />
      ) : (
        <article className="help-page">{render(data)}</article>
      )}
    </Page>
  );
}
