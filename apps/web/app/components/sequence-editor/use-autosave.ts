import type { Step } from '@dripemails/contracts';
import { useBeforeUnload, useBlocker, useFetcher } from '@remix-run/react';
import { useCallback, useEffect, useState, type RefObject } from 'react';
import type { Refusal } from '../../session/refusal';

/** Saving waits for a pause in typing of this length. */
const pauseMs = 800;

export interface Autosave {
  state: 'saved' | 'dirty' | 'saving' | 'failed';
  refusal: Refusal | undefined;
  saveNow(): void;
}

/** Saves the draft after every change, one request at a time, and asks before unsaved work is left. */
export function useAutosave(steps: readonly Step[], form: RefObject<HTMLFormElement>): Autosave {
  const fetcher = useFetcher<{ refusal?: Refusal }>();
  const { submit, state: fetcherState, data } = fetcher;
  const [sent, setSent] = useState(steps);
  const isIdle = fetcherState === 'idle';
  const isDirty = steps !== sent;
  const refusal = isDirty || !isIdle ? undefined : data?.refusal;

  const saveNow = useCallback(() => {
    if (!form.current) return;
    const body = new FormData(form.current);
    body.set('intent', 'autosave');
    setSent(steps);
    submit(body, { method: 'post', action: `${location.pathname}?index` });
  }, [form, steps, submit]);

  useEffect(() => {
    if (!isDirty || !isIdle) return;
    const timer = setTimeout(saveNow, pauseMs);
    return () => clearTimeout(timer);
  }, [isDirty, isIdle, saveNow]);

  const isUnsaved = isDirty || !isIdle || refusal !== undefined;
  useBeforeUnload((event) => {
    if (isUnsaved) event.preventDefault();
  });
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) =>
      (isDirty || refusal !== undefined) && currentLocation.pathname !== nextLocation.pathname,
  );
  useEffect(() => {
    if (blocker.state !== 'blocked') return;
    if (window.confirm('The last changes of this sequence are not saved yet. Leave without them?')) blocker.proceed();
    else blocker.reset();
  }, [blocker]);

  const state = refusal ? 'failed' : isDirty ? 'dirty' : isIdle ? 'saved' : 'saving';
  return { state, refusal, saveNow };
}
