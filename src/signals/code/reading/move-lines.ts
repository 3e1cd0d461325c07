import type { CodeSignals } from '../../../domain/signals.ts';

/** Signals of an extract with the lines of the file that it was taken from; `lines[0]` is the line of the extract's first. */
export function moveLines(code: CodeSignals, lines: readonly number[]): CodeSignals {
  const at = (line: number): number => lines[line - 1] ?? lines.at(-1) ?? 1;
  const moved = <T extends { readonly line: number }>(list: readonly T[]): T[] => list.map((item) => ({ ...item, line: at(item.line) }));
  const ranged = <T extends { readonly line: number; readonly endLine: number }>(list: readonly T[]): T[] => list.map((item) => ({ ...item, line: at(item.line), endLine: at(item.endLine) }));
  return {
    ...code,
    imports: moved(code.imports),
    calls: moved(code.calls).map((call) => ({
      ...call,
      ...(call.loop !== undefined && { loop: at(call.loop) }),
      ...(call.rescued !== undefined && { rescued: at(call.rescued) }),
    })),
    ...(code.bindings !== undefined && { bindings: moved(code.bindings) }),
    constants: moved(code.constants),
    settings: moved(code.settings),
    comparisons: moved(code.comparisons),
    loops: ranged(code.loops),
    definitions: ranged(code.definitions),
    texts: moved(code.texts),
    paths: moved(code.paths),
  };
}
