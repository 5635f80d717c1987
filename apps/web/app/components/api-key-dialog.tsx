import type { ApiKey, CreatedApiKey } from '@dripemails/contracts';
import { useFetcher } from '@remix-run/react';
import { useId } from 'react';
import type { Refusal } from '../session/refusal';
import { Button } from './button';
import { CopyButton } from './copy-button';
import { TextField } from './field';
import { ModalDialog } from './modal-dialog';
import { Notice } from './notice';
import { QuestionDialog } from './question-dialog';

/** Making and revoking an API key. */
export function ApiKeyDialog({ ask, apiKey }: { ask: string | null; apiKey: ApiKey | undefined }) {
  if (ask === 'create-key') return <CreateKeyDialog />;
  if (ask === 'revoke-key' && apiKey) {
    return (
      <QuestionDialog
        title={`Revoke ${apiKey.name}?`}
        action="/settings"
        intent="revoke-key"
        submit="Revoke the key"
        busy="Revoking…"
        look="danger"
      >
        <input type="hidden" name="of" value={apiKey.id} />
        <p>Programs that use it are refused from now on. This cannot be undone.</p>
      </QuestionDialog>
    );
  }
  return null;
}

function CreateKeyDialog() {
  const fetcher = useFetcher<{ created?: CreatedApiKey; refusal?: Refusal }>();
  const formId = useId();
  const { created, refusal } = fetcher.data ?? {};
  const isBusy = fetcher.state !== 'idle';
  if (created) {
    return (
      <ModalDialog title={`The key ${created.name}`} closeLabel="Done">
        <p>Copy it now: it is shown only this once, and only its hash is kept.</p>
        <ShownKey value={created.key} />
      </ModalDialog>
    );
  }
  return (
    <ModalDialog
      title="New API key"
      actions={
        <Button form={formId} look="primary" name="intent" value="create-key" aria-disabled={isBusy || undefined}>
          {isBusy ? 'Making…' : 'Make the key'}
        </Button>
      }
    >
      <fetcher.Form id={formId} method="post" action="/settings" className="space-y-4">
        {refusal && <Notice tone="bad">{refusal.message}</Notice>}
        <TextField
          id="key-name"
          name="name"
          label="Name"
          hint="What will use it, such as “Web shop”."
          required
          maxLength={100}
          autoComplete="off"
          errors={refusal?.fields['name']}
        />
      </fetcher.Form>
    </ModalDialog>
  );
}

function ShownKey({ value }: { value: string }) {
  return (
    <div className="flex items-center gap-2">
      <input
        aria-label="API key"
        readOnly
        value={value}
        onFocus={(event) => event.target.select()}
        className="input font-mono text-xs"
      />
      <CopyButton value={value} />
    </div>
  );
}
