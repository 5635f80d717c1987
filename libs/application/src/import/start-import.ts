import type { ImportJob, ImportMapping } from '@dripemails/contracts';
import { completeMapping } from '@dripemails/domain';
import { v7 as newId } from 'uuid';
import type { Actor } from '../actor.js';
import type { ListRepository } from '../list/list-port.js';
import type { Log } from '../logger.js';
import type { Orchestrator } from '../orchestrator-port.js';
import type { WorkspaceRepository } from '../workspace/workspace-port.js';
import type { ImportFiles, ImportRepository } from './import-port.js';
import { ReadImports } from './read-imports.js';

/** A file as it is uploaded. */
export interface Upload {
  readonly fileName: string;
  readonly stream: AsyncIterable<Uint8Array>;
  /** Known once the stream has been read: the other parts of the form may follow the file. */
  readonly options: () => Promise<{ listId: string | null; mapping: ImportMapping }>;
}

export interface StartImportPorts {
  readonly files: ImportFiles;
  readonly imports: ImportRepository;
  readonly lists: Pick<ListRepository, 'get'>;
  readonly workspaces: Pick<WorkspaceRepository, 'get'>;
  readonly orchestrator: Orchestrator;
  readonly log: Log;
  readonly maxBytes: number;
}

/** Takes a CSV file: keeps it, checks that it can be read, and starts the workflow that brings the people in. */
export class StartImport {
  constructor(private readonly ports: StartImportPorts) {}

  /** @throws DomainError `import.unreadable`, `import.too_large`, `input.invalid`, `list.not_found`; nothing is kept then */
  async execute(actor: Actor, upload: Upload): Promise<ImportJob> {
    const { files, imports, lists, orchestrator, workspaces, log, maxBytes } = this.ports;
    const id = newId();
    const { header, rows } = await files.save(actor.workspaceId, id, upload.stream, maxBytes);
    try {
      const { listId, mapping } = await upload.options();
      if (listId !== null) await lists.get(actor.workspaceId, listId);
      await imports.create({
        id,
        workspaceId: actor.workspaceId,
        listId,
        fileName: upload.fileName,
        mapping: completeMapping(header, mapping) as ImportMapping,
        total: rows,
      });
    } catch (error) {
      await files.discard(actor.workspaceId, id);
      throw error;
    }
    try {
      await orchestrator.startImport({ workspaceId: actor.workspaceId, id });
    } catch (error) {
      // the import is committed as queued: the reconciler starts it
      log.warn({ importId: id, err: error }, 'could not start the import now; the reconciler will');
    }
    return await new ReadImports({ imports, workspaces }).get(actor, id);
  }
}
