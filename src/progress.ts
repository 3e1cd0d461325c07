/** Shown only where a person watches, and only when an audit takes long enough to wonder. */
const QUIET_MS = 400;

export interface Progress {
  report(done: number, total: number): void;
  done(): void;
}

/** A single line that is rewritten as files are read and erased at the end; nothing at all in pipes and CI logs. */
export function createProgress(stream: NodeJS.WriteStream): Progress {
  if (!stream.isTTY) return { report: () => {}, done: () => {} };
  const started = Date.now();
  let shown = '';
  return {
    report(done, total) {
      if (Date.now() - started < QUIET_MS) return;
      const text = `reading ${done} of ${total} files`;
      if (text === shown) return;
      shown = text;
      stream.write(`\r\u001b[2K${text}`);
    },
    done() {
      if (shown) stream.write('\r\u001b[2K');
    },
  };
}
