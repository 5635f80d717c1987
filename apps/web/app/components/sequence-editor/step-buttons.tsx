import { ArrowDown, ArrowUp, Copy, IndentDecrease, IndentIncrease, Trash2, type LucideIcon } from 'lucide-react';
import { moveTarget, type MoveWay } from '../../sequence/step-tree';
import { Button } from '../button';
import { instead, useEditorWorld } from './editor-world';

const ways: readonly { way: MoveWay; icon: LucideIcon; key: string; label: (place: string) => string }[] = [
  { way: 'up', icon: ArrowUp, key: '↑', label: (place) => `Move step ${place} up` },
  { way: 'down', icon: ArrowDown, key: '↓', label: (place) => `Move step ${place} down` },
  { way: 'in', icon: IndentIncrease, key: '→', label: (place) => `Move step ${place} into the step beside it` },
  { way: 'out', icon: IndentDecrease, key: '←', label: (place) => `Move step ${place} out` },
];

/** Moving in every direction, copying and deleting. Ways that lead nowhere are not shown for nesting, and disabled for order. */
export function StepButtons({ path, place }: { path: string; place: string }) {
  const { editor } = useEditorWorld();
  return (
    <div className="ml-auto flex flex-none">
      {ways.map(({ way, icon: Icon, key, label }) => {
        const isPossible = moveTarget(editor.steps, path, way) !== null;
        if (!isPossible && (way === 'in' || way === 'out')) return null;
        return (
          <Button
            key={way}
            look="quiet"
            className="px-1.5"
            name="intent"
            value={`${way}:${path}`}
            data-move={way}
            disabled={!isPossible}
            aria-label={label(place)}
            title={`${label(place)} (Alt ${key})`}
            onClick={instead(() => editor.edit({ do: 'move', path, way }))}
          >
            <Icon aria-hidden />
          </Button>
        );
      })}
      <Button
        look="quiet"
        className="px-1.5"
        name="intent"
        value={`duplicate:${path}`}
        aria-label={`Duplicate step ${place}`}
        title="Duplicate"
        onClick={instead(() => editor.edit({ do: 'duplicate', path }))}
      >
        <Copy aria-hidden />
      </Button>
      <Button
        look="quiet"
        className="px-1.5"
        name="intent"
        value={`remove:${path}`}
        aria-label={`Delete step ${place}`}
        title="Delete"
        onClick={instead(() => editor.edit({ do: 'remove', path }))}
      >
        <Trash2 aria-hidden />
      </Button>
    </div>
  );
}
