/**
 * Markup with coordinates of two decimals: nobody sees the third, the page is shorter, and the last digit of a logarithm, which
 * differs between browsers and versions of Node, makes no other file.
 */
const coordinates = / (?:d|[xyr]|[xy][12]|c[xy]|d[xy]|width|height|points|transform)="[^"]*"/g;
const longNumber = /-?\d+\.\d{3,}(?:e-?\d+)?/g;

export function shortNumbers(markup: string): string {
  return markup.replace(coordinates, (attribute) =>
    attribute.replace(longNumber, (number) => String(Math.round(Number(number) * 100) / 100)),
  );
}
