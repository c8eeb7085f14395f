/** `layout`: address spaces. */
import type { Command } from '@commander-js/extra-typings';

export function declareLayout(program: Command): void {
  program
    .command('layout')
    .description(
      'the address space of a process or a command as a picture: every region, every gap, what is resident',
    )
    .argument('[process...]', 'the number of a process; or, after --, a command and its arguments')
    .option('--at <point>', 'hold the command at exec, main, exit or after a time: 500ms, 2s (default: exit)')
    .option('--aslr', 'the same command without and with address-space randomisation, side by side')
    .option(
      '--executions <count>',
      'with --aslr: run it so often, and say how many bits of each region are random',
    )
    .option('--all', 'a line for each VMA, however many there are')
    .option('--regions', 'a table of all VMAs, with the rule that classified each')
    .option('--svg <file>', 'draw it into this SVG file too')
    .option('--format <format>', 'text or json', 'text')
    .addHelpText(
      'after',
      `
High addresses are on top. A box is filled as far as its memory is resident, and
hatched where other processes have the same pages; a gap is a break with its size
and its reason. A ? marks what has the marks of a thing without proof.

A command is held while it is read: at its exec, where its loader hands over to it
(main), just before it exits with its memory still whole (exit), or after a time.
At exit it then goes on to its end; elsewhere it is ended. What it prints on stdout
goes to stderr.

Examples:
  firsttouch layout 1234
  firsttouch layout self
  firsttouch layout $(pgrep -n node) --svg node.svg
  firsttouch layout -- node -e 0
  firsttouch layout --at 2s --regions -- ./server
  firsttouch layout --aslr --svg aslr.svg -- /bin/true
  firsttouch layout --aslr --executions 2000 -- /bin/true`,
    )
    .action(async (words, options) =>
      (await import('../commands/layout.ts')).layoutCommand(words, process.argv.includes('--'), options),
    );
}
