import { useFetcher, useNavigate } from '@remix-run/react';
import clsx from 'clsx';
import { CornerDownLeft, Plus, Upload, User, Workflow, type LucideIcon } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { loader as searchLoader } from '../routes/search';
import { navigationLinks } from './navigation-links';

interface Entry {
  to: string;
  label: string;
  detail: string;
  icon: LucideIcon;
}

const openEvent = 'dripemails:palette';
/** Asking for people waits for a pause in typing. */
const pauseMs = 150;

export function openCommandPalette(): void {
  window.dispatchEvent(new Event(openEvent));
}

const fixedEntries: readonly Entry[] = [
  ...navigationLinks.map(({ to, label, icon }) => ({ to, label, icon, detail: 'Page' })),
  { to: '/sequences/new', label: 'New sequence', detail: 'Action', icon: Plus },
  { to: '/people/new', label: 'Add a person', detail: 'Action', icon: Plus },
  { to: '/imports/new', label: 'Import people', detail: 'Action', icon: Upload },
];

/** ⌘K or Ctrl K: finds pages, actions, sequences and people. A combobox whose list is walked by arrows. */
export function CommandPalette() {
  const dialog = useRef<HTMLDialogElement>(null);
  const [isOpen, setOpen] = useState(false);

  useEffect(() => {
    const open = () => {
      if (dialog.current?.open) return;
      setOpen(true);
      dialog.current?.showModal();
    };
    const onKey = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'k' || !(event.metaKey || event.ctrlKey) || event.altKey || event.shiftKey)
        return;
      event.preventDefault();
      open();
    };
    window.addEventListener(openEvent, open);
    window.addEventListener('keydown', onKey);
    return () => {
      window.removeEventListener(openEvent, open);
      window.removeEventListener('keydown', onKey);
    };
  }, []);

  return (
    <dialog
      ref={dialog}
      aria-label="Find"
      onClose={() => setOpen(false)}
      onMouseDown={(event) => {
        if (event.target === dialog.current) dialog.current.close();
      }}
      className="fixed inset-x-0 top-[12dvh] z-50 mx-auto w-[calc(100%-2rem)] max-w-xl overflow-hidden rounded border border-line bg-surface-raised p-0 shadow-float backdrop:bg-shade"
    >
      {isOpen && <Finder onDone={() => dialog.current?.close()} />}
    </dialog>
  );
}

function Finder({ onDone }: { onDone: () => void }) {
  const [words, setWords] = useState('');
  const [chosen, setChosen] = useState(0);
  const navigate = useNavigate();
  const entries = useEntries(words);
  const current = entries[Math.min(chosen, entries.length - 1)];
  const go = (entry: Entry | undefined) => {
    if (!entry) return;
    onDone();
    navigate(entry.to);
  };
  const step = (by: number) =>
    setChosen((Math.min(chosen, entries.length - 1) + by + entries.length) % Math.max(1, entries.length));

  return (
    <>
      <input
        role="combobox"
        autoFocus
        aria-label="Find people, sequences, pages and actions"
        aria-expanded
        aria-controls="palette-list"
        aria-activedescendant={current && `palette-${entries.indexOf(current)}`}
        autoComplete="off"
        placeholder="Find people, sequences, pages and actions"
        value={words}
        onChange={(event) => {
          setWords(event.target.value);
          setChosen(0);
        }}
        onKeyDown={(event) => {
          if (event.key === 'ArrowDown') step(1);
          else if (event.key === 'ArrowUp') step(-1);
          else if (event.key === 'Enter') go(current);
          else return;
          event.preventDefault();
        }}
        className="w-full border-b border-line bg-transparent px-4 py-3 text-base outline-none placeholder:text-text-quiet"
      />
      <ul id="palette-list" role="listbox" aria-label="Found" className="max-h-80 overflow-y-auto p-1.5">
        {entries.map((entry, index) => (
          <li
            key={entry.to}
            id={`palette-${index}`}
            role="option"
            aria-selected={entry === current}
            onMouseMove={() => setChosen(index)}
            onClick={() => go(entry)}
            className={clsx(
              'flex cursor-pointer items-center gap-3 rounded px-3 py-2',
              entry === current && 'bg-accent-soft',
            )}
          >
            <entry.icon aria-hidden className="size-4 flex-none text-text-quiet" />
            <span className="min-w-0 flex-1 truncate">{entry.label}</span>
            <span className="text-xs text-text-quiet">{entry.detail}</span>
            {entry === current && <CornerDownLeft aria-hidden className="size-4 text-text-quiet" />}
          </li>
        ))}
      </ul>
      <p role="status" className={clsx('px-4 pb-3 text-text-quiet', entries.length > 0 && 'sr-only')}>
        {entries.length === 0 ? 'Nothing found.' : `${entries.length} found`}
      </p>
    </>
  );
}

/** Pages and actions at once, sequences and people from the API after a pause. */
function useEntries(words: string): Entry[] {
  const { load, data } = useFetcher<typeof searchLoader>();
  const wanted = words.trim().toLowerCase();
  useEffect(() => {
    if (wanted === '') return;
    const timer = setTimeout(() => load(`/search?query=${encodeURIComponent(wanted)}`), pauseMs);
    return () => clearTimeout(timer);
  }, [wanted, load]);

  const fixed = fixedEntries.filter(({ label }) => label.toLowerCase().includes(wanted));
  if (wanted === '' || !data) return fixed;
  const found = data.query === wanted ? data : { sequences: [], people: [] };
  return [
    ...fixed,
    ...found.sequences.map(({ id, name }) => ({
      to: `/sequences/${id}`,
      label: name,
      detail: 'Sequence',
      icon: Workflow,
    })),
    ...found.people.map(({ id, name, email }) => ({
      to: `/people/${id}`,
      label: name === email ? email : `${name} · ${email}`,
      detail: 'Person',
      icon: User,
    })),
  ];
}
