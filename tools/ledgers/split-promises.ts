/**
 * The public security page as sentences: headings and their anchors left out, lines joined, a list item a sentence of its own.
 * Runs of white space are one space, so that a sentence has one digest however it is wrapped.
 */
const anchor = /^Section titled “([^”]+)”/;
/** After a full stop or colon (or the parenthesis that it ends in), before a capital; a list's dash may stand between. */
const between = /(?<=[.:]|\.\))\s+(?:- )?(?=[A-Z])/;

export function splitPromises(text: string): string[] {
  const lines = text.split('\n').map((line) => line.trim());
  const headings = new Set([lines[0], ...lines.map((line) => anchor.exec(line)?.[1])]);
  const blocks: string[] = [''];
  for (const line of lines) {
    if (line === '' || headings.has(line)) blocks.push('');
    else if (anchor.test(line)) blocks.push(line.replace(anchor, ''));
    else if (line.startsWith('- ')) blocks.push(line.slice(2));
    else blocks.push(`${blocks.pop() ?? ''} ${line}`.trim());
  }
  return blocks
    .flatMap((block) => block.split(between))
    .map((sentence) => sentence.replaceAll(/\s+/g, ' ').trim())
    .filter((sentence) => sentence !== '');
}
