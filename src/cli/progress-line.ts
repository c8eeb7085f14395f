/** One line on stderr that tells how far the run is; nothing when stderr is no terminal. */
import type { ProgressReport } from '../runner/index.ts';

const redrawMs = 100;

/** Called with every report; `clear` removes the line before something else is printed. */
export type ProgressLine = { readonly show: (report: ProgressReport) => void; readonly clear: () => void };

function inWords({ stage, doing, standing, elapsedMs, budgetMs }: ProgressReport): string {
  const left = Math.max(0, Math.ceil((budgetMs - elapsedMs) / 1000));
  return [`${stage}: ${doing}`, standing, `${left} s left at most`].filter((part) => part !== '').join(' | ');
}

/** Quiet unless the stream is a terminal. */
export function createProgressLine(stream: NodeJS.WriteStream): ProgressLine {
  if (!stream.isTTY) return { show: () => {}, clear: () => {} };
  let drawnAt = 0;
  return {
    show(report) {
      const now = Date.now();
      if (now - drawnAt < redrawMs) return;
      drawnAt = now;
      stream.write(`\r\x1b[K${inWords(report).slice(0, Math.max(20, (stream.columns ?? 80) - 1))}`);
    },
    clear() {
      if (drawnAt > 0) stream.write('\r\x1b[K');
    },
  };
}
