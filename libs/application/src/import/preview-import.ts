import type { ImportFormat, ImportMapping, ImportPreview } from '@dripemails/contracts';
import { guessMapping, importRowReader, type FieldDefinition } from '@dripemails/domain';
import { v7 as newId } from 'uuid';
import type { Actor } from '../actor.js';
import type { FileContent, FileRow, ImportFiles, ImportRepository, ReadAs, UploadedFile } from './import-port.js';

/** A file to look at, or one that was looked at before, for another sheet or in another encoding. */
export type PreviewRequest = {
  /** Known once the stream has been read: the other parts of the form may follow the file. */
  readonly how: () => Promise<ReadAs>;
} & (
  | UploadedFile
  /** `fileName` where it is to be shown under another name than it was uploaded with. */
  | { readonly uploadId: string; readonly fileName: string | null }
);

const ROWS = 10;
/** Of a cell, on the page of a preview. */
const CELL_CHARS = 200;

/** Shows how a file would be read. The file is kept for a day, so that it need not be sent again to import it. */
export class PreviewImport {
  constructor(private readonly ports: { files: ImportFiles; imports: ImportRepository; importMaxBytes: number }) {}

  /** @throws DomainError `import.unreadable`, `import.too_large`, `input.invalid`; nothing is kept then */
  async execute(actor: Actor, request: PreviewRequest): Promise<ImportPreview> {
    const { imports } = this.ports;
    const { workspaceId } = actor;
    const uploadId = 'uploadId' in request ? request.uploadId : newId();
    const { format, header, rows: total, warning, fileName } = await this.contentOf(workspaceId, uploadId, request);
    const fields = await imports.fields(workspaceId);
    const last = await imports.lastMapping(workspaceId, header);
    const mapping = (last ?? guessMapping(header, fields)) as ImportMapping;
    return {
      uploadId,
      fileName: request.fileName ?? fileName ?? 'upload.csv',
      format,
      header: [...header],
      total,
      warning,
      mapping,
      mappingFrom: last === null ? 'names' : 'lastImport',
      rows: await this.firstRows({ workspaceId, uploadId, format }, { header, mapping, fields }),
    };
  }

  private async contentOf(workspaceId: string, uploadId: string, request: PreviewRequest): Promise<FileContent> {
    const { files, importMaxBytes } = this.ports;
    if ('uploadId' in request) return await files.inspect(workspaceId, uploadId, await request.how());
    await files.save(workspaceId, uploadId, request, importMaxBytes);
    try {
      return await files.inspect(workspaceId, uploadId, await request.how());
    } catch (error) {
      await files.discard(workspaceId, uploadId);
      throw error;
    }
  }

  private async firstRows(
    file: { workspaceId: string; uploadId: string; format: ImportFormat },
    {
      header,
      mapping,
      fields,
    }: { header: readonly string[]; mapping: ImportMapping; fields: readonly FieldDefinition[] },
  ): Promise<ImportPreview['rows']> {
    const read = importRowReader(header, mapping, fields);
    const shown: ImportPreview['rows'] = [];
    for await (const rows of this.ports.files.rows(file.workspaceId, file.uploadId, file.format, 0)) {
      for (const row of rows.slice(0, ROWS - shown.length)) shown.push(shownRow(row, header.length, read));
      if (shown.length >= ROWS) break;
    }
    return shown;
  }
}

function shownRow(
  { line, cells, fault }: FileRow,
  columns: number,
  read: ReturnType<typeof importRowReader>,
): ImportPreview['rows'][number] {
  if (cells === null) return { line, cells: [], fault };
  const shown = cells.map((cell) => cell.slice(0, CELL_CHARS));
  if (cells.length !== columns)
    return { line, cells: shown, fault: `The row has ${cells.length} cells and the header ${columns}.` };
  const person = read(cells);
  return { line, cells: shown, fault: 'rejected' in person ? person.rejected : null };
}
