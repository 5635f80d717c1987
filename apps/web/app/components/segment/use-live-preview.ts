import type { Condition } from '@dripemails/contracts';
import { useFetcher } from '@remix-run/react';
import { useCallback, useEffect, useRef } from 'react';
import type { BuilderAnswer } from '../../segment/segment-action.server';

/** So long nothing is typed before people are counted. */
const restMs = 600;

/** Who fits a rule while it is being written: asked of the page's own action when typing rests. */
export function useLivePreview(condition: Condition, sent: BuilderAnswer | undefined) {
  const fetcher = useFetcher<BuilderAnswer>();
  const { submit } = fetcher;
  const json = JSON.stringify(condition);
  const asked = useRef<string | null>(null);
  const ask = useCallback(
    (rule: string) => {
      asked.current = rule;
      void submit({ intent: 'preview-json', json: rule }, { method: 'post' });
    },
    [submit],
  );
  useEffect(() => {
    if (asked.current === json) return undefined;
    const timer = setTimeout(() => ask(json), restMs);
    return () => clearTimeout(timer);
  }, [json, ask]);
  const { preview, refusal } = fetcher.data ?? { preview: sent?.preview, refusal: sent?.refusal };
  return { preview, refusal, isBusy: fetcher.state !== 'idle', refresh: () => ask(json) };
}
