/** What an access loaded, in a sentence: the least and the most of all arms. */
import { formatBytes, formatCount, formatNumber } from '../../../model/units.ts';
import { cutToWidth } from '../../charts/cut.ts';
import { loadedPages, type Strip } from './strips.ts';

/** What the arms did, where all did the same. */
function accessInWords(strips: readonly Strip[]): string {
  const [touched, ...others] = new Set(strips.map(({ touchedPages }) => touchedPages));
  if (others.length > 0 || touched === null || touched === undefined) return 'The accesses';
  if (touched === 0) return 'Mapping the file, without an access,';
  return touched === 1 ? 'Access to one page' : `Access to ${formatCount(touched)} pages`;
}

function nameOf({ arms: [name = ''] }: Strip): string {
  return cutToWidth(name, 260, 12);
}

export function residencyInWords(strips: readonly Strip[]): string {
  const ascending = [...strips].sort((one, other) => loadedPages(one) - loadedPages(other));
  const [least, most] = [ascending[0], ascending.at(-1)];
  if (!least || !most) return '';
  const [low, high] = [loadedPages(least), loadedPages(most)];
  const access = accessInWords(strips);
  if (high === 0) {
    return strips.every((strip) => strip.beforePages > 0)
      ? `${access} loaded nothing: the pages were there before`
      : `${access} loaded nothing`;
  }
  if (low === high)
    return `${access} loaded ${formatCount(low)} of ${formatNumber(most.pages, 'page')} in every arm`;
  return `${access} loaded ${formatCount(low)} (${nameOf(least)}) to ${formatCount(high)} (${nameOf(most)}) of ${formatNumber(most.pages, 'page')}`;
}

/** What stands beside a strip: two short lines. */
export function stripInWords(strip: Strip): string[] {
  const { residentPages, beforePages, pageBytes } = strip;
  const size = (pages: number): string =>
    pageBytes > 0 && pages > 0 ? `, ${formatBytes(pages * pageBytes)}` : '';
  const loaded = loadedPages(strip);
  if (beforePages > 0 && loaded === 0) return ['nothing loaded', `${formatCount(beforePages)} were there`];
  const first = residentPages === 0 ? 'nothing loaded' : formatNumber(loaded, 'page') + size(loaded);
  return beforePages > 0 ? [first, `${formatCount(beforePages)} were there`] : [first];
}
