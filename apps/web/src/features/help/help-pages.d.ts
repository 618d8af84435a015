/** What scripts/help-pages.ts renders from docs/ at build time. */
declare module 'virtual:help-pages' {
  import type { HelpNode } from '../../../scripts/help-nodes.ts';
  export const helpPages: readonly {
    readonly slug: string;
    readonly title: string;
    readonly load: () => Promise<{ readonly nodes: readonly HelpNode[] }>;
  }[];
}
