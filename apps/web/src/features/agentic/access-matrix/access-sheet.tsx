/** Writes one agent into the access matrix: of each data domain of each system nothing, reading, or writing too. */
import { matrixAccesses, type MatrixAccess } from '@gamut/kernel/agentic-terms';
import { useState } from 'react';
import { Button } from '../../../parts/button.tsx';
import { SelectField, TextField } from '../../../parts/field.tsx';
import { ReasonDialog } from '../../../parts/reason-dialog.tsx';
import { count } from '../../../parts/wording.ts';
import { useRecordChange } from '../record-change.ts';
import {
  cellText,
  givenIn,
  keyOf,
  pathOf,
  withNeeded,
  wrongDomain,
  type AgentAccess,
  type Cell,
  type NewRow,
} from './access-matrix.ts';

export interface SystemChoice {
  readonly id: string;
  readonly name: string;
}

interface AddCellProps {
  readonly systems: readonly SystemChoice[];
  readonly onAdd: (cell: Cell) => void;
}

function AddCell({ systems, onAdd }: AddCellProps) {
  const [system, setSystem] = useState('');
  const [word, setWord] = useState('');
  const [wrong, setWrong] = useState<string>();
  const add = () => {
    const chosen = systems.find(({ id }) => id === system);
    const problem = wrongDomain(word.trim()) ?? (chosen ? undefined : 'Choose the system it is in.');
    setWrong(problem);
    if (problem || !chosen) return;
    onAdd({ connectorId: chosen.id, connector: chosen.name, dataDomain: word.trim() });
    setWord('');
  };
  return (
    <fieldset className="fieldset">
      <legend>A data domain that no tool names yet</legend>
      <div className="form-grid">
        <SelectField label="System" value={system} onChange={(event) => setSystem(event.target.value)}>
          <option value="">Choose</option>
          {systems.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </SelectField>
        <TextField
          label="Data domain"
          className="mono"
          placeholder="customer"
          value={word}
          error={wrong}
          onChange={(event) => setWord(event.target.value)}
        />
      </div>
      <div>
        <Button onPress={add}>Add it</Button>
      </div>
    </fieldset>
  );
}

function neededText({ tools, access }: AgentAccess['needed'][number]): string {
  const more = tools.length - 3;
  const names = `${tools.slice(0, 3).join(', ')}${more > 0 ? ` and ${count(more)} more` : ''}`;
  return `Needs ${access}: ${names}.`;
}

interface CellFieldsProps {
  readonly agent: AgentAccess;
  readonly cells: readonly Cell[];
  readonly chosen: ReadonlyMap<string, MatrixAccess>;
  readonly onPick: (cell: Cell, value: string) => void;
}

function CellFields({ agent, cells, chosen, onPick }: CellFieldsProps) {
  return (
    <div className="form-grid">
      {cells.map((cell) => {
        const needs = agent.needed.find((one) => keyOf(one) === keyOf(cell));
        return (
          <SelectField
            key={keyOf(cell)}
            label={cellText(cell)}
            help={needs ? neededText(needs) : undefined}
            value={chosen.get(keyOf(cell)) ?? ''}
            onChange={(event) => onPick(cell, event.target.value)}
          >
            <option value="">nothing</option>
            <option value="read">read</option>
            <option value="write">write, which includes reading</option>
          </SelectField>
        );
      })}
    </div>
  );
}

interface AccessSheetProps {
  readonly agent: AgentAccess;
  readonly cells: readonly Cell[];
  readonly systems: readonly SystemChoice[];
  readonly onClose: () => void;
}

export function AccessSheet({ agent, cells, systems, onClose }: AccessSheetProps) {
  const change = useRecordChange();
  const [added, setAdded] = useState<readonly Cell[]>([]);
  const [chosen, setChosen] = useState<ReadonlyMap<string, MatrixAccess>>(
    () => new Map(agent.rows.map((row) => [keyOf(row), row.access])),
  );
  const known = [...cells, ...added.filter((one) => !cells.some((cell) => keyOf(cell) === keyOf(one)))];
  const pick = (cell: Cell, value: string) => {
    const access = matrixAccesses.find((one) => one === value);
    const others = [...chosen].filter(([key]) => key !== keyOf(cell));
    setChosen(new Map(access === undefined ? others : [...others, [keyOf(cell), access]]));
  };
  const rows: NewRow[] = known.flatMap((cell) => {
    const access = chosen.get(keyOf(cell));
    return access === undefined
      ? []
      : [{ connectorId: cell.connectorId, dataDomain: cell.dataDomain, access }];
  });
  return (
    <ReasonDialog
      title={`Access of ${agent.agentName}`}
      consequence="From the next call on it reaches what is given here and nothing else. It stays bound when nothing is given; an administrator can free it."
      act={rows.length === 0 ? 'Close everything to it' : 'Set its access'}
      weight={rows.length === 0 ? 'stop' : 'act'}
      isOpen
      onClose={onClose}
      perform={(reason) => change('PUT', pathOf(agent.agentId), { rows, reason })}
    >
      {agent.needed.length > 0 ? (
        <p>
          <Button onPress={() => setChosen(withNeeded(agent))}>Give what its permitted tools need</Button>
        </p>
      ) : null}
      <CellFields agent={agent} cells={known} chosen={chosen} onPick={pick} />
      <AddCell
        systems={systems}
        onAdd={(cell) => {
          setAdded([...added, cell]);
          pick(cell, givenIn(agent, cell) ?? 'read');
        }}
      />
    </ReasonDialog>
  );
}
