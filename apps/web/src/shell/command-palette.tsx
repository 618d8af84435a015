/** Ctrl/⌘ K: every page and every agent, by typing. A combobox with a list, arrow keys move, Enter goes. */
import { useQuery } from '@tanstack/react-query';
import { useId, useState, type KeyboardEvent } from 'react';
import { Dialog } from 'react-aria-components/Dialog';
import { Modal, ModalOverlay } from 'react-aria-components/Modal';
import { getJson } from '../api/client.ts';
import type { Page } from '../api/page.ts';
import { useSession } from '../features/administration/session/session.ts';
import { useGo } from '../parts/app-link.tsx';
import { commandOfId, matchCommands, type Command } from './commands.ts';
import { groupsFor } from './navigation.ts';

function useCommands(): readonly Command[] {
  const { permissions } = useSession();
  const { data: agents } = useQuery({
    queryKey: ['agents', 'palette'],
    queryFn: ({ signal }) => getJson<Page<{ id: string; name: string }>>('/v1/agents', {}, signal),
    enabled: permissions.includes('agent.read'),
    staleTime: 30_000,
  });
  const pages = groupsFor(permissions).flatMap(({ items }) =>
    items.map(({ name, path }) => ({ name, kind: 'page', href: path })),
  );
  const doing = [
    ...(permissions.includes('decision.read')
      ? [
          { name: 'Decisions that were blocked', kind: 'list', href: '/decisions?filter=decision:block' },
          { name: 'Decisions of the last hour', kind: 'list', href: '/decisions?filter=since:1h' },
        ]
      : []),
    ...(permissions.includes('agent.create')
      ? [{ name: 'Register an agent', kind: 'action', href: '/agents/new' }]
      : []),
  ];
  const agentRows = (agents?.data ?? []).map(({ id, name }) => ({
    name,
    kind: 'agent',
    href: `/agents/${id}`,
  }));
  return [...pages, ...doing, ...agentRows];
}

function usePalette(close: () => void) {
  const commands = useCommands();
  const go = useGo();
  const listId = useId();
  const [typed, setTyped] = useState('');
  const [at, setAt] = useState(0);
  const byId = commandOfId(typed);
  const found = byId ? [byId] : matchCommands(commands, typed);
  const write = (text: string) => {
    setTyped(text);
    setAt(0);
  };
  const choose = (command: Command | undefined) => {
    if (!command) return;
    close();
    go(command.href);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step === 0 && event.key !== 'Enter') return;
    event.preventDefault();
    if (step === 0) return choose(found[at]);
    const next = (at + step + found.length) % Math.max(found.length, 1);
    setAt(next);
    document.getElementById(`${listId}-${next}`)?.scrollIntoView({ block: 'nearest' });
  };
  return { listId, typed, write, found, at, setAt, choose, onKeyDown };
}

function PaletteBody({ close }: { readonly close: () => void }) {
  const { listId, typed, write, found, at, setAt, choose, onKeyDown } = usePalette(close);
  return (
    <>
      <input
        className="palette-input"
        role="combobox"
        aria-label="Go to a page, an agent, or an id"
        aria-expanded="true"
        aria-controls={listId}
        aria-autocomplete="list"
        {...(found[at] ? { 'aria-activedescendant': `${listId}-${at}` } : {})}
        placeholder="Page, agent, or id"
        autoFocus
        value={typed}
        onChange={(event) => write(event.target.value)}
        onKeyDown={onKeyDown}
      />
      <ul className="palette-list" role="listbox" id={listId} aria-label="Results">
        {found.map((command, i) => (
          <li
            key={`${command.href} ${command.name}`}
            role="option"
            id={`${listId}-${i}`}
            aria-selected={i === at}
            onClick={() => choose(command)}
            onPointerMove={() => setAt(i)}
          >
            <span>{command.name}</span>
            <span className="aside">{command.kind}</span>
          </li>
        ))}
      </ul>
      {found.length === 0 ? (
        <p className="palette-none" role="status">
          Nothing by that name. Try a page, an agent, or paste an id.
        </p>
      ) : null}
    </>
  );
}

export function CommandPalette({
  isOpen,
  onClose,
}: {
  readonly isOpen: boolean;
  readonly onClose: () => void;
}) {
  return (
    <ModalOverlay
      className="overlay"
      isOpen={isOpen}
      onOpenChange={(open) => (open ? undefined : onClose())}
      isDismissable
    >
      <Modal className="sheet sheet-wide sheet-bare">
        <Dialog className="sheet-body" aria-label="Search and go">
          <PaletteBody close={onClose} />
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
