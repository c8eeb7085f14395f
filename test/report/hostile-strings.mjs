// Strings that a page must survive, put into every field of a record that comes from outside.

const long = 'ten thousand characters without a space '.replaceAll(' ', '_').repeat(250);

const hostileStrings = [
  '__proto__',
  '</script><script>globalThis.hostileRan = true</script>',
  '"><img src=x onerror="globalThis.hostileRan = true">',
  "' onmouseover='globalThis.hostileRan = true' ]]> --> <!-- {{hostileRan}} \\u0022",
  '\u202etxt.exe\u2066 \u200f\u0000\u0007\u001b[31m\u2028\u2029 \ud800',
  '<svg onload=globalThis.hostileRan=true><style>*{display:none}</style>&lt;&#60;',
  'javascript:globalThis.hostileRan=true',
  '=HYPERLINK("https://example.org","csv"),\r\n"quoted"',
  long,
];

/** Words that the reader of a run file knows: anything else in their place is a damaged file. */
const words = new Set([
  'kind',
  'state',
  'strategy',
  'pattern',
  'reason',
  'how',
  'what',
  'backing',
  'pages',
  'role',
]);
/** Whole parts of such words. */
const parts = new Set(['design', 'measure', 'settings', 'phases', 'sampleColumns', 'samples', 'series']);
/** The probe's own names are those that arms refer to. */
const named = new Set(['strategies', 'patterns', 'perfCounters']);

/** Equal strings stay equal, and others differ: the hostile ones as they are, and then numbered. */
export function hostileWriter() {
  const known = new Map();
  const hostile = (text) => {
    const at = known.get(text) ?? known.size;
    known.set(text, at);
    const round = Math.floor(at / hostileStrings.length);
    const made = hostileStrings[at % hostileStrings.length];
    return round === 0 ? made : `${made} ${round}`;
  };
  const mapped = (value, keepsNames) => {
    if (typeof value === 'string') return hostile(value);
    if (Array.isArray(value)) return value.map((one) => mapped(one, keepsNames));
    if (value === null || typeof value !== 'object') return value;
    return Object.fromEntries(
      Object.entries(value).map(([name, one]) => {
        // Why a reading is missing is free text; why a run ended is a word.
        const free = name === 'reason' && (value.state === 'unavailable' || value.how === 'refused');
        const keep = (words.has(name) && !free) || parts.has(name) || (keepsNames && name === 'name');
        return [name, keep ? one : mapped(one, keepsNames || named.has(name))];
      }),
    );
  };
  return (record) => mapped(record, false);
}
