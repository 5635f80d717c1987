import { useSearchParams } from '@remix-run/react';
import { useState } from 'react';
import { dialogParams } from '../modal-dialog';

/**
 * Who is ticked in a table. It is forgotten where the table shows others (another filter or page), because nobody should
 * act on people they do not see, and once work has begun on those who were ticked.
 * @param operationId the work that was just started here, if any
 */
export function useSelection(operationId: string | null) {
  const [params] = useSearchParams();
  const shown = [...params].filter(([name]) => !dialogParams.includes(name) && name !== 'operation');
  const view = JSON.stringify(shown);
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set());
  const [isAll, setAll] = useState(false);
  const [before, setBefore] = useState({ view, operationId });
  if (before.view !== view || before.operationId !== operationId) {
    setBefore({ view, operationId });
    // that the address of the dialog no longer names the work before is no reason
    if (before.view !== view || operationId !== null) {
      setIds(new Set());
      setAll(false);
    }
  }
  const toggle = (id: string, isOn: boolean) =>
    setIds((known) => new Set(isOn ? [...known, id] : [...known].filter((one) => one !== id)));
  return { ids, isAll, setAll, toggle };
}
