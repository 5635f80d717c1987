import { getFormProps, getInputProps, useForm } from '@conform-to/react';
import { getZodConstraint, parseWithZod } from '@conform-to/zod/v4';
import { answer } from '@dripemails/api-client';
import { data, redirect, type ActionFunctionArgs, type MetaFunction } from '@remix-run/node';
import { Form, useActionData } from '@remix-run/react';
import { z } from 'zod';
import { LinkButton } from '../components/button';
import { Choice } from '../components/choice';
import { TextField } from '../components/field';
import { Notice } from '../components/notice';
import { PageHeader } from '../components/page-header';
import { SubmitButton } from '../components/submit-button';
import { starterNames, starters } from '../sequence/starters';
import { attempt } from '../session/api.server';
import { engineFor } from '../session/engine-api.server';

export const meta: MetaFunction = () => [{ title: 'New sequence · DripEmails' }];

const newSequence = z.object({
  name: z.string({ error: 'Give it a name.' }).trim().min(1, 'Give it a name.').max(200, 'At most 200 characters.'),
  starter: z.enum(starterNames).default('blank'),
});

export async function action({ request }: ActionFunctionArgs) {
  const submission = parseWithZod(await request.formData(), { schema: newSequence });
  if (submission.status !== 'success') return data(submission.reply(), { status: 400 });
  const { name, starter } = submission.value;
  const { ok, refusal, status } = await attempt(() =>
    answer(engineFor(request).createSequence({ name, steps: starters[starter].steps() })),
  );
  if (refusal) return data(submission.reply({ formErrors: [refusal.message], fieldErrors: refusal.fields }), status);
  return redirect(`/sequences/${ok?.id ?? ''}`);
}

export default function NewSequencePage() {
  const lastResult = useActionData<typeof action>();
  const [form, fields] = useForm({
    id: 'new-sequence',
    lastResult,
    constraint: getZodConstraint(newSequence),
    shouldRevalidate: 'onInput',
    onValidate: ({ formData }) => parseWithZod(formData, { schema: newSequence }),
  });
  return (
    <>
      <PageHeader
        up={{ to: '/sequences', label: 'Sequences' }}
        title="New sequence"
        situation="It stays a draft until you publish and activate it; nobody gets mail before that."
      />
      <Form method="post" {...getFormProps(form)} className="max-w-[640px] space-y-5">
        {form.errors && (
          <Notice tone="bad" id={form.errorId}>
            {form.errors.join(' ')}
          </Notice>
        )}
        <TextField
          {...getInputProps(fields.name, { type: 'text', ariaAttributes: false })}
          key="name"
          label="Name"
          hint="Only you and your colleagues see it."
          errors={fields.name.errors}
          autoFocus
          autoComplete="off"
        />
        <fieldset className="space-y-2">
          <legend className="mb-1 font-medium">Start from</legend>
          {starterNames.map((name) => (
            <Choice
              key={name}
              name="starter"
              value={name}
              defaultChecked={name === 'blank'}
              label={starters[name].label}
              hint={starters[name].hint}
            />
          ))}
        </fieldset>
        <div className="flex gap-2">
          <SubmitButton busy="Creating…">Create sequence</SubmitButton>
          <LinkButton to="/sequences">Cancel</LinkButton>
        </div>
      </Form>
    </>
  );
}
