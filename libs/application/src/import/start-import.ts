import type { ImportJob, ImportMapping, ImportOptions } from '@dripemails/contracts';
import { completeMapping, customFieldOf } from '@dripemails/domain';
import { v7 as newId } from 'uuid';
import type { Actor } from '../actor.js';
import { atField } from '../at-field.js';
import type { ListRepository } from '../list/list-port.js';
import type { Log } from '../logger.js';
import type { Orchestrator } from '../orchestrator-port.js';
import type { WorkspaceRepository } from '../workspace/workspace-port.js';
import type { ImportFiles, ImportRepository, UploadedFile } from './import-port.js';
import { ReadImports } from './read-imports.js';

/** What was asked for beside the file. */
export interface ImportRequest extends ImportOptions {
  readonly mapping: ImportMapping;
}

/** A file as it is uploaded, or one that was uploaded for a preview or a dry run. */
export type Upload = {
  /** Known once the stream has been read: the other parts of the form may follow the file. */
  readonly options: () => Promise<ImportRequest>;
} & (
  | UploadedFile
  /** `fileName` where it is to be shown under another name than it was uploaded with. */
  | { readonly uploadId: string; readonly fileName: string | null }
);

export interface StartImportPorts {
  readonly files: ImportFiles;
  readonly imports: ImportRepository;
  readonly lists: Pick<ListRepository, 'get'>;
  readonly workspaces: Pick<WorkspaceRepository, 'get'>;
  readonly orchestrator: Orchestrator;
  readonly log: Log;
  readonly maxBytes: number;
}

/** Takes a file of people: keeps it, checks that it can be read, and starts the workflow that brings the people in. */
export class StartImport {
  constructor(private readonly ports: StartImportPorts) {}

  /** @throws DomainError `import.unreadable`, `import.too_large`, `input.invalid`, `list.not_found`; nothing is kept then */
  async execute(actor: Actor, upload: Upload): Promise<ImportJob> {
    const { files, imports, orchestrator, workspaces, log, maxBytes } = this.ports;
    const { workspaceId } = actor;
    const id = newId();
    if ('stream' in upload) {
      await files.save(workspaceId, id, upload, maxBytes);
      try {
        await this.create(actor, id, { uploadId: id, fileName: upload.fileName, request: await upload.options() });
      } catch (error) {
        await files.discard(workspaceId, id);
        throw error;
      }
    } else {
      const { uploadId } = upload;
      const fileName = await this.create(actor, id, { ...upload, request: await upload.options() });
      await files.move(workspaceId, uploadId, { id, fileName });
    }
    try {
      await orchestrator.startImport({ workspaceId, id });
    } catch (error) {
      // the import is committed as queued: the reconciler starts it
      log.warn({ importId: id, err: error }, 'could not start the import now; the reconciler will');
    }
    return await new ReadImports({ imports, workspaces }).get(actor, id);
  }

  /** @returns the name under which the file is shown */
  private async create(
    actor: Actor,
    id: string,
    { uploadId, fileName: given, request }: { uploadId: string; fileName: string | null; request: ImportRequest },
  ): Promise<string> {
    const { files, imports, lists } = this.ports;
    const { workspaceId } = actor;
    const { mapping: wanted, ...options } = request;
    const file = await files.inspect(workspaceId, uploadId, options);
    const fileName = given ?? file.fileName ?? 'upload.csv';
    for (const listId of options.listIds) await atField('list', lists.get(workspaceId, listId));
    const known = await imports.fields(workspaceId);
    const mapping = completeMapping(file.header, wanted, known) as ImportMapping;
    if (!options.dryRun) await imports.addFields(workspaceId, newFields(mapping, known));
    await imports.create({
      id,
      workspaceId,
      listId: options.listIds[0] ?? null,
      fileName,
      mapping,
      options: { ...options, format: file.format, header: file.header, actor: `${actor.kind} ${actor.id}` },
      total: file.rows,
    });
    return fileName;
  }
}

/** Custom fields that the mapping names and nobody has defined. */
function newFields(mapping: ImportMapping, known: readonly { name: string }[]): { name: string; label: string }[] {
  const names = new Set(known.map(({ name }) => name));
  return Object.entries(mapping).flatMap(([column, target]) => {
    const name = customFieldOf(target);
    return name === null || names.has(name) ? [] : [{ name, label: column.slice(0, 100) }];
  });
}
