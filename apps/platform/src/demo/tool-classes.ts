/**
 * What each tool of the demo's connectors does, as a person classified it: action type, data class, risk, where its target
 * stands in the arguments, and the safe form in which it may answer. Every pinned tool has a row; a test holds that.
 */
import type { ActionType, DataClass, Severity } from '@gamut/kernel/agentic-terms';

export interface ToolClass {
  readonly actionType: ActionType;
  readonly dataClass: DataClass;
  readonly risk: Severity;
  readonly targetPointers: readonly string[];
  readonly recursive: boolean;
  readonly safeForm: { readonly rowsMax: number; readonly mask: boolean } | null;
}

export type DemoConnector = 'filesystem' | 'everything' | 'memory';

const safeForm = { rowsMax: 5, mask: true } as const;

function fileRead(targetPointers: readonly string[], recursive = false): ToolClass {
  return { actionType: 'read', dataClass: 'internal', risk: 'low', targetPointers, recursive, safeForm };
}

function fileWrite(targetPointers: readonly string[], recursive = false): ToolClass {
  return {
    actionType: 'write_internal',
    dataClass: 'internal',
    risk: 'high',
    targetPointers,
    recursive,
    safeForm: null,
  };
}

function plain(actionType: ActionType, dataClass: DataClass, risk: Severity): ToolClass {
  return { actionType, dataClass, risk, targetPointers: [], recursive: false, safeForm: null };
}

export const toolClasses: Readonly<Record<DemoConnector, Readonly<Record<string, ToolClass>>>> = {
  filesystem: {
    read_file: fileRead(['/path']),
    read_text_file: fileRead(['/path']),
    read_media_file: fileRead(['/path']),
    read_multiple_files: fileRead(['/paths']),
    list_directory: fileRead(['/path']),
    list_directory_with_sizes: fileRead(['/path']),
    directory_tree: fileRead(['/path'], true),
    search_files: fileRead(['/path'], true),
    get_file_info: fileRead(['/path']),
    // it names the working folder and nothing in it, but without a target the strictest class of the folder counts
    list_allowed_directories: fileRead([]),
    write_file: fileWrite(['/path']),
    edit_file: fileWrite(['/path']),
    create_directory: fileWrite(['/path']),
    move_file: fileWrite(['/source', '/destination'], true),
  },
  everything: {
    // stands for any service outside: what is said to it has left the organisation
    echo: plain('external', 'confidential', 'medium'),
    'get-annotated-message': plain('read', 'public', 'low'),
    'get-env': plain('admin', 'confidential', 'critical'),
    'get-resource-links': plain('read', 'public', 'low'),
    'get-resource-reference': plain('read', 'public', 'low'),
    'get-structured-content': plain('read', 'public', 'low'),
    'get-sum': plain('read', 'public', 'low'),
    'get-tiny-image': plain('read', 'public', 'low'),
    'gzip-file-as-resource': plain('external', 'confidential', 'high'),
    'toggle-simulated-logging': plain('admin', 'internal', 'medium'),
    'toggle-subscriber-updates': plain('admin', 'internal', 'medium'),
    'trigger-long-running-operation': plain('read', 'public', 'low'),
    'simulate-research-query': plain('retrieve', 'public', 'low'),
  },
  memory: {
    create_entities: plain('write_internal', 'internal', 'medium'),
    create_relations: plain('write_internal', 'internal', 'medium'),
    add_observations: plain('write_internal', 'internal', 'medium'),
    delete_entities: plain('write_internal', 'internal', 'high'),
    delete_observations: plain('write_internal', 'internal', 'high'),
    delete_relations: plain('write_internal', 'internal', 'high'),
    read_graph: plain('retrieve', 'internal', 'low'),
    search_nodes: plain('retrieve', 'internal', 'low'),
    open_nodes: plain('retrieve', 'internal', 'low'),
  },
};

/** Data class by place, for the claims folder. */
export const placeClasses = [{ under: 'personal', dataClass: 'personal' }] as const;

export const connectorTitles: Readonly<Record<DemoConnector, string>> = {
  filesystem: 'Claims files',
  everything: 'Reference server, standing for a service outside',
  memory: 'Knowledge graph of the claims desk',
};
