/** The one act on a row of a register, quiet as a link and named whole for who does not see the row. */
interface RowActProps {
  readonly act: string;
  /** Which row, for assistive technology. */
  readonly of: string;
  readonly onPress: () => void;
}

export function RowAct({ act, of, onPress }: RowActProps) {
  return (
    <button type="button" className="text-button" onClick={onPress}>
      {act}
      <span className="visually-hidden"> {of}</span>
    </button>
  );
}
