import type { PublishResult, Step } from '@dripemails/contracts';
import { useBeforeUnload, useBlocker, useFetcher } from '@remix-run/react';
import { useCallback, useEffect, useState } from 'react';
import type { Refusal } from '../../session/refusal';

/** Saving waits for a pause in typing of this length. */
const pauseMs = 800;

export interface Autosave {
  state: 'saved' | 'dirty' | 'saving' | 'failed';
  refusal: Refusal | undefined;
  /** What stands in the way of publishing what was saved last; undefined before the first save. */
  problems: PublishResult['problems'] | undefined;
  saveNow(): void;
}

/** Saves the draft after every change, one request at a time, and asks before unsaved work is left. */
export function useAutosave(steps: readonly Step[]): Autosave {
  const fetcher = useFetcher<{ refusal?: Refusal; problems?: PublishResult['problems'] }>();
  const { submit, state: fetcherState, data } = fetcher;
  const [sent, setSent] = useState(steps);
  const isIdle = fetcherState === 'idle';
  const isDirty = steps !== sent;
  const refusal = isDirty || !isIdle ? undefined : data?.refusal;

  const saveNow = useCallback(() => {
    setSent(steps);
    submit(
      { intent: 'save-json', json: JSON.stringify(steps) },
      { method: 'post', action: `${location.pathname}?index` },
    );
  }, [steps, submit]);

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
  return { state, refusal, problems: data?.problems, saveNow };
}
