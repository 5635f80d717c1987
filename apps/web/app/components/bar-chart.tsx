import { axisTop } from './axis-top';
import { number } from '../words/count';

interface Bar {
  label: string;
  value: number;
}

const height = 140;
const slot = 40;

/**
 * Bars from zero, with the same numbers as a table behind a toggle.
 * The picture is decoration for a screen reader, which gets one sentence and the table.
 */
export function BarChart({ title, unit, bars }: { title: string; unit: string; bars: readonly Bar[] }) {
  const top = axisTop(Math.max(0, ...bars.map(({ value }) => value)));
  const width = bars.length * slot;
  return (
    <figure>
      <figcaption className="sr-only">{title}</figcaption>
      <div aria-hidden className="flex gap-3">
        <div className="flex flex-col justify-between pb-6 text-right text-xs text-text-quiet">
          <span>{number(top)}</span>
          <span>0</span>
        </div>
        <div className="min-w-0 flex-1">
          <svg
            viewBox={`0 0 ${width} ${height}`}
            preserveAspectRatio="none"
            className="h-36 w-full border-b border-line-strong"
          >
            <line x1="0" x2={width} y1="0.5" y2="0.5" className="stroke-line" vectorEffect="non-scaling-stroke" />
            <line
              x1="0"
              x2={width}
              y1={height / 2}
              y2={height / 2}
              className="stroke-line"
              vectorEffect="non-scaling-stroke"
            />
            {bars.map(({ label, value }, index) => {
              const tall = (value / top) * height;
              return (
                <rect
                  key={label}
                  x={index * slot + slot * 0.2}
                  y={height - tall}
                  width={slot * 0.6}
                  height={tall}
                  className="fill-accent"
                >
                  <title>{`${label}: ${number(value)} ${unit}`}</title>
                </rect>
              );
            })}
          </svg>
          <div className="grid h-6 auto-cols-fr grid-flow-col text-center text-xs text-text-quiet">
            {bars.map(({ label }, index) => (
              <span key={label} className="overflow-visible whitespace-nowrap">
                {index % 4 === 1 ? label : ''}
              </span>
            ))}
          </div>
        </div>
      </div>
      <details className="mt-3">
        <summary className="link inline-block rounded">Show as a table</summary>
        <table className="mt-2 w-full max-w-xs">
          <caption className="sr-only">{title}</caption>
          <thead>
            <tr className="text-left text-xs text-text-quiet">
              <th scope="col" className="py-1 font-medium">
                Day
              </th>
              <th scope="col" className="py-1 text-right font-medium">
                {unit}
              </th>
            </tr>
          </thead>
          <tbody>
            {bars.map(({ label, value }) => (
              <tr key={label} className="border-t border-line">
                <th scope="row" className="py-1 text-left font-normal">
                  {label}
                </th>
                <td className="py-1 text-right">{number(value)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </figure>
  );
}
