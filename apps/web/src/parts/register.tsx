/** A register: a real table that becomes stacked rows on a narrow screen, with j/k/Enter, a current row and "show more". */
import { Fragment, useEffect, useRef, useState, type MouseEvent, type ReactNode } from 'react';
import { useKeys } from '../shell/keyboard.ts';
import { useGo } from './app-link.tsx';
import { Button } from './button.tsx';

export interface Column<Row> {
  readonly head: string;
  readonly cell: (row: Row) => ReactNode;
  readonly className?: 'grow' | 'most' | 'half' | 'tight' | 'end' | 'dot';
  /** Hide the head's word on narrow screens, where the value speaks for itself. */
  readonly plain?: boolean;
}

interface RegisterProps<Row> {
  readonly caption: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string;
  /** Where Enter and a click on the row go; without it the register is not a list to walk. */
  readonly rowHref?: (row: Row) => string;
  /** What stands below an opened row, over its whole width; undefined while the row is closed. */
  readonly below?: ((row: Row) => ReactNode) | undefined;
  readonly more?: { readonly isLoading: boolean; readonly load: () => void } | undefined;
}

function useCurrentRow<Row>({
  rows,
  rowKey,
  rowHref,
}: Pick<RegisterProps<Row>, 'rows' | 'rowKey' | 'rowHref'>) {
  const [current, setCurrent] = useState<string>();
  const go = useGo();
  const move = (step: 1 | -1) => {
    const at = rows.findIndex((row) => rowKey(row) === current);
    const next = rows[Math.min(Math.max(at + step, 0), rows.length - 1)];
    if (next) setCurrent(rowKey(next));
  };
  const open = (event?: globalThis.KeyboardEvent) => {
    if (event?.target instanceof Element && event.target.closest('a,button')) return;
    const row = rows.find((candidate) => rowKey(candidate) === current);
    if (row && rowHref) go(rowHref(row));
  };
  useKeys(rowHref ? { j: () => move(1), k: () => move(-1), Enter: open } : {});
  return current;
}

function More({ more }: Pick<RegisterProps<never>, 'more'>) {
  if (!more) return null;
  return (
    <div className="more">
      <Button onPress={more.load} isDisabled={more.isLoading}>
        {more.isLoading ? 'Reading …' : 'Show more'}
      </Button>
    </div>
  );
}

function Below({ columns, children }: { readonly columns: number; readonly children: ReactNode }) {
  if (children === undefined) return null;
  return (
    <tr role="row" className="below">
      <td role="cell" colSpan={columns}>
        {children}
      </td>
    </tr>
  );
}

export function Register<Row>({ caption, columns, rows, rowKey, rowHref, below, more }: RegisterProps<Row>) {
  const current = useCurrentRow<Row>({ rows, rowKey, ...(rowHref ? { rowHref } : {}) });
  const go = useGo();
  const body = useRef<HTMLTableSectionElement>(null);
  useEffect(() => {
    if (current === undefined) return;
    const row = body.current?.querySelector<HTMLElement>('tr.current');
    row?.scrollIntoView({ block: 'nearest' });
    row?.querySelector<HTMLElement>('a')?.focus({ preventScroll: true });
  }, [current]);
  const onRowClick = (event: MouseEvent, row: Row) => {
    if (!rowHref || (event.target as Element).closest('a,button,input,label')) return;
    if (window.getSelection()?.toString()) return;
    go(rowHref(row));
  };
  return (
    <>
      <table className={rowHref ? 'register clickable' : 'register'} role="table">
        <caption className="visually-hidden">{caption}</caption>
        <thead role="rowgroup">
          <tr role="row">
            {columns.map(({ head, className }) => (
              <th
                key={head}
                scope="col"
                role="columnheader"
                className={className === 'end' || className === 'dot' ? className : undefined}
              >
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup" ref={body}>
          {rows.map((row) => (
            <Fragment key={rowKey(row)}>
              <tr
                role="row"
                className={rowKey(row) === current ? 'current' : undefined}
                onClick={(event) => onRowClick(event, row)}
              >
                {columns.map(({ head, cell, className, plain }) => (
                  <td key={head} role="cell" className={className} data-label={plain ? '' : head}>
                    {cell(row)}
                  </td>
                ))}
              </tr>
              <Below columns={columns.length}>{below?.(row)}</Below>
            </Fragment>
          ))}
        </tbody>
      </table>
      <More more={more} />
    </>
  );
}
