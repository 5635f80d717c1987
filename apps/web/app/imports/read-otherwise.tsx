import { IMPORT_ENCODINGS, type ImportPreview } from '@dripemails/contracts';
import { Form } from '@remix-run/react';
import { SelectField } from '../components/field';
import { SubmitButton } from '../components/submit-button';
import type { Refusal } from '../session/refusal';
import { ENCODING_WORDS, encodingLabel } from './encoding-words';

/** The same file read in another way: another sheet of a workbook, a text file in another encoding. */
export function ReadOtherwise({ preview, refusal }: { preview: ImportPreview; refusal: Refusal | null | undefined }) {
  const { sheets, sheet, encoding, encodingFound } = preview.format;
  if (sheets.length < 2 && encoding === null) return null;
  return (
    <Form
      method="post"
      encType="multipart/form-data"
      className="mb-5 flex max-w-[640px] flex-wrap items-end gap-2"
      key={`${preview.uploadId} ${sheet ?? ''} ${encoding ?? ''}`}
    >
      <input type="hidden" name="intent" value="preview" />
      <input type="hidden" name="upload" value={preview.uploadId} />
      <input type="hidden" name="fileName" value={preview.fileName} />
      <input type="hidden" name="preview" value={JSON.stringify(preview)} />
      {encoding === null ? (
        <SelectField id="sheet" name="sheet" label="Sheet" defaultValue={sheet ?? ''}>
          {sheets.map((name) => (
            <option key={name}>{name}</option>
          ))}
        </SelectField>
      ) : (
        <SelectField
          id="encoding"
          name="encoding"
          label={encodingLabel(encoding, encodingFound)}
          defaultValue={encoding}
          errors={refusal?.fields['encoding']}
        >
          {IMPORT_ENCODINGS.map((name) => (
            <option key={name} value={name}>
              {name} ({ENCODING_WORDS[name]})
            </option>
          ))}
        </SelectField>
      )}
      <SubmitButton look="secondary" busy="Reading…">
        {encoding === null ? 'Read this sheet' : 'Read in this encoding'}
      </SubmitButton>
    </Form>
  );
}
