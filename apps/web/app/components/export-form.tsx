import type { List, Segment } from '@dripemails/contracts';
import { Form } from '@remix-run/react';
import type { Refusal } from '../session/refusal';
import { Choice } from './choice';
import { SelectField, TextField } from './field';
import { Notice } from './notice';
import { SectionCard } from './section-card';
import { SubmitButton } from './submit-button';

const formats = [
  {
    value: 'csv',
    label: 'CSV',
    hint: 'For spreadsheets and other tools. Cells that look like formulas are made text.',
  },
  { value: 'xlsx', label: 'Excel', hint: 'A workbook; every cell is text, so no leading zero is lost.' },
  { value: 'json', label: 'JSON', hint: 'For programs: one array with every field as it is.' },
] as const;
const statuses = ['active', 'unconfirmed', 'unsubscribed', 'bounced', 'complained'] as const;

interface ExportFormProps {
  lists: readonly Pick<List, 'id' | 'name'>[];
  segments: readonly Pick<Segment, 'id' | 'name'>[];
  /** What to begin with: the filter of the page that led here. */
  chosen: URLSearchParams;
  refusal: Refusal | undefined;
}

/** Who is to be in the file, and what kind of file. */
export function ExportForm({ lists, segments, chosen, refusal }: ExportFormProps) {
  const first = (name: string) => chosen.get(name) ?? '';
  const errors = (name: string) => refusal?.fields[`filter.${name}`];
  return (
    <Form method="post" className="max-w-2xl space-y-6">
      {refusal && <Notice tone="bad">{refusal.message}</Notice>}
      <SectionCard title="Who">
        <div className="space-y-4 px-4 pb-4">
          <p className="text-text-quiet">Everybody, unless you say less. All that you choose has to apply.</p>
          <div className="grid gap-4 sm:grid-cols-2">
            <SelectField
              id="export-list"
              name="list"
              label="On the list"
              defaultValue={first('list')}
              errors={errors('list')}
            >
              <option value="">Any or none</option>
              {lists.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </SelectField>
            <SelectField
              id="export-segment"
              name="segment"
              label="In the segment"
              defaultValue={first('segment')}
              errors={errors('segment')}
            >
              <option value="">Any or none</option>
              {segments.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </SelectField>
            <TextField
              id="export-tag"
              name="tag"
              label="With the tag"
              defaultValue={first('tag')}
              autoComplete="off"
              errors={errors('tag')}
            />
            <SelectField id="export-status" name="status" label="With the status" defaultValue={first('status')}>
              <option value="">Any</option>
              {statuses.map((status) => (
                <option key={status} value={status}>
                  {status.charAt(0).toUpperCase() + status.slice(1)}
                </option>
              ))}
            </SelectField>
            <TextField
              id="export-query"
              name="query"
              label="Whose address or name has"
              defaultValue={first('query')}
              maxLength={200}
              autoComplete="off"
            />
          </div>
        </div>
      </SectionCard>
      <SectionCard title="File">
        <fieldset className="space-y-2 px-4 pb-4">
          <legend className="sr-only">Kind of file</legend>
          {formats.map(({ value, label, hint }) => (
            <Choice
              key={value}
              name="format"
              value={value}
              defaultChecked={value === 'csv'}
              label={label}
              hint={hint}
            />
          ))}
        </fieldset>
      </SectionCard>
      <SubmitButton busy="Starting…" name="intent" value="start">
        Start the export
      </SubmitButton>
    </Form>
  );
}
