/** What a fault cost in each pass of the coldest warm-up: memory that the machine had not handed out before, and after. */
import type { ReportRun } from '../../../model/report.ts';
import { formatDuration, formatRatio } from '../../../model/units.ts';
import type { Chart, View } from '../../charts/chart.ts';
import { chartName } from '../../charts/chart-name.ts';
import { Drawing, px, type } from '../../charts/drawing.tsx';
import { linearScale } from '../../charts/scales.ts';

const rowHeight = 24;
/** Below this there is nothing to see, and a sentence says so. */
const coldFactor = 1.2;

function draw(passes: readonly number[], words: Pick<Chart, 'name' | 'title' | 'description'>, view: View) {
  const [left, right] = [56, view.width - 104];
  const x = linearScale([0, Math.max(...passes)], [left, right]);
  return (
    <Drawing view={view} height={passes.length * rowHeight + 8} {...words}>
      <path d={`M${left} 2V${passes.length * rowHeight + 4}`} stroke={view.paint.quiet} />
      {passes.map((ns, index) => {
        const y = 4 + index * rowHeight;
        return (
          <g key={index}>
            <text x={0} y={y + 16} fill={view.paint.quiet} font-size={type.small}>
              pass {index + 1}
            </text>
            <rect
              x={left}
              y={y + 6}
              width={px(x(ns) - left)}
              height={rowHeight - 14}
              fill={view.paint.shades[index === 0 ? 2 : 0]}
            />
            <text x={px(x(ns) + 6)} y={y + 16}>
              {formatDuration(ns)} a fault
            </text>
          </g>
        );
      })}
    </Drawing>
  );
}

export function warmUpChart({ findings, letter }: ReportRun): Chart | undefined {
  const finding = findings.find(({ kind }) => kind === 'cold-memory');
  const passes = finding?.figures?.passNsPerFault;
  if (!finding || !Array.isArray(passes) || passes.length < 2) return undefined;
  const ratio = finding.ratio ?? 1;
  if (ratio < coldFactor) return undefined;
  const words = {
    name: chartName('trust', letter, 'warm-up'),
    title: `A fault into cold memory cost ${formatRatio(ratio)} times what it costs warmed`,
    description: `Nanoseconds for each fault in ${passes.length} passes over the same memory: ${passes.map(formatDuration).join(', ')}.`,
  };
  return {
    ...words,
    caption: `${finding.sentence.charAt(0).toUpperCase()}${finding.sentence.slice(1)}`,
    draw: (view) => draw(passes, words, view),
    table: { columns: ['pass', 'nsPerFault'], rows: passes.map((ns, index) => [index + 1, ns]) },
  };
}
