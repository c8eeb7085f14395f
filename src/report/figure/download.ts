/** In the browser: a text as a file into the reader's hands. */

/** Long enough for any browser to have taken the text over. */
const keptMs = 10_000;

export function download(name: string, type: string, text: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), keptMs);
}
