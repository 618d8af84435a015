/** Help: the pages of docs/ that exist, as they were when this console was built. */
import { helpPages } from 'virtual:help-pages';
import { AppLink } from '../../parts/app-link.tsx';
import { Page } from '../../parts/page.tsx';
import { Section } from '../../parts/section.tsx';
import { Empty } from '../../parts/states.tsx';

export function HelpIndexPage() {
  return (
    <Page title="Help" lead="How Gamut governs agents, keeps tenants apart, and proves what it recorded.">
      <Section title="Pages">
        {helpPages.length === 0 ? (
          <Empty
            what="No help page is in this build."
            why="Pages come from docs/ when the console is built."
          />
        ) : (
          <ul className="help-list">
            {helpPages.map(({ slug, title }) => (
              <li key={slug}>
                <AppLink href={`/help/${slug}`}>{title}</AppLink>
              </li>
            ))}
          </ul>
        )}
      </Section>
      <Section title="Machine-readable">
        <p className="prose">
          The interface this console uses is described at <a href="/openapi.json">/openapi.json</a>. Press{' '}
          <kbd>?</kbd> for the keys.
        </p>
      </Section>
    </Page>
  );
}
