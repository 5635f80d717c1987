import { DomainError, type SequenceDefinition } from '@dripemails/domain';
import type { SequenceRecord, SequenceRepository } from './sequence-port.js';

/**
 * A published version that somebody named.
 * @param path of the number in what they sent
 * @throws DomainError `sequence.version_not_found`
 */
export async function versionOf(
  sequences: Pick<SequenceRepository, 'definition'>,
  workspaceId: string,
  sequence: Pick<SequenceRecord, 'id' | 'version'>,
  { version, path }: { readonly version: number; readonly path: string },
): Promise<SequenceDefinition> {
  const newest = sequence.version;
  if (newest !== null && version <= newest) return await sequences.definition(workspaceId, sequence.id, version);
  const cure =
    newest === null ? 'Nothing was published yet: publish the sequence first.' : `Give a number from 1 to ${newest}.`;
  throw new DomainError('sequence.version_not_found', `The sequence has no version ${version}.`, [
    { path, message: cure },
  ]);
}
