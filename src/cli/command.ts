/** What a command may do with the outside: write, and read files. Results go to `out`, everything else to `err`. */
export type CommandIo = { out(text: string): void; err(text: string): void; readText(path: string): Promise<string> };

/** One command of contracts/cli.md. `run` gives the exit code: 0 done, 1 the answer is bad, 2 wrong use or bad input. */
export type Command = { name: string; summary: string; usage: string; run(args: string[], io: CommandIo): Promise<number> };
